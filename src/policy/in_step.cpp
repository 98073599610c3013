#include "policy/in_step.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::policy {

using content::State;

namespace {

constexpr std::size_t element_max = 2000, remark_max = 500;

Fault fault(FaultKind kind, std::string code, std::string field = {},
            std::vector<std::pair<std::string, std::string>> details = {}) {
  return {kind, std::move(code), std::move(field), std::move(details)};
}

std::vector<Fault> faults_of_elements(const Plan& plan, const ElementList& elements) {
  std::vector<Fault> faults;
  for (const auto& element : elements) {
    const auto said = plan.elements.find(element.id);
    const std::string_view text = said == plan.elements.end() ? std::string_view() : trim(said->second);
    const std::string field = "elements." + element.id;
    if (element.required && text.empty())
      faults.push_back(fault(FaultKind::invalid, "policy.element_missing", field, {{"label", element.label}}));
    if (count_characters(text) > element_max)
      faults.push_back(fault(FaultKind::invalid, "policy.element_too_long", field,
                             {{"label", element.label}, {"value", std::to_string(element_max)}}));
  }
  return faults;
}

bool accepted_later(const std::optional<Plan>& plan, const InterpretationRules& rules) {
  return plan && plan->state == PlanState::accepted && plan->working_days_after > 0 &&
         plan->working_days_after <= rules.within_working_days && !plan->later_reason.empty();
}

}  // namespace

std::vector<Fault> why_not_change(const Plan& plan) {
  if (plan.state == PlanState::accepted) return {fault(FaultKind::conflict, "policy.plan_accepted")};
  if (plan.state == PlanState::proposed) return {fault(FaultKind::conflict, "policy.plan_proposed")};
  return {};
}

std::vector<Fault> why_not_propose(const Plan& plan, const ElementList& elements, const InterpretationRules& rules) {
  auto faults = why_not_change(plan);
  for (auto& one : faults_of_elements(plan, elements)) faults.push_back(std::move(one));
  if (plan.items.empty()) faults.push_back(fault(FaultKind::invalid, "policy.plan_without_items", "items"));
  const auto days = std::to_string(rules.within_working_days);
  if (plan.working_days_after < 0 || plan.working_days_after > rules.within_working_days)
    faults.push_back(fault(FaultKind::invalid, "policy.plan_too_late", "working_days_after", {{"days", days}}));
  if (plan.working_days_after > 0 && trim(plan.later_reason).empty())
    faults.push_back(fault(FaultKind::invalid, "policy.later_reason_missing", "later_reason"));
  return faults;
}

std::vector<Fault> why_not_decide(const Plan& plan, PersonId person, bool accept, std::string_view remark) {
  if (plan.state != PlanState::proposed) return {fault(FaultKind::conflict, "policy.plan_not_proposed")};
  std::vector<Fault> faults;
  if (accept && plan.writer == person) faults.push_back(fault(FaultKind::forbidden, "policy.own_plan"));
  if (!accept && trim(remark).empty()) faults.push_back(fault(FaultKind::invalid, "policy.remark_missing", "remark"));
  if (count_characters(remark) > remark_max)
    faults.push_back(fault(FaultKind::invalid, "policy.remark_too_long", "remark"));
  return faults;
}

std::vector<Fault> why_not_circulate(Duty duty, const std::vector<Counterpart>& counterparts,
                                     const std::optional<Plan>& plan) {
  if (duty != Duty::must || !counterparts.empty()) return {};
  if (plan && plan->state == PlanState::accepted) return {};
  if (plan && plan->state == PlanState::proposed) return {fault(FaultKind::conflict, "policy.plan_waits")};
  return {fault(FaultKind::conflict, "policy.interpretation_missing")};
}

std::vector<Fault> why_not_release(Duty duty, const std::vector<Counterpart>& counterparts,
                                   const std::optional<Plan>& plan, const InterpretationRules& rules) {
  if (duty != Duty::must) return {};
  const auto ready = [](const Counterpart& one) { return one.state == State::released || one.releasable; };
  if (std::ranges::any_of(counterparts, ready) || accepted_later(plan, rules)) return {};
  if (counterparts.empty()) return {fault(FaultKind::conflict, "policy.interpretation_not_drafted")};
  return {fault(FaultKind::conflict, "policy.interpretation_not_ready")};
}

int delay(const WorkCalendar& calendar, Day policy, Day interpretation) {
  return interpretation <= policy ? 0 : calendar.count(policy, interpretation);
}

std::string_view name_of(PairState state) {
  switch (state) {
    case PairState::in_time: return "in_time";
    case PairState::late: return "late";
    case PairState::due: return "due";
    case PairState::missing: return "missing";
  }
  return {};
}

Pair pair_of(const Library& library, const Policy& policy, const WorkCalendar& calendar,
             const InterpretationRules& rules, Day today) {
  Pair pair{.policy = &policy, .interpretations = library.interpretations_of(policy.id)};
  pair.last_day =
      calendar.add(policy.published_on, static_cast<int>(std::max<std::int64_t>(rules.within_working_days, 1)));
  if (pair.interpretations.empty()) {
    pair.working_days = delay(calendar, policy.published_on, today);
    pair.state = today <= pair.last_day ? PairState::due : PairState::missing;
    return pair;
  }
  const Day first = pair.interpretations.front()->published_on;
  pair.working_days = delay(calendar, policy.published_on, first);
  pair.state = first <= pair.last_day ? PairState::in_time : PairState::late;
  return pair;
}

std::vector<Pair> pairs(const Library& library, const WorkCalendar& calendar, const InterpretationRules& rules,
                        Day today) {
  std::vector<Pair> all;
  for (const auto& [id, policy] : library.entries())
    if (policy->must_interpret) all.push_back(pair_of(library, *policy, calendar, rules, today));
  std::ranges::sort(all, std::greater{},
                    [](const Pair& pair) { return std::pair(pair.policy->published_on, pair.policy->id); });
  return all;
}

void count(Coverage& coverage, const Pair& pair) {
  ++coverage.must;
  switch (pair.state) {
    case PairState::in_time: ++coverage.in_time; [[fallthrough]];
    case PairState::late: ++coverage.interpreted; break;
    case PairState::due: ++coverage.due; break;
    case PairState::missing: ++coverage.missing; break;
  }
}

std::vector<Coverage> coverage_by(const std::vector<Pair>& pairs,
                                  const std::function<std::string(const Policy&)>& key) {
  std::vector<Coverage> groups;
  for (const auto& pair : pairs) {
    const auto name = key(*pair.policy);
    auto found = std::ranges::find(groups, name, &Coverage::key);
    if (found == groups.end()) found = groups.insert(groups.end(), Coverage{.key = name});
    count(*found, pair);
  }
  return groups;
}

std::string share_text(int part, int whole) {
  if (whole <= 0) return "—";
  const int tenths = (part * 2000 + whole) / (whole * 2);  // rounded half up, in integers
  return fmt::format("{}/{}，{}.{}%", part, whole, tenths / 10, tenths % 10);
}

}  // namespace gongkai::policy
