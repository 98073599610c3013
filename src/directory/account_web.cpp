// What is done to an account: state, password, hand-over, roles, sessions, and looking behind the mask.
#include "directory/person_web.hpp"
#include "directory/roles.hpp"
#include "directory/use_cases.hpp"
#include "directory/web.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {
constexpr std::int64_t page_size = 50;

struct Asked {
  Placed placed;
  json::value body;
};
/// The person of the path and the body; an empty body is an empty object.
Result<Asked> read_asked(Context& context, const http::Request& request) {
  auto placed = TRY(readable_person(context, request));
  auto body = TRY(json::parse(request.body.empty() ? "{}" : request.body));
  return Asked{std::move(placed), std::move(body)};
}

Answer disable(Context& context, http::Request& request) {
  const auto asked = TRY(read_asked(context, request));
  json::Reader reader(asked.body);
  const auto version = reader.integer_or("version", asked.placed.person.version);
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  CHECK_OK(disable_person(context, asked.placed.person.id, version, reason));
  return ok(current_person(context, request));
}

Answer enable(Context& context, http::Request& request) {
  const auto asked = TRY(read_asked(context, request));
  json::Reader reader(asked.body);
  const auto version = reader.integer_or("version", asked.placed.person.version);
  CHECK_OK(reader.finish());
  CHECK_OK(enable_person(context, asked.placed.person.id, version));
  return ok(current_person(context, request));
}

Answer reset(Context& context, http::Request& request) {
  const auto asked = TRY(read_asked(context, request));
  json::Reader reader(asked.body);
  const bool remove = reader.boolean_or("remove_second_factor", false);
  CHECK_OK(reader.finish());
  const auto given = exact_text(asked.body, "password");
  const auto password = given.empty() ? new_first_password() : given;
  CHECK_OK(reset_password(context, asked.placed.person.id, password, remove));
  return ok(given.empty() ? json::value{{"password", password}} : json::value(json::object()));
}

Answer hand_over_request(Context& context, http::Request& request) {
  const auto asked = TRY(read_asked(context, request));
  json::Reader reader(asked.body);
  const auto version = reader.integer_or("version", asked.placed.person.version);
  const PersonId to{reader.id_or_zero("to")};
  CHECK_OK(reader.finish());
  CHECK_OK(hand_over(context, asked.placed.person.id, version, to));
  return ok(current_person(context, request));
}

Answer reveal_request(Context& context, http::Request& request) {
  const auto asked = TRY(read_asked(context, request));
  json::Reader reader(asked.body);
  const auto field = reader.text("field");
  const auto reason = reader.text_or("reason", "");
  CHECK_OK(reader.finish());
  const auto value = TRY(reveal(context, asked.placed.person.id, field, reason));
  return ok({{"value", value}});
}

Answer roles_request(Context& context, http::Request& request) {
  const auto asked = TRY(read_asked(context, request));
  json::Reader reader(asked.body);
  const auto version = reader.integer("version");
  std::vector<RoleGrant> roles;
  for (const auto& value : reader.list("roles")) {
    json::Reader grant(value);
    roles.push_back({grant.text("role"), UnitId{grant.id("unit")}, grant.boolean_or("with_subtree", true)});
    CHECK_OK(grant.finish());
  }
  CHECK_OK(reader.finish());
  // Leaving the list out must not take all roles away.
  if (!asked.body.as_object().contains("roles")) return refuse(FaultKind::invalid, "field.missing", "roles");
  CHECK_OK(set_roles(context, asked.placed.person.id, version, roles));
  return ok(current_person(context, request));
}

Answer list_roles(Context&, http::Request&) {
  json::array items, permissions;
  for (const auto& role : role_book().roles) {
    json::array granted;
    for (const auto& permission : role.permissions) granted.emplace_back(permission);
    items.push_back(json::object{{"id", role.id},
                                 {"name", role.name},
                                 {"meaning", role.meaning},
                                 {"group", role.group == RoleGroup::administrator ? "administrator" : "business"},
                                 {"second_factor", role.session.second_factor},
                                 {"single_session", role.session.single_session},
                                 {"idle_minutes", role.session.idle_minutes},
                                 {"absolute_hours", role.session.absolute_hours},
                                 {"permissions", std::move(granted)}});
  }
  for (const auto& permission : role_book().permissions)
    permissions.push_back(json::object{{"id", permission.id}, {"name", permission.name}});
  return ok({{"items", std::move(items)}, {"next", nullptr}, {"permissions", std::move(permissions)}});
}

