#include "similar_requests/web.hpp"

#include <cmath>

#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/auth/vault.hpp"
#include "requests/reading.hpp"
#include "similar_requests/index.hpp"
#include "similarity/difference.hpp"

namespace gongkai::similar_requests {

namespace {

using directory::Answer;

constexpr std::size_t most_shown = 10;

json::array texts_json(const std::vector<std::string>& texts) {
  json::array items;
  for (const auto& text : texts) items.emplace_back(text);
  return items;
}

std::string stage_name(db::Session& session, const auth::Vault& vault, const casework::Case& of) {
  const auto& kind = casework::kind_of(of.kind);
  const auto* stage = kind.find_stage(casework::stage_after(kind, casework::events_of(session, vault, of.id)));
  return stage ? stage->name : "";
}

/// Words, and what differs, only for whoever may see the other request: these are its words.
json::object near_json(db::Session& session, const Context& context, const std::string& description,
                       const similarity::Near& near) {
  const auto& vault = *context.services.vault;
  const auto other = requests::find(session, vault, CaseId{near.key});
  if (!other) return {};
  const auto unit = directory::find_unit(session, other->of.unit);
  const bool visible = casework::may_see(session, context.actor, other->of).has_value();
  json::object item{{"id", visible ? json::value(to_text(other->of.id)) : json::value()},
                    {"number", visible ? other->of.number : ""},
                    {"unit", unit ? unit->name : ""},
                    {"opened_on", to_text(other->of.opened_on)},
                    {"stage_name", stage_name(session, vault, other->of)},
                    {"outcome", other->outcome},
                    {"percent", std::llround(near.similarity * 100)},
                    {"description", visible ? other->description : ""},
                    {"only_here", json::array{}},
                    {"only_there", json::array{}}};
  if (!visible) return item;
  const auto runs = similarity::difference(description, other->description);
  item["only_here"] = texts_json(similarity::words_of(runs, similarity::Side::left));
  item["only_there"] = texts_json(similarity::words_of(runs, similarity::Side::right));
  return item;
}

Answer show_similar(Context& context, http::Request& request) {
  const CaseId id{request.id_param("id")};
  const auto& vault = *context.services.vault;
  const auto description = TRY(context.database().read([&](db::Session& session) -> Result<std::string> {
    const auto found = requests::find(session, vault, id);
    if (!found) return refuse(FaultKind::not_found, "case.not_found");
    CHECK_OK(casework::may_see(session, context.actor, found->of));
    return found->description;
  }));
  const auto near = context.services.parts.of<RequestIndex>().near(context.services, id, description, most_shown);
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& one : near)
      if (auto item = near_json(session, context, description, one); !item.empty()) items.push_back(std::move(item));
    return directory::list(std::move(items));
  });
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  router.add({.pattern = "/api/requests/{id:id}/similar",
              .name = "similar_requests.show",
              .access = http::Access::staff,
              .handler = directory::answering(router, services, show_similar)});
}

}  // namespace gongkai::similar_requests
