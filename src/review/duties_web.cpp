#include "review/duties_web.hpp"

#include "content/custody.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "review/json.hpp"
#include "review/use_cases.hpp"

namespace gongkai::review {

namespace {

using directory::Answer;
using directory::ok;

constexpr int page_size = 50;

std::map<UnitId, std::string> names_of(const std::vector<directory::Unit>& units) {
  std::map<UnitId, std::string> names;
  for (const auto& unit : units) names.emplace(unit.id, unit.name);
  return names;
}

/// Cuts a list that was asked for one row too many; the cursor is made of the last one that stays.
template <class Row, class Cursor>
std::string cut(std::vector<Row>& rows, Cursor cursor) {
  if (rows.size() <= static_cast<std::size_t>(page_size)) return "";
  rows.pop_back();
  return cursor(rows.back());
}

// -- delegations ------------------------------------------------------------------------------------------------------

Answer list_delegations(Context& context, http::Request& request) {
  const bool all = request.query.get("all") == "1";
  return context.database().read([&](db::Session& session) -> Answer {
    if (all) CHECK_OK(auth::require(context.actor, "review.settings", context.actor.unit_path));
    json::array items;
    for (const auto& delegation : store::delegations(session, all ? PersonId{} : context.actor.person, 200))
      items.push_back(delegation_json(delegation, context.today()));
    return directory::list(std::move(items));
  });
}

Answer add_delegation(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  NewDelegation order{.to = PersonId{reader.id_or_zero("to")},
                      .first = reader.day("first"),
                      .last = reader.day("last"),
                      .reason = reader.text_or("reason", "")};
  for (const auto& permission : reader.list("permissions"))
    if (permission.is_string()) order.permissions.emplace_back(permission.get_string());
  CHECK_OK(reader.finish());
  const auto id = TRY(delegate(context, order));
  return ok({{"id", to_text(id)}}, 201);
}

Answer stop_delegation(Context& context, http::Request& request) {
  CHECK_OK(end_delegation(context, DelegationId{request.id_param("id")}));
  return directory::done();
}

/// Whom a right may be lent to: people of the office who see its documents.
Answer list_colleagues(Context& context, http::Request&) {
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& holder : directory::holders_of(session, "content.read", context.actor.unit_path))
      if (holder.person != context.actor.person) items.push_back(named(holder.person.value, holder.name));
    return directory::list(std::move(items));
  });
}

// -- what units demand ------------------------------------------------------------------------------------------------

json::object demand_json(const directory::Unit& unit, const store::Setting* setting) {
  return {{"unit", named(unit.id.value, unit.name)},
          {"route", setting ? setting->route : ""},
          {"basis_points", setting && setting->basis_points ? json::value(*setting->basis_points) : json::value()},
          {"version", setting ? setting->version : 0}};
}

Answer list_demands(Context& context, http::Request&) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = TRY(units_of(session, context, "content.read"));
    const auto settings = store::settings_of(session, ids_of(units));
    json::array items, known;
    for (const auto& unit : units) {
      const auto found = std::ranges::find(settings, unit.id, &store::Setting::unit);
      auto item = demand_json(unit, found == settings.end() ? nullptr : &*found);
      item["may_change"] = context.actor.may("review.settings", unit.path);
      items.push_back(std::move(item));
    }
    for (const auto& route : routes().routes) known.push_back(route_json(route));
    return ok({{"items", std::move(items)},
               {"next", nullptr},
               {"routes", std::move(known)},
               {"basis_points", routes().sampling_basis_points}});
  });
}

Answer put_demand(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  Demand demand{.unit = UnitId{request.id_param("id")},
                .route = reader.text_or("route", ""),
                .version = reader.integer("version")};
  if (const auto* rate = body.as_object().if_contains("basis_points"); rate && !rate->is_null())
    demand.basis_points = reader.integer("basis_points");
  CHECK_OK(reader.finish());
  CHECK_OK(set_demand(context, demand));
  return list_demands(context, request);
}

// -- overrides, emergencies, looking again ----------------------------------------------------------------------------

