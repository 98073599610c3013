#include "request_mining/web.hpp"

#include <map>

#include "casework/cases.hpp"
#include "content/api.hpp"
#include "content/desk.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "regulation/outcome.hpp"
#include "request_mining/store.hpp"
#include "request_mining/use_cases.hpp"
#include "requests/reading.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::request_mining {

namespace {

using directory::Answer;
using directory::ok;

constexpr int page_size = 50;

ConversionId conversion_in(const http::Request& request) {
  return ConversionId{request.id_param("id")};
}

/// Words only for whoever may see the case.
json::object case_json(db::Session& session, const Context& context, CaseId id) {
  const auto found = requests::find(session, *context.services.vault, id);
  if (!found || !casework::may_see(session, context.actor, found->of)) return {};
  const auto* outcome = regulation::catalog_outcomes().find(found->outcome);
  return {{"id", to_text(id)},
          {"kind", found->of.kind},
          {"number", found->of.number},
          {"opened_on", to_text(found->of.opened_on)},
          {"closed_on", found->of.closed_on ? json::value(to_text(*found->of.closed_on)) : json::value()},
          {"outcome", outcome ? outcome->label : found->outcome},
          {"description", found->description}};
}

json::value document_json(db::Session& session, DocumentId id) {
  if (!id) return nullptr;
  const auto desk = content::find_desk(session, id);
  return json::object{{"id", to_text(id)},
                      {"title", desk ? desk->latest.title : ""},
                      {"is_public", content::find_public(session, id).has_value()}};
}

struct Cases {
  json::array list{};
  bool proposal_waits = false;  // Art. 44(2): whoever proposed it is to be answered
};
Cases cases_json(db::Session& session, const Context& context, ConversionId id) {
  Cases cases;
  for (const auto of : store::cases_of(session, id)) {
    auto item = case_json(session, context, of);
    if (item.empty()) continue;
    cases.proposal_waits = cases.proposal_waits || (item.at("kind").as_string() == requests::kind::proactive_proposal &&
                                                    item.at("closed_on").is_null());
    cases.list.push_back(std::move(item));
  }
  return cases;
}

json::object conversion_json(db::Session& session, const Context& context, const Conversion& conversion) {
  const auto unit = directory::find_unit(session, conversion.unit);
  const bool is_public = conversion.document && content::find_public(session, conversion.document);
  const auto stage = stage_of(conversion, is_public);
  const auto due = due_on(conversion, stage, *context.services.calendars->current(), settings());
  const auto* ground = settings().keep_ground(conversion.ground);
  auto cases = cases_json(session, context, conversion.id);
  return {{"id", to_text(conversion.id)},
          {"unit", {{"id", to_text(conversion.unit)}, {"name", unit ? unit->name : ""}}},
          {"source", conversion.source},
          {"stage", name_of(stage)},
          {"found_on", to_text(conversion.found_on)},
          {"due_on", due ? json::value(to_text(*due)) : json::value()},
          {"is_overdue", due && *due < context.today()},
          {"applicants", applicants_behind(session, conversion.id)},
          {"proposal_waits", cases.proposal_waits},
          {"cases", std::move(cases.list)},
          {"decision", conversion.decision},
          {"ground", ground ? ground->name : ""},
          {"reason", conversion.reason},
          {"decided_by", conversion.decided_by_name},
          {"decided_on", conversion.decided_on ? json::value(to_text(*conversion.decided_on)) : json::value()},
          {"document", document_json(session, conversion.document)},
          {"may_decide", unit && context.actor.may("catalogue.manage", unit->path)},
          {"version", conversion.version}};
}

Answer show(Context& context, ConversionId id) {
  return context.database().read([&](db::Session& session) -> Answer {
    return ok(conversion_json(session, context, TRY(load(session, context, id))));
  });
}

json::value current(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> json::value {
    const auto conversion = load(session, context, conversion_in(request));
    return conversion ? json::value(conversion_json(session, context, *conversion)) : json::value();
  });
}

Answer list(Context& context, http::Request& request) {
  if (!context.actor.may_somewhere(requests::permission::read))
    CHECK_OK(auth::require(context.actor, requests::permission::read, "/"));
  const ConversionId before{directory::cursor_of(request)};
  return context.database().read([&](db::Session& session) -> Answer {
    std::map<ConversionId, Conversion, std::greater<>> found;
    for (const auto& grant : context.actor.scope_of(requests::permission::read))
      for (auto& one :
           store::list(session, *context.services.vault, grant.unit_path, grant.with_subtree, before, page_size + 1))
        found.emplace(one.id, std::move(one));
    json::array items;
    ConversionId last{};
    for (const auto& [id, conversion] : found) {
      if (items.size() == page_size) break;
      items.push_back(conversion_json(session, context, conversion));
      last = id;
    }
    return directory::list(std::move(items), found.size() > page_size ? to_text(last) : "");
  });
}

Answer list_grounds(Context&, http::Request&) {
  json::array items;
  for (const auto& ground : settings().keep_grounds)
    items.push_back(json::object{{"id", ground.id}, {"name", ground.name}});
  return directory::list(std::move(items));
}

Answer post_search(Context& context, http::Request&) {
  return ok(json::object{{"found", TRY(search_now(context))}});
}

Answer post_decision(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const Ruling ruling{.decision = reader.text("decision"),
                      .ground = reader.text_or("ground", ""),
                      .reason = reader.text_or("reason", ""),
                      .document = DocumentId{reader.id_or_zero("document")}};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(decide(context, conversion_in(request), ruling, version));
  return show(context, conversion_in(request));
}

Answer post_document(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const DocumentId document{reader.id("document")};
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(link(context, conversion_in(request), document, version));
  return show(context, conversion_in(request));
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  using enum http::Method;
  on(get, "/api/conversions", "request_mining.list", list);
  on(get, "/api/conversions/grounds", "request_mining.grounds", list_grounds);
  on(post, "/api/conversions/search", "request_mining.search", post_search);
  on(get, "/api/conversions/{id:id}", "request_mining.show",
     [](Context& context, http::Request& request) { return show(context, conversion_in(request)); });
  on(post, "/api/conversions/{id:id}/decision", "request_mining.decide", post_decision, current);
  on(post, "/api/conversions/{id:id}/document", "request_mining.link", post_document, current);
  add_topic_routes(router, services);
}

}  // namespace gongkai::request_mining
