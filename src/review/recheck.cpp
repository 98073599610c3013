#include "base/text.hpp"
#include "content/store.hpp"
#include "directory/api.hpp"
#include "review/rights.hpp"
#include "review/rounds.hpp"
#include "review/use_cases.hpp"
#include "review/working_days.hpp"

namespace gongkai::review {

namespace {

constexpr std::size_t longest_text = 1000;

/// Nobody looks again at their own work.
bool had_a_hand_in(db::Session& session, const Recheck& task, PersonId person) {
  const auto writers = content::store::writers(session, task.edition);
  if (std::ranges::find(writers, person) != writers.end()) return true;
  const auto edition = content::store::find_edition(session, task.edition);
  if (edition && edition->released_by == person) return true;
  for (const auto& round : store::rounds_of(session, task.document)) {
    if (round.edition != task.edition) continue;
    for (const auto& signature : store::signatures_of(session, round.id))
      if (signature.person == person || signature.on_behalf == person) return true;
  }
  return false;
}

std::vector<Fault> why_not_finish(const Recheck& task, std::string_view result, std::string_view finding) {
  std::vector<Fault> faults;
  if (!task.result.empty()) faults.push_back({FaultKind::conflict, "recheck.done", "", {}, {}});
  if (result != "sound" && result != "finding")
    faults.push_back({FaultKind::invalid, "recheck.result_missing", "result", {}, {}});
  if (result == "finding" && trim(finding).empty())
    faults.push_back({FaultKind::invalid, "recheck.finding_missing", "finding", {}, {}});
  if (count_characters(finding) > longest_text)
    faults.push_back({FaultKind::invalid, "review.too_long", "finding", {{"value", std::to_string(longest_text)}}, {}});
  return faults;
}

struct Task {
  Recheck recheck;
  directory::Unit unit;
};

Result<Task> find_task(Transaction& tx, RecheckId id) {
  auto found = store::find_recheck(tx.db(), id);
  if (!found) return refuse(FaultKind::not_found, "recheck.not_found");
  auto unit = directory::find_unit(tx.db(), found->unit);
  if (!unit) return refuse(FaultKind::not_found, "recheck.not_found");
  tx.about("document", found->document.value, found->unit);
  return Task{*std::move(found), *std::move(unit)};
}

}  // namespace

Result<std::int64_t> sample(Context& context, Day released_on) {
  return in_transaction(context, "review.sample", [&](Transaction& tx) -> Result<std::int64_t> {
    CHECK_OK(tx.require("review.recheck", "/"));
    tx.detail("day", json::value(to_text(released_on)));
    const Day due = working_days(context.services)->add(tx.now().day(), routes().recheck_days);
    std::map<UnitId, int> rates;
    std::int64_t drawn = 0;
    for (const auto& release : store::releases(tx.db(), start_of(released_on), start_of(released_on + 1))) {
      if (!rates.contains(release.unit))
        if (const auto unit = directory::find_unit(tx.db(), release.unit))
          rates[release.unit] = sampling_rate(tx.db(), *unit);
      if (!is_sampled(release.edition, released_on, rates[release.unit])) continue;
      drawn += store::insert(tx.db(), Recheck{.id = tx.new_id<RecheckId>(),
                                              .kind = RecheckKind::sample,
                                              .document = release.document,
                                              .edition = release.edition,
                                              .unit = release.unit,
                                              .title = release.title,
                                              .made_at = tx.now(),
                                              .due = due});
    }
    tx.detail("count", json::value(drawn));
    return drawn;
  });
}

Result<void> recheck(Context& context, RecheckId id, std::string_view result, std::string_view finding) {
  return in_transaction(context, "review.recheck", [&](Transaction& tx) -> Result<void> {
    auto [task, unit] = TRY(find_task(tx, id));
    CHECK_OK(require_right(tx, Rights::load(tx.db(), context), "review.recheck", unit.path));
    if (had_a_hand_in(tx.db(), task, context.actor.person)) return refuse(FaultKind::forbidden, "recheck.own_work");
    CHECK_OK(all_of(why_not_finish(task, result, finding)));
    task.result = result;
    task.finding = trim(finding);
    task.person = context.actor.person;
    task.person_name = context.actor.name;
    task.checked_at = tx.now();
    if (!store::finish(tx.db(), task)) return refuse(FaultKind::conflict, "recheck.done");
    tx.after("result", json::value(result));
    if (!task.finding.empty()) tx.detail("finding", json::value(task.finding));
    return {};
  });
}

Result<void> answer_finding(Context& context, RecheckId id, std::string_view answer) {
  return in_transaction(context, "review.answer_finding", [&](Transaction& tx) -> Result<void> {
    auto [task, unit] = TRY(find_task(tx, id));
    CHECK_OK(tx.require("content.write", unit.path));
    if (trim(answer).empty()) return refuse(FaultKind::invalid, "recheck.answer_missing", "answer");
    if (count_characters(answer) > longest_text)
      return refuse(FaultKind::invalid, "review.too_long", "answer", {{"value", std::to_string(longest_text)}});
    task.answer = trim(answer);
    task.answered_name = context.actor.name;
    task.answered_at = tx.now();
    if (!store::answer(tx.db(), task)) return refuse(FaultKind::conflict, "recheck.nothing_to_answer");
    tx.detail("answer", json::value(task.answer));
    return {};
  });
}

}  // namespace gongkai::review