Answer list_overrides(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = TRY(units_of(session, context, "content.read"));
    const auto names = names_of(units);
    auto rows = store::overrides(session, ids_of(units), Instant{directory::cursor_of(request)}, page_size + 1);
    const auto next = cut(rows, [](const store::Override& last) { return id_text(last.signed_at.micros); });
    content::leave_out_hidden(session, context.actor, rows, &store::Override::document);
    json::array items;
    for (const auto& row : rows) {
      const auto* step = routes().at(row.route).find(row.step);
      items.push_back({{"document", to_text(row.document)},
                       {"title", row.title},
                       {"unit", named(row.unit.value, names.at(row.unit))},
                       {"step", step ? step->name : row.step},
                       {"person", row.person_name},
                       {"reason", row.reason},
                       {"signed_at", to_iso(row.signed_at)}});
    }
    return directory::list(std::move(items), next);
  });
}

Result<store::RecheckFilter> recheck_filter(const http::Request& request) {
  store::RecheckFilter filter{.open_only = request.query.get("open") == "1",
                              .before = RecheckId{directory::cursor_of(request)},
                              .limit = page_size + 1};
  if (const auto name = request.query.get("kind"); !name.empty()) {
    const auto kind = parse_recheck_kind(name);
    if (!kind) return refuse(FaultKind::invalid, "recheck.kind_unknown", "kind");
    filter.kind = *kind;
  }
  return filter;
}

Answer list_rechecks(Context& context, http::Request& request) {
  auto filter = TRY(recheck_filter(request));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = TRY(units_of(session, context, "content.read"));
    const auto names = names_of(units);
    filter.units = ids_of(units);
    auto rows = store::rechecks(session, filter);
    const auto next = cut(rows, [](const Recheck& last) { return to_text(last.id); });
    json::array items;
    for (const auto& row : rows) {
      const auto unit = std::ranges::find(units, row.unit, &directory::Unit::id);
      auto item = recheck_json(row, unit->name);
      item["may_check"] = row.result.empty() && context.actor.may("review.recheck", unit->path);
      item["may_answer"] =
          row.result == "finding" && !row.answered_at && context.actor.may("content.write", unit->path);
      items.push_back(std::move(item));
    }
    return directory::list(std::move(items), next);
  });
}

Answer finish_recheck(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto result = reader.text_or("result", "");
  const auto finding = reader.text_or("finding", "");
  CHECK_OK(reader.finish());
  CHECK_OK(recheck(context, RecheckId{request.id_param("id")}, result, finding));
  return directory::done();
}

Answer answer_recheck(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto answer = reader.text_or("answer", "");
  CHECK_OK(reader.finish());
  CHECK_OK(answer_finding(context, RecheckId{request.id_param("id")}, answer));
  return directory::done();
}

// -- spans of time ------------------------------------------------------------------------------------------------------

struct Span {
  Instant from{};
  Instant to{};  // not included
};

Result<Span> span_of(const http::Request& request) {
  const auto from = parse_day(request.query.get("from"));
  const auto to = parse_day(request.query.get("to"));
  if (!from || !to || *to < *from) return refuse(FaultKind::invalid, "review.period_missing", "from");
  return Span{start_of(*from), start_of(*to + 1)};
}

Answer show_record(Context& context, http::Request& request) {
  const auto span = TRY(span_of(request));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = TRY(units_of(session, context, "content.read"));
    const auto names = names_of(units);
    json::array items;
    for (const auto& row : store::record(session, ids_of(units), span.from, span.to))
      items.push_back({{"unit", named(row.unit.value, names.at(row.unit))},
                       {"rounds", row.rounds},
                       {"returned", row.returned},
                       {"released", row.released},
                       {"overrides", row.overrides},
                       {"emergencies", row.emergencies},
                       {"findings", row.findings}});
    return directory::list(std::move(items));
  });
}

// -- contributions ------------------------------------------------------------------------------------------------------

std::map<UnitId, std::string> all_names(db::Session& session) {
  return names_of(directory::units(session));
}

