#include "directory/person_web.hpp"

#include "base/text.hpp"
#include "directory/roles.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "directory/web.hpp"
#include "platform/auth/masking.hpp"
#include "platform/auth/vault.hpp"
#include "platform/log/log.hpp"

namespace gongkai::directory {
namespace {
constexpr std::int64_t page_size = 50;

std::string masked(const Context& context, std::string_view column, PersonId id, const std::optional<db::Bytes>& sealed,
                   std::string (*mask)(std::string_view)) {
  if (!sealed) return "";
  try {
    return mask(context.services.vault->open(column, id.value, *sealed));
  } catch (const std::runtime_error& error) {
    log::error("person {}: {}", to_text(id), error.what());  // one broken value must not take the list away
    return "********";
  }
}

/// The widest paths over which the actor may read; a path inside another is left out.
std::vector<store::PersonFilter> readable_scope(const auth::Actor& actor) {
  std::vector<store::PersonFilter> filters;
  const auto scope = actor.scope_of("directory.read");
  for (const auto& grant : scope) {
    const bool inside = std::any_of(scope.begin(), scope.end(), [&](const auth::Grant& other) {
      return &other != &grant && other.with_subtree && grant.unit_path.starts_with(other.unit_path) &&
             (other.unit_path != grant.unit_path || !grant.with_subtree || &other < &grant);
    });
    if (!inside) filters.push_back({.unit_path = grant.unit_path, .with_subtree = grant.with_subtree});
  }
  return filters;
}

Result<std::vector<store::PersonFilter>> filters_of(Context& context, const http::Request& request) {
  const auto wanted = request.query.get("unit");
  if (wanted.empty()) {
    if (!context.actor.may_somewhere("directory.read")) CHECK_OK(auth::require(context.actor, "directory.read", "/"));
    return readable_scope(context.actor);
  }
  const auto unit = context.database().read(
      [&](db::Session& session) { return find_unit(session, UnitId{parse_id(wanted).value_or(0)}); });
  if (!unit) return refuse(FaultKind::not_found, "directory.unit_unknown", "unit");
  CHECK_OK(auth::require(context.actor, "directory.read", unit->path));
  // A right over the unit alone does not reach below it.
  const bool below = context.actor.may("directory.read", unit->path + "~");
  return std::vector<store::PersonFilter>{{.unit_path = unit->path, .with_subtree = below}};
}

Answer list_people(Context& context, http::Request& request) {
  auto filters = TRY(filters_of(context, request));
  const auto text = shorten(clean_utf8(trim(request.query.get("q"))), 50);
  json::array items;
  std::string next;
  context.database().read([&](db::Session& session) {
    std::map<PersonId, Person> found;
    for (auto& filter : filters) {
      filter.text = text;
      filter.after = PersonId{cursor_of(request)};
      filter.count = page_size + 1;
      for (auto& person : store::people(session, filter)) found.emplace(person.id, std::move(person));
    }
    for (const auto& [id, person] : found) {
      if (items.size() == page_size) {
        next = std::string(items.back().as_object().at("id").as_string());
        break;
      }
      const auto unit = find_unit(session, person.unit);
      items.push_back(person_json(context, person, unit ? unit->name : ""));
    }
  });
  return list(std::move(items), std::move(next));
}

Answer show_person(Context& context, http::Request& request) {
  const auto placed = TRY(readable_person(context, request));
  return ok(context.database().read([&](db::Session& session) { return full_person_json(context, session, placed); }));
}

PersonFields read_fields(json::Reader& reader) {
  PersonFields fields{
      .login = fold(reader.text_or("login", "")), .name = reader.text("name"), .post = reader.text_or("post", "")};
  fields.unit = UnitId{reader.id("unit")};
  fields.phone = reader.optional_text("phone");
  fields.id_number = reader.optional_text("id_number");
  return fields;
}

Answer create_person(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  const auto fields = read_fields(reader);
  CHECK_OK(reader.finish());
  const auto given = exact_text(body, "password");
  const auto password = given.empty() ? new_first_password() : given;
  const auto id = TRY(add_person(context, fields, password));
  json::object answer{{"id", to_text(id)}, {"version", 1}};
  if (given.empty()) answer["password"] = password;
  return ok(std::move(answer), 201);
}

Answer update_person(Context& context, http::Request& request) {
  const auto placed = TRY(readable_person(context, request));
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  const auto fields = read_fields(reader);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(change_person(context, placed.person.id, version, fields));
  return ok(current_person(context, request));
}
}  // namespace

json::object person_json(const Context& context, const Person& person, std::string_view unit_name) {
  return {{"id", to_text(person.id)},
          {"login", person.login},
          {"name", person.name},
          {"unit", {{"id", to_text(person.unit)}, {"name", unit_name}}},
          {"post", person.post},
          {"phone", masked(context, "person.phone", person.id, person.phone, auth::mask_phone)},
          {"id_number", masked(context, "person.id_number", person.id, person.id_number, auth::mask_id_number)},
          {"state", person.state == PersonState::active ? "active" : "disabled"},
          {"disabled_reason", person.disabled_reason},
          {"last_login_at", instant_or_null(person.last_login_at)},
          {"created_at", to_iso(person.created_at)},
          {"version", person.version}};
}

json::object full_person_json(Context& context, db::Session& session, const Placed& placed) {
  auto body = person_json(context, placed.person, placed.unit.name);
  json::array roles, duties;
  for (const auto& grant : store::grants_of(session, placed.person.id)) {
    const auto* role = role_book().find(grant.role);
    roles.push_back(json::object{{"role", grant.role},
                                 {"name", role ? role->name : grant.role},
                                 {"unit", to_text(grant.unit)},
                                 {"unit_name", grant.unit_name},
                                 {"with_subtree", grant.with_subtree}});
  }
  for (const auto& duty : open_duties(session, placed.person.id))
    duties.push_back(json::object{{"kind", duty.kind}, {"id", id_text(duty.id)}, {"title", duty.title}});
  body["roles"] = std::move(roles);
  body["duties"] = std::move(duties);
  return body;
}

Result<Placed> readable_person(Context& context, const http::Request& request) {
  auto placed = context.database().read(
      [&](db::Session& session) { return placed_person(session, PersonId{request.id_param("id")}); });
  if (!placed) {
    if (!context.actor.may_somewhere("directory.read")) CHECK_OK(auth::require(context.actor, "directory.read", "/"));
    return placed;
  }
  CHECK_OK(auth::require(context.actor, "directory.read", placed->unit.path));
  return placed;
}

json::value current_person(Context& context, http::Request& request) {
  const auto placed = readable_person(context, request);
  if (!placed) return nullptr;
  return context.database().read([&](db::Session& session) { return full_person_json(context, session, *placed); });
}

void add_person_routes(http::Router& router, Services& services) {
  using http::Access;
  router.get("/api/people", "directory.people", Access::staff, answering(router, services, list_people));
  router.get("/api/people/{id:id}", "directory.person", Access::staff, answering(router, services, show_person));
  router.post("/api/people", "directory.add_person", Access::staff, answering(router, services, create_person));
  router.add({.method = http::Method::put,
              .pattern = "/api/people/{id:id}",
              .name = "directory.change_person",
              .access = Access::staff,
              .handler = answering(router, services, update_person, current_person)});
}

}  // namespace gongkai::directory
