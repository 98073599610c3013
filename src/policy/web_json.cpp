#include "policy/web_json.hpp"

#include "directory/api.hpp"
#include "policy/neighbours.hpp"
#include "policy/web.hpp"

namespace gongkai::policy {

namespace {

template <class IdType>
json::value id_or_null(IdType id) {
  return id ? json::value(gongkai::to_text(id)) : json::value();
}

json::object policy_json(const Policy& policy) {
  return {{"id", gongkai::to_text(policy.id)},
          {"title", policy.title},
          {"number", policy.number},
          {"series", policy.series},
          {"published_on", to_text(policy.published_on)},
          {"address", document_address(policy.id)}};
}

}  // namespace

json::value day_or_null(const std::optional<Day>& day) {
  return day ? json::value(to_text(*day)) : json::value();
}

json::object plan_json(const Plan& plan) {
  json::object elements;
  for (const auto& [id, said] : plan.elements) elements[id] = said;
  json::array items;
  for (const auto& item : plan.items)
    items.push_back({{"form", item.form}, {"channel", item.channel}, {"unit", item.unit}});
  return {{"number", plan.number},
          {"state", name_of(plan.state)},
          {"elements", std::move(elements)},
          {"items", std::move(items)},
          {"working_days_after", plan.working_days_after},
          {"later_reason", plan.later_reason},
          {"writer", plan.writer_name},
          {"changed_at", to_iso(plan.changed_at)},
          {"decided_by", plan.decided_by_name},
          {"decided_at", directory::instant_or_null(plan.decided_at)},
          {"remark", plan.remark},
          {"version", plan.version}};
}

json::object letter_json(const Letter& letter) {
  json::array reasons;
  for (const auto& reason : letter.reasons) reasons.emplace_back(reason);
  return {{"id", gongkai::to_text(letter.id)}, {"document", gongkai::to_text(letter.document)},
          {"number", letter.number},           {"title", letter.title},
          {"unit", letter.unit_name},          {"writer", letter.writer_name},
          {"reasons", std::move(reasons)},     {"written_at", to_iso(letter.written_at)}};
}

json::object pair_json(const Pair& pair, std::string_view unit_name, const content::TypeBook& types) {
  json::array interpretations;
  for (const Policy* one : pair.interpretations) {
    auto object = policy_json(*one);
    object["form"] = form_label(types, one->form);
    interpretations.push_back(std::move(object));
  }
  return {{"policy", policy_json(*pair.policy)},
          {"unit", {{"id", gongkai::to_text(pair.policy->unit)}, {"name", unit_name}}},
          {"state", name_of(pair.state)},
          {"working_days", pair.working_days},
          {"last_day", to_text(pair.last_day)},
          {"interpretations", std::move(interpretations)}};
}

json::object coverage_json(const Coverage& coverage, std::string_view label) {
  return {{"key", coverage.key},         {"label", label},
          {"must", coverage.must},       {"interpreted", coverage.interpreted},
          {"in_time", coverage.in_time}, {"due", coverage.due},
          {"missing", coverage.missing}, {"share", share_text(coverage.interpreted, coverage.must)}};
}

json::object ledger_json(const Library& library, const Policy& policy, std::string_view unit_name, Day today) {
  const auto end = library.end_of(policy);
  const auto standing = library.standing_on(policy, today).value_or(Standing::in_force);
  auto object = policy_json(policy);
  object["unit"] = {{"id", gongkai::to_text(policy.unit)}, {"name", unit_name}};
  object["registration"] = policy.registration ? json::value(policy.registration->number) : json::value();
  object["registered_on"] =
      policy.registration ? json::value(to_text(policy.registration->registered_on)) : json::value();
  object["filed_on"] = policy.registration ? day_or_null(policy.registration->filed_on) : json::value();
  object["filing_number"] = policy.registration ? policy.registration->filing_number : std::string();
  object["version"] = policy.registration ? policy.registration->version : 0;
  object["valid_until"] = day_or_null(policy.valid_until);
  object["standing"] = name_of(standing);
  object["ended_on"] = end && end->from <= today ? json::value(to_text(end->from)) : json::value();
  object["days_left"] = end && end->from > today ? json::value(end->from - 1 - today) : json::value();
  object["warning"] = end && end->from > today ? warning_of(end->from - 1 - today, catalog().ledger.warn_days) : 0;
  object["interpretations"] = library.interpretations_of(policy.id).size();
  return object;
}

json::object evaluation_json(const Evaluation& evaluation, const Library& library, Day today) {
  const Policy* policy = library.find(evaluation.document);
  const Policy* result = library.find(evaluation.result);
  return {{"id", gongkai::to_text(evaluation.id)},
          {"document", gongkai::to_text(evaluation.document)},
          {"title", policy ? policy->title : std::string()},
          {"number", policy ? policy->number : std::string()},
          {"valid_until", policy ? day_or_null(policy->valid_until) : json::value()},
          {"round", id_or_null(evaluation.round)},
          {"reason", evaluation.reason},
          {"opened_on", to_text(evaluation.opened_on)},
          {"due_on", to_text(evaluation.due_on)},
          {"days_left", evaluation.due_on - today},
          {"decision", evaluation.decision ? json::value(name_of(*evaluation.decision)) : json::value()},
          {"finding", evaluation.finding},
          {"result", id_or_null(evaluation.result)},
          {"result_title", result ? result->title : std::string()},
          {"decided_by", evaluation.decided_by_name},
          {"decided_at", directory::instant_or_null(evaluation.decided_at)},
          {"version", evaluation.version}};
}

json::object round_json(const Round& round, std::size_t tasks, std::size_t open) {
  return {{"id", gongkai::to_text(round.id)},
          {"name", round.name},
          {"unit", gongkai::to_text(round.unit)},
          {"opened_on", to_text(round.opened_on)},
          {"due_on", to_text(round.due_on)},
          {"closed_on", day_or_null(round.closed_on)},
          {"tasks", tasks},
          {"open", open},
          {"version", round.version}};
}

json::object question_json(const Question& question) {
  return {{"id", gongkai::to_text(question.id)},
          {"question", question.question},
          {"source", question.source},
          {"asked_on", to_text(question.asked_on)},
          {"answer", question.answer},
          {"answered_in", id_or_null(question.answered_in)},
          {"answered_on", day_or_null(question.answered_on)},
          {"version", question.version}};
}

std::map<UnitId, std::string> units_open_to(db::Session& session, const Context& context, std::string_view permission) {
  std::map<UnitId, std::string> names;
  for (const auto& unit : directory::units(session))
    if (context.actor.may(permission, unit.path)) names.emplace(unit.id, unit.name);
  return names;
}

DocumentId document_of(const http::Request& request) {
  return DocumentId{request.id_param("id")};
}

void Routes::on(http::Method method, std::string pattern, std::string name, directory::JsonHandler handler) const {
  router.add({.method = method,
              .pattern = std::move(pattern),
              .name = std::move(name),
              .access = http::Access::staff,
              .handler = directory::answering(router, services, std::move(handler))});
}

void add_routes(http::Router& router, Services& services) {
  const Routes routes{router, services};
  add_pair_routes(routes);
  add_ledger_routes(routes);
  add_evaluation_routes(routes);
}

}  // namespace gongkai::policy