json::object to_json(const Context& context, const auth::LoginSession& session, std::string_view name) {
  return {{"id", to_text(session.id)},
          {"person", {{"id", to_text(session.person)}, {"name", name}}},
          {"created_at", to_iso(session.created_at)},
          {"last_seen_at", to_iso(session.last_seen_at)},
          {"expires_at", to_iso(session.expires_at)},
          {"second_factor", session.second_factor},
          {"address", session.address},
          {"agent", session.agent},
          {"current", session.id == context.actor.session}};
}

/// The living ones that the actor may see, and the cursor of the last one that was looked at.
http::Response session_list(Context& context, const std::vector<auth::LoginSession>& sessions, std::int64_t full_page) {
  json::array items;
  context.database().read([&](db::Session& db) {
    for (const auto& session : sessions) {
      const auto placed = placed_person(db, session.person);
      if (!placed || !auth::is_alive(session, context.now())) continue;
      const bool own = session.person == context.actor.person;
      if (own || context.actor.may("security.manage_sessions", placed->unit.path))
        items.push_back(to_json(context, session, placed->person.name));
    }
  });
  const bool more = full_page > 0 && static_cast<std::int64_t>(sessions.size()) == full_page;
  return list(std::move(items), more ? to_text(sessions.back().id) : std::string());
}

Answer list_sessions(Context& context, http::Request& request) {
  const auto asked = request.query.get("person");
  if (asked.empty() && context.actor.may_somewhere("security.manage_sessions")) {
    const auto sessions = context.database().read(
        [&](db::Session& db) { return auth::store::recent_sessions(db, SessionId{cursor_of(request)}, page_size); });
    return session_list(context, sessions, page_size);
  }
  const auto id = asked.empty() ? context.actor.person : PersonId{parse_id(asked).value_or(0)};
  const auto placed = TRY(context.database().read([&](db::Session& db) { return placed_person(db, id); }));
  if (id != context.actor.person) CHECK_OK(auth::require(context.actor, "security.manage_sessions", placed.unit.path));
  return session_list(context,
                      context.database().read([&](db::Session& db) { return auth::store::sessions_of(db, id); }), 0);
}

Answer end_session_request(Context& context, http::Request& request) {
  CHECK_OK(end_session(context, SessionId{request.id_param("id")}));
  return done();
}
}  // namespace

void add_account_routes(http::Router& router, Services& services) {
  using http::Access;
  using http::Method;
  const auto on_person = [&](std::string pattern, std::string name, JsonHandler handler) {
    router.post(std::move(pattern), std::move(name), Access::staff,
                answering(router, services, std::move(handler), current_person));
  };
  on_person("/api/people/{id:id}/disable", "directory.disable_person", disable);
  on_person("/api/people/{id:id}/enable", "directory.enable_person", enable);
  on_person("/api/people/{id:id}/reset-password", "directory.reset_password", reset);
  on_person("/api/people/{id:id}/hand-over", "directory.hand_over", hand_over_request);
  on_person("/api/people/{id:id}/reveal", "directory.reveal", reveal_request);
  router.add({.method = Method::put,
              .pattern = "/api/people/{id:id}/roles",
              .name = "directory.set_roles",
              .access = Access::staff,
              .handler = answering(router, services, roles_request, current_person)});
  router.get("/api/roles", "directory.roles", Access::staff, answering(router, services, list_roles));
  router.get("/api/sessions", "directory.sessions", Access::staff, answering(router, services, list_sessions));
  router.add({.method = Method::del,
              .pattern = "/api/sessions/{id:id}",
              .name = "directory.end_session",
              .access = Access::staff,
              .handler = answering(router, services, end_session_request)});
}

}  // namespace gongkai::directory
