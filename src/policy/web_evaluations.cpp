// Evaluations and clean-up rounds as JSON.
#include "directory/api.hpp"
#include "policy/shelf.hpp"
#include "policy/use_cases.hpp"
#include "policy/web_json.hpp"

namespace gongkai::policy {

namespace {

using directory::Answer;
using directory::ok;

Answer list_evaluations(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere("policy.ledger")) CHECK_OK(auth::require(context.actor, "policy.ledger", "/"));
  const RoundId round{parse_id(request.query.get("round")).value_or(0)};
  const DocumentId document{parse_id(request.query.get("document")).value_or(0)};
  return context.database().read([&](db::Session& session) -> Answer {
    const auto names = units_open_to(session, context, "policy.ledger");
    const auto books = library(session, context.services);
    const auto tasks = round      ? store::evaluations_of(session, round)
                       : document ? store::evaluations_of(session, document)
                                  : store::open_evaluations(session);
    json::array items;
    for (const auto& task : tasks) {
      const auto name = names.find(task.unit);
      if (name == names.end()) continue;
      auto object = evaluation_json(task, *books, context.today());
      object["unit"] = {{"id", gongkai::to_text(task.unit)}, {"name", name->second}};
      items.push_back(std::move(object));
    }
    return directory::list(std::move(items));
  });
}

Answer post_evaluation(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto reason = reader.text_or("reason", "");
  const auto due = reader.day("due_on");
  CHECK_OK(reader.finish());
  const auto id = TRY(open_evaluation(context, document_of(request), reason, due));
  return ok({{"id", gongkai::to_text(id)}, {"version", 1}}, 201);
}

Answer post_conclusion(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const auto decision = parse_decision(reader.text("decision"));
  Conclusion conclusion{.finding = reader.text_or("finding", ""), .result = DocumentId{reader.id_or_zero("result")}};
  const auto from = reader.optional_text("from");
  CHECK_OK(reader.finish());
  if (!decision) return refuse(FaultKind::invalid, "policy.decision_unknown", "decision");
  conclusion.decision = *decision;
  if (from) {
    conclusion.from = parse_day(*from);
    if (!conclusion.from) return refuse(FaultKind::invalid, "policy.not_a_day", "from");
  }
  const auto fresh = TRY(conclude(context, EvaluationId{request.id_param("id")}, conclusion, version));
  return ok({{"version", fresh}});
}

Answer list_rounds(Context& context, http::Request&) {
  if (!context.actor.may_somewhere("policy.ledger")) CHECK_OK(auth::require(context.actor, "policy.ledger", "/"));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto names = units_open_to(session, context, "policy.ledger");
    json::array items;
    for (const auto& round : store::rounds(session)) {
      const auto name = names.find(round.unit);
      if (name == names.end()) continue;
      const auto tasks = store::evaluations_of(session, round.id);
      const auto open = std::ranges::count_if(tasks, [](const Evaluation& task) { return !task.decision; });
      auto object = round_json(round, tasks.size(), static_cast<std::size_t>(open));
      object["unit_name"] = name->second;
      items.push_back(std::move(object));
    }
    return directory::list(std::move(items));
  });
}

Answer post_round(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const UnitId unit{reader.id_or_zero("unit")};
  const auto name = reader.text_or("name", "");
  const auto due = reader.day("due_on");
  CHECK_OK(reader.finish());
  const auto id = TRY(open_round(context, unit ? unit : context.actor.unit, name, due));
  return ok({{"id", gongkai::to_text(id)}, {"version", 1}}, 201);
}

Answer post_close(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  const auto fresh = TRY(close_round(context, RoundId{request.id_param("id")}, version));
  return ok({{"version", fresh}});
}

}  // namespace

void add_evaluation_routes(const Routes& routes) {
  using enum http::Method;
  routes.on(get, "/api/policy-evaluations", "policy.evaluations", list_evaluations);
  routes.on(post, "/api/policies/{id:id}/evaluations", "policy.evaluations.open", post_evaluation);
  routes.on(post, "/api/policy-evaluations/{id:id}/conclude", "policy.evaluations.conclude", post_conclusion);
  routes.on(get, "/api/policy-rounds", "policy.rounds", list_rounds);
  routes.on(post, "/api/policy-rounds", "policy.rounds.open", post_round);
  routes.on(post, "/api/policy-rounds/{id:id}/close", "policy.rounds.close", post_close);
}

}  // namespace gongkai::policy
