#include "similar_requests/web.hpp"

#include <cmath>

#include "applicants/known.hpp"
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

/// As it was asked, and as it was corrected.
struct Descriptions {
  casework::Case of{};
  std::vector<std::string> all{};
  std::string outcome{};
};

Result<Descriptions> descriptions_of(db::Session& session, const Context& context, CaseId id) {
  const auto& vault = *context.services.vault;
  auto found = requests::find(session, vault, id);
  if (!found) return refuse(FaultKind::not_found, "case.not_found");
  Descriptions said{.of = std::move(found->of), .all = {std::move(found->description)}, .outcome = found->outcome};
  const auto events = casework::events_of(session, vault, id);
  const auto* corrected = casework::last_of(events, "corrected");
  if (corrected && !corrected->note.empty()) said.all.push_back(corrected->note);
  return said;
}

/// Words, and what differs, only for whoever may see the other request: these are its words.
json::object near_json(db::Session& session, const Context& context, const std::string& description,
                       const similarity::Near& near) {
  const auto other = descriptions_of(session, context, CaseId{near.key});
  if (!other) return {};
  const auto unit = directory::find_unit(session, other->of.unit);
  const bool visible = casework::may_see(session, context.actor, other->of).has_value();
  json::object item{{"id", visible ? json::value(to_text(other->of.id)) : json::value()},
                    {"number", visible ? other->of.number : ""},
                    {"unit", unit ? unit->name : ""},
                    {"opened_on", to_text(other->of.opened_on)},
                    {"stage_name", stage_name(session, *context.services.vault, other->of)},
                    {"outcome", other->outcome},
                    {"percent", std::llround(near.similarity * 100)},
                    {"description", visible ? other->all.back() : ""},
                    {"only_here", json::array{}},
                    {"only_there", json::array{}}};
  if (!visible) return item;
  const auto runs = similarity::difference(description, other->all.back());
  item["only_here"] = texts_json(similarity::words_of(runs, similarity::Side::left));
  item["only_there"] = texts_json(similarity::words_of(runs, similarity::Side::right));
  return item;
}

Result<Descriptions> asked_in(Context& context, const http::Request& request) {
  return context.database().read([&](db::Session& session) -> Result<Descriptions> {
    auto found = TRY(descriptions_of(session, context, CaseId{request.id_param("id")}));
    CHECK_OK(casework::may_see(session, context.actor, found.of));
    return found;
  });
}

Answer show_similar(Context& context, http::Request& request) {
  const auto asked = TRY(asked_in(context, request));
  const auto near =
      context.services.parts.of<RequestIndex>().near(context.services, asked.of.id, asked.all, most_shown);
  return context.database().read([&](db::Session& session) -> Answer {
    json::array items;
    for (const auto& one : near)
      if (auto item = near_json(session, context, asked.all.back(), one); !item.empty())
        items.push_back(std::move(item));
    return directory::list(std::move(items));
  });
}

/// What everybody can read already. The words come in the body, never in an address: what somebody asks for tells who asks.
Answer show_public(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto words = reader.text_or("words", "");
  CHECK_OK(reader.finish());
  const auto asked = TRY(asked_in(context, request));
  json::array items;
  for (const auto& known : applicants::known_already(context.services, words.empty() ? asked.all.back() : words))
    items.push_back({{"title", known.title}, {"address", known.address}, {"about", known.about}});
  return directory::list(std::move(items));
}

}  // namespace

void add_routes(http::Router& router, Services& services) {
  const directory::OfficeRoutes on(router, services);
  on(http::Method::get, "/api/requests/{id:id}/similar", "similar_requests.show", show_similar);
  on(http::Method::post, "/api/requests/{id:id}/public", "similar_requests.public", show_public);
}

}  // namespace gongkai::similar_requests
