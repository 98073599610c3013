#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "directory/web.hpp"
#include "directory/web_json.hpp"

namespace gongkai::directory {
namespace {
json::object to_json(const Unit& unit) {
  json::object body{{"id", to_text(unit.id)},
                    {"parent", nullptr},
                    {"kind", name_of(unit.kind)},
                    {"code", unit.code},
                    {"name", unit.name},
                    {"short_name", unit.short_name},
                    {"contact", unit.contact},
                    {"phone", unit.phone},
                    {"address", unit.address},
                    {"office_hours", unit.office_hours},
                    {"sort_order", unit.sort_order},
                    {"closed_on", nullptr},
                    {"version", unit.version}};
  if (unit.parent) body["parent"] = to_text(unit.parent);
  if (unit.closed_on) body["closed_on"] = to_text(*unit.closed_on);
  return body;
}

UnitId id_of(const http::Request& request) {
  return UnitId{request.id_param("id")};
}

Result<Unit> readable_unit(Context& context, UnitId id) {
  auto unit = context.database().read([&](db::Session& session) { return find_unit(session, id); });
  if (!unit) return refuse(FaultKind::not_found, "directory.unit_unknown");
  if (!context.actor.may_somewhere("directory.read"))
    CHECK_OK(auth::require(context.actor, "directory.read", unit->path));
  return std::move(*unit);
}

UnitFields read_fields(json::Reader& reader, std::vector<Fault>& faults) {
  UnitFields fields{
      .code = reader.text_or("code", ""), .name = reader.text("name"), .short_name = reader.text_or("short_name", "")};
  const auto kind = parse_unit_kind(reader.text("kind"));
  if (!kind) faults.push_back({FaultKind::invalid, "directory.unit_kind_unknown", "kind", {}, {}});
  fields.kind = kind.value_or(UnitKind::other);
  fields.contact = reader.text_or("contact", "");
  fields.phone = reader.text_or("phone", "");
  fields.address = reader.text_or("address", "");
  fields.office_hours = reader.text_or("office_hours", "");
  fields.sort_order = reader.integer_or("sort_order", 0);
  return fields;
}

Answer list_units(Context& context, http::Request&) {
  if (!context.actor.may_somewhere("directory.read")) CHECK_OK(auth::require(context.actor, "directory.read", "/"));
  json::array items;
  for (const auto& unit : context.database().read([](db::Session& session) { return units(session); }))
    items.push_back(to_json(unit));
  return list(std::move(items));
}

Answer show_unit(Context& context, http::Request& request) {
  const auto unit = TRY(readable_unit(context, id_of(request)));
  return ok(to_json(unit));
}

Answer create_unit(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  std::vector<Fault> faults;
  const auto fields = read_fields(reader, faults);
  const UnitId parent{reader.id("parent")};
  CHECK_OK(reader.finish());
  CHECK_OK(all_of(std::move(faults)));
  const auto id = TRY(add_unit(context, parent, fields));
  return ok({{"id", to_text(id)}, {"version", 1}}, 201);
}

Answer update_unit(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  std::vector<Fault> faults;
  const auto fields = read_fields(reader, faults);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(all_of(std::move(faults)));
  CHECK_OK(change_unit(context, id_of(request), version, fields));
  const auto unit = TRY(readable_unit(context, id_of(request)));
  return ok(to_json(unit));
}

Answer close_unit_request(Context& context, http::Request& request) {
  const auto present = TRY(readable_unit(context, id_of(request)));
  const auto body = TRY(json::parse(request.body.empty() ? "{}" : request.body));
  json::Reader reader(body);
  const auto version = reader.integer_or("version", present.version);
  CHECK_OK(reader.finish());
  CHECK_OK(close_unit(context, present.id, version));
  const auto closed = TRY(readable_unit(context, present.id));
  return ok(to_json(closed));
}

Answer move_unit_request(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  const auto version = reader.integer("version");
  const UnitId parent{reader.id("parent")};
  CHECK_OK(reader.finish());
  CHECK_OK(move_unit(context, id_of(request), version, parent));
  return show_unit(context, request);
}

json::value current(Context& context, http::Request& request) {
  const auto unit = readable_unit(context, id_of(request));
  return unit ? json::value(to_json(*unit)) : json::value(nullptr);
}
}  // namespace

void add_unit_routes(http::Router& router, Services& services) {
  using http::Access;
  router.get("/api/units", "directory.units", Access::staff, answering(router, services, list_units));
  router.get("/api/units/{id:id}", "directory.unit", Access::staff, answering(router, services, show_unit));
  router.post("/api/units", "directory.add_unit", Access::staff, answering(router, services, create_unit));
  router.add({.method = http::Method::put,
              .pattern = "/api/units/{id:id}",
              .name = "directory.change_unit",
              .access = Access::staff,
              .handler = answering(router, services, update_unit, current)});
  router.post("/api/units/{id:id}/close", "directory.close_unit", Access::staff,
              answering(router, services, close_unit_request, current));
  router.post("/api/units/{id:id}/move", "directory.move_unit", Access::staff,
              answering(router, services, move_unit_request, current));
}

}  // namespace gongkai::directory
