#include "base/text.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::directory {
namespace {
void fill(Site& site, const SiteFields& f) {
  site.host = f.host;
  site.name = trim(f.name);
  site.unit = f.unit;
  site.theme = f.theme.empty() ? "{}" : f.theme;
  site.identity_code = trim(f.identity_code);
  site.icp_number = trim(f.icp_number);
  site.police_number = trim(f.police_number);
  site.sponsor = trim(f.sponsor);
  site.undertaker = trim(f.undertaker);
  site.contact = trim(f.contact);
  site.sort_order = f.sort_order;
}

json::object to_json(const Site& site) {
  return {{"slug", site.slug},
          {"host", site.host},
          {"name", site.name},
          {"unit", to_text(site.unit)},
          {"theme", site.theme},
          {"identity_code", site.identity_code},
          {"icp_number", site.icp_number},
          {"police_number", site.police_number},
          {"sponsor", site.sponsor},
          {"undertaker", site.undertaker},
          {"contact", site.contact},
          {"sort_order", site.sort_order}};
}

/// Everything that speaks against the site as filled in.
Result<void> check(Transaction& tx, const Site& site, const SiteFields& fields) {
  auto faults = why_not_site(fields);
  const auto unit = fields.unit ? find_unit(tx.db(), fields.unit) : std::nullopt;
  if (fields.unit && (!unit || unit->is_closed()))
    faults.push_back({FaultKind::invalid, "directory.unit_unknown", "unit", {}, {}});
  if (store::is_site_address_taken(tx.db(), site))
    faults.push_back({FaultKind::conflict, "directory.site_address_taken", "host", {}, {}});
  CHECK_OK(all_of(std::move(faults)));
  // NOLINTNEXTLINE(bugprone-unchecked-optional-access): a missing unit is one of the faults
  return tx.require("sites.manage", unit->path);
}
}  // namespace

Result<SiteId> add_site(Context& context, std::string_view slug, const SiteFields& fields) {
  return in_transaction(context, "directory.add_site", [&](Transaction& tx) -> Result<SiteId> {
    if (!context.actor.may_somewhere("sites.manage")) CHECK_OK(tx.require("sites.manage", "/"));
    if (!is_slug(slug)) return refuse(FaultKind::invalid, "directory.slug_malformed", "slug");
    Site site{.id = tx.new_id<SiteId>(), .slug = std::string(slug)};
    fill(site, fields);
    auto checked = fields;
    checked.theme = site.theme;
    CHECK_OK(check(tx, site, checked));
    store::insert_site(tx.db(), site);
    tx.about("site", site.id.value, site.unit);
    tx.after("site", to_json(site));
    tx.changed("site", site.id.value, feed::Operation::upsert, site.version);
    return site.id;
  });
}

Result<void> change_site(Context& context, SiteId id, std::int64_t version, const SiteFields& fields) {
  return in_transaction(context, "directory.change_site", [&](Transaction& tx) -> Result<void> {
    auto site = find_site(tx.db(), id);
    if (!site) return refuse(FaultKind::not_found, "directory.site_unknown");
    const auto unit = find_unit(tx.db(), site->unit);
    CHECK_OK(tx.require("sites.manage", unit ? unit->path : "/"));
    tx.about("site", id.value, site->unit);
    tx.before("site", to_json(*site));
    fill(*site, fields);
    auto checked = fields;
    checked.theme = site->theme;
    CHECK_OK(check(tx, *site, checked));
    site->version = version;
    if (!store::update_site(tx.db(), *site)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("site", to_json(*site));
    tx.changed("site", id.value, feed::Operation::upsert, version + 1);
    return {};
  });
}

Result<void> set_theme(Context& context, SiteId id, std::int64_t version, std::string_view theme) {
  return in_transaction(context, "directory.set_theme", [&](Transaction& tx) -> Result<void> {
    auto site = find_site(tx.db(), id);
    const auto unit = site ? find_unit(tx.db(), site->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::not_found, "directory.site_unknown");
    CHECK_OK(tx.require("sites.content", unit->path));
    tx.about("site", id.value, site->unit);
    tx.before("theme", json::value(site->theme));
    site->theme = theme;
    site->version = version;
    if (!store::update_site(tx.db(), *site)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("theme", json::value(site->theme));
    tx.changed("site", id.value, feed::Operation::upsert, version + 1);
    return {};
  });
}

}  // namespace gongkai::directory
