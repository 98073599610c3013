// The review of one document, with what this person may do now and why not.
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "review/json.hpp"

namespace gongkai::review {

namespace {

constexpr std::size_t names_shown = 8;

json::array rounds_json(db::Session& session, DocumentId document) {
  json::array list;
  for (const auto& round : store::rounds_of(session, document)) {
    json::array signatures;
    for (const auto& signature : store::signatures_of(session, round.id))
      signatures.push_back(signature_json(signature));
    list.push_back({{"id", to_text(round.id)},
                    {"number", round.number},
                    {"edition", to_text(round.edition)},
                    {"route", route_json(routes().at(round.route))},
                    {"started_at", to_iso(round.started_at)},
                    {"ended_at", directory::instant_or_null(round.ended_at)},
                    {"outcome", name_of(round.outcome)},
                    {"digest", round.content_digest},
                    {"signatures", std::move(signatures)}});
  }
  return list;
}

/// Whom to ask for the signature: those with the permission against whom no rule speaks.
json::array able_people(db::Session& session, const OpenCase& found, const Step& step) {
  json::array names;
  for (const auto& holder : directory::holders_of(session, step.permission, found.desk.unit.path)) {
    if (!why_not_sign(found.situation(), step.id, {.person = holder.person}).empty()) continue;
    if (names.size() == names_shown) break;
    names.emplace_back(holder.name);
  }
  return names;
}

struct Choice {
  bool permitted = false;
  PersonId on_behalf{};
  std::vector<Fault> faults;
};

Choice choice_of(const OpenCase& found, const Step& step, const Rights& rights, const Context& context) {
  const auto signers = rights.signers(step.permission, found.desk.unit.path);
  if (signers.empty()) {
    const auto refused = auth::require(context.actor, step.permission, found.desk.unit.path);
    return {.faults = refused ? std::vector<Fault>{} : std::vector<Fault>{refused.error()}};
  }
  for (const auto& signer : signers)
    if (why_not_sign(found.situation(), step.id, signer).empty()) return {true, signer.on_behalf, {}};
  return {true, {}, why_not_sign(found.situation(), step.id, signers.front())};
}

json::value next_json(db::Session& session, const Context& context, const OpenCase& found, const Rights& rights) {
  const auto* step = next_step(found.route[0], found.signatures);
  if (!step) return nullptr;
  const auto choice = choice_of(found, *step, rights, context);
  const bool may_override = context.actor.may("review.override", found.desk.unit.path) &&
                            why_not_override(found.situation(), step->id, context.actor.person, "…").empty();
  return json::object{{"step", step->id},
                      {"name", step->name},
                      {"permitted", choice.permitted},
                      {"allowed", choice.permitted && choice.faults.empty()},
                      {"reasons", reasons_json(choice.faults)},
                      {"on_behalf", choice.on_behalf ? json::value(rights.name_of(choice.on_behalf)) : json::value()},
                      {"may_override", may_override},
                      {"people", able_people(session, found, *step)}};
}

}  // namespace

json::object review_json(db::Session& session, const Context& context, const content::Desk& desk) {
  const auto rights = Rights::load(session, context);
  const auto found = open_case(session, desk.document.id);
  const Route& route = found ? *found->route : route_of(session, desk);
  json::array remarks;
  for (const auto& remark : store::remarks_of(session, desk.latest.id)) remarks.push_back(remark_json(remark));
  const auto form = found ? store::find_form(session, found->round.id) : std::nullopt;
  const bool may_remark =
      found && (rights.may_any(route, desk.unit.path) || context.actor.may("content.review", desk.unit.path));
  return {{"document", to_text(desk.document.id)},
          {"route", route_json(route)},
          {"round", found ? json::value(to_text(found->round.id)) : json::value()},
          {"next", found ? next_json(session, context, *found, rights) : json::value()},
          {"rounds", rounds_json(session, desk.document.id)},
          {"remarks", std::move(remarks)},
          {"may_remark", may_remark},
          {"may_resolve", context.actor.may("content.write", desk.unit.path)},
          {"text", desk.latest.plain_text},
          {"secrecy",
           {{"needed", route.secrecy},
            {"concluded", form && form->concluded_at},
            {"conclusion", form ? form->conclusion : ""},
            {"permitted", found && rights.may("review.secrecy", desk.unit.path)}}}};
}

}  // namespace gongkai::review
