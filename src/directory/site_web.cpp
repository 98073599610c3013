#include "directory/api.hpp"
#include "directory/use_cases.hpp"
#include "directory/web.hpp"
#include "directory/web_json.hpp"

namespace gongkai::directory {
namespace {
json::object to_json(const Site& site) {
  const auto theme = json::parse(site.theme);
  return {{"id", to_text(site.id)},
          {"slug", site.slug},
          {"host", site.host},
          {"name", site.name},
          {"unit", to_text(site.unit)},
          {"theme", theme ? *theme : json::value(json::object())},
          {"identity_code", site.identity_code},
          {"icp_number", site.icp_number},
          {"police_number", site.police_number},
          {"sponsor", site.sponsor},
          {"undertaker", site.undertaker},
          {"contact", site.contact},
          {"sort_order", site.sort_order},
          {"version", site.version}};
}

Answer list_sites(Context& context, http::Request&) {
  json::array items;
  for (const auto& site : context.database().read([](db::Session& session) { return sites(session); }))
    items.push_back(to_json(site));
  return list(std::move(items));
}

SiteFields read_fields(json::Reader& reader) {
  SiteFields fields{.host = reader.text_or("host", ""), .name = reader.text("name")};
  fields.theme = json::to_string(json::value(reader.object_at("theme")));
  fields.identity_code = reader.text_or("identity_code", "");
  fields.icp_number = reader.text_or("icp_number", "");
  fields.police_number = reader.text_or("police_number", "");
  fields.sponsor = reader.text_or("sponsor", "");
  fields.undertaker = reader.text_or("undertaker", "");
  fields.contact = reader.text_or("contact", "");
  fields.unit = UnitId{reader.id("unit")};
  fields.sort_order = reader.integer_or("sort_order", 0);
  return fields;
}

json::value current(Context& context, http::Request& request) {
  const auto site =
      context.database().read([&](db::Session& session) { return find_site(session, SiteId{request.id_param("id")}); });
  return site ? json::value(to_json(*site)) : json::value(nullptr);
}

Answer update_site(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  const auto fields = read_fields(reader);
  const auto version = reader.integer("version");
  CHECK_OK(reader.finish());
  CHECK_OK(change_site(context, SiteId{request.id_param("id")}, version, fields));
  return ok(current(context, request));
}
}  // namespace

void add_site_routes(http::Router& router, Services& services) {
  using http::Access;
  router.get("/api/sites", "directory.sites", Access::staff, answering(router, services, list_sites));
  router.add({.method = http::Method::put,
              .pattern = "/api/sites/{id:id}",
              .name = "directory.change_site",
              .access = Access::staff,
              .handler = answering(router, services, update_site, current)});
}

}  // namespace gongkai::directory