Answer list_contributions(Context& context, http::Request& request) {
  store::ContributionFilter filter{.before = ContributionId{directory::cursor_of(request)}, .limit = page_size + 1};
  if (const auto name = request.query.get("state"); !name.empty()) {
    const auto state = parse_contribution_state(name);
    if (!state) return refuse(FaultKind::invalid, "contribution.state_unknown", "state");
    filter.state = *state;
  }
  return context.database().read([&](db::Session& session) -> Answer {
    if (request.query.get("box") == "sent") {
      CHECK_OK(auth::require(context.actor, "review.contribute", context.actor.unit_path));
      filter.person = context.actor.person;
    } else {
      filter.to_units = ids_of(TRY(units_of(session, context, "review.adopt")));
    }
    auto names = all_names(session);
    auto rows = store::contributions(session, filter);
    const auto next = cut(rows, [](const Contribution& last) { return to_text(last.id); });
    json::array items;
    for (const auto& row : rows) items.push_back(contribution_json(row, names[row.from_unit], names[row.to_unit]));
    return directory::list(std::move(items), next);
  });
}

Answer add_contribution(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Offer order{.to_unit = UnitId{reader.id_or_zero("to_unit")},
                    .title = reader.text_or("title", ""),
                    .text = reader.text_or("text", ""),
                    .source = reader.text_or("source", "")};
  CHECK_OK(reader.finish());
  const auto id = TRY(offer(context, order));
  return ok({{"id", to_text(id)}}, 201);
}

Answer decide_contribution(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Decision decision{.adopted = reader.boolean_or("adopted", false),
                          .reason = reader.text_or("reason", ""),
                          .document = DocumentId{reader.id_or_zero("document")}};
  CHECK_OK(reader.finish());
  CHECK_OK(decide(context, ContributionId{request.id_param("id")}, decision));
  return directory::done();
}

Answer count_contributions(Context& context, http::Request& request) {
  const auto span = TRY(span_of(request));
  return context.database().read([&](db::Session& session) -> Answer {
    const auto units = TRY(units_of(session, context, "review.adopt"));
    auto names = all_names(session);
    json::array items;
    for (const auto& row : store::contribution_counts(session, ids_of(units), span.from, span.to))
      items.push_back({{"unit", named(row.unit.value, names[row.unit])},
                       {"sent", row.sent},
                       {"adopted", row.adopted},
                       {"declined", row.declined}});
    return directory::list(std::move(items));
  });
}

/// Units that take contributions in: every open one.
Answer list_receivers(Context& context, http::Request&) {
  return context.database().read([&](db::Session& session) -> Answer {
    CHECK_OK(auth::require(context.actor, "review.contribute", context.actor.unit_path));
    json::array items;
    for (const auto& unit : directory::units(session))
      if (!unit.is_closed()) items.push_back(named(unit.id.value, unit.name));
    return directory::list(std::move(items));
  });
}

}  // namespace

void add_duty_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/review/delegations", "review.delegations", list_delegations);
  on(post, "/api/review/delegations", "review.delegate", add_delegation);
  on(post, "/api/review/delegations/{id:id}/end", "review.end_delegation", stop_delegation);
  on(get, "/api/review/colleagues", "review.colleagues", list_colleagues);
  on(get, "/api/review/demands", "review.demands", list_demands);
  on(put, "/api/review/demands/{id:id}", "review.set_demand", put_demand);
  on(get, "/api/review/overrides", "review.overrides", list_overrides);
  on(get, "/api/review/rechecks", "review.rechecks", list_rechecks);
  on(post, "/api/review/rechecks/{id:id}/result", "review.recheck", finish_recheck);
  on(post, "/api/review/rechecks/{id:id}/answer", "review.answer_finding", answer_recheck);
  on(get, "/api/review/record", "review.record", show_record);
  on(get, "/api/contributions", "contribution.list", list_contributions);
  on(post, "/api/contributions", "contribution.offer", add_contribution);
  on(post, "/api/contributions/{id:id}/decide", "contribution.decide", decide_contribution);
  on(get, "/api/contributions/counts", "contribution.counts", count_contributions);
  on(get, "/api/contributions/receivers", "contribution.receivers", list_receivers);
}

}  // namespace gongkai::review
