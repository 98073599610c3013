#include "base/text.hpp"
#include "content/column_rules.hpp"
#include "content/rules.hpp"
#include "content/store.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::content {

namespace {

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 60 && text.front() != '-' &&
         std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::vector<Fault> why_not_add(db::Session& session, const NewColumn& column) {
  std::vector<Fault> faults;
  if (!is_slug(column.slug)) faults.push_back({FaultKind::invalid, "column.slug_wrong", "slug", {}, {}});
  if (trim(column.name).empty() || count_characters(column.name) > 40)
    faults.push_back({FaultKind::invalid, "column.name_wrong", "name", {}, {}});
  if (store::find_column(session, column.site, column.slug))
    faults.push_back({FaultKind::conflict, "column.slug_taken", "slug", {}, {}});
  if (!is_outside_address(column.address))
    faults.push_back({FaultKind::invalid, "column.address_wrong", "address", {}, {}});
  if (column.update_days < 0 || column.update_days > 3650)
    faults.push_back({FaultKind::invalid, "column.update_days_wrong", "update_days", {}, {}});
  if (column.parent) {
    const auto parent = store::find_column(session, column.parent);
    if (!parent || parent->site != column.site || parent->is_closed())
      faults.push_back({FaultKind::invalid, "column.parent_unknown", "parent", {}, {}});
  }
  return faults;
}

}  // namespace

Result<ColumnId> add_column(Context& context, const NewColumn& column) {
  return in_transaction(context, "content.add_column", [&](Transaction& tx) -> Result<ColumnId> {
    const auto site = directory::find_site(tx.db(), column.site);
    const auto unit = site ? directory::find_unit(tx.db(), site->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::invalid, "column.site_unknown", "site");
    CHECK_OK(may_keep_columns(tx, unit->path));
    CHECK_OK(all_of(why_not_add(tx.db(), column)));
    const Column fresh{
        tx.new_id<ColumnId>(), column.site,       column.parent, column.slug,       std::string(trim(column.name)),
        column.about,          column.keywords,   column.kind,   column.sort_order, 1,
        column.address,        column.update_days};
    store::insert(tx.db(), fresh);
    tx.about("column", fresh.id.value, unit->id);
    tx.after("name", json::value(fresh.name));
    tx.after("slug", json::value(fresh.slug));
    tx.changed("column", fresh.id.value);
    return fresh.id;
  });
}

Result<void> set_index_pattern(Context& context, SiteId site_id, std::string_view pattern) {
  return in_transaction(context, "content.set_index_pattern", [&](Transaction& tx) -> Result<void> {
    const auto site = directory::find_site(tx.db(), site_id);
    const auto unit = site ? directory::find_unit(tx.db(), site->unit) : std::nullopt;
    if (!unit) return refuse(FaultKind::invalid, "column.site_unknown", "site");
    CHECK_OK(tx.require("sites.manage", unit->path));
    if (!is_index_pattern(pattern)) return refuse(FaultKind::invalid, "column.index_pattern_wrong", "pattern");
    store::set_index_pattern(tx.db(), site_id, pattern);
    tx.about("site", site_id.value, unit->id);
    tx.after("index_pattern", json::value(std::string(pattern)));
    return {};
  });
}

}  // namespace gongkai::content
