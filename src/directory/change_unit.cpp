// The tree of units: add, change, close. A unit is never deleted: what it published stays its own.
#include "base/text.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::directory {
namespace {
void fill(Unit& unit, const UnitFields& fields) {
  unit.kind = fields.kind;
  unit.code = trim(fields.code);
  unit.name = trim(fields.name);
  unit.short_name = fields.short_name.empty() ? unit.name : std::string(trim(fields.short_name));
  unit.contact = trim(fields.contact);
  unit.phone = trim(fields.phone);
  unit.address = trim(fields.address);
  unit.office_hours = trim(fields.office_hours);
  unit.sort_order = fields.sort_order;
}

json::object to_json(const Unit& unit) {
  return {{"name", unit.name},       {"short_name", unit.short_name},     {"kind", name_of(unit.kind)},
          {"code", unit.code},       {"contact", unit.contact},           {"phone", unit.phone},
          {"address", unit.address}, {"office_hours", unit.office_hours}, {"sort_order", unit.sort_order}};
}

Result<Unit> open_unit(db::Session& session, UnitId id) {
  auto unit = find_unit(session, id);
  if (!unit) return refuse(FaultKind::not_found, "directory.unit_unknown");
  if (unit->is_closed()) return refuse(FaultKind::conflict, "directory.unit_closed", {}, {{"name", unit->name}});
  return std::move(*unit);
}
}  // namespace

Result<UnitId> add_unit(Context& context, UnitId parent_id, const UnitFields& fields) {
  return in_transaction(context, "directory.add_unit", [&](Transaction& tx) -> Result<UnitId> {
    const auto parent = TRY(open_unit(tx.db(), parent_id));
    CHECK_OK(tx.require("directory.manage_units", parent.path));
    auto faults = why_not_unit(fields);
    if (!may_hang_below(fields.kind, parent.kind))
      faults.push_back({FaultKind::invalid, "directory.unit_kind_here", "kind", {}, {}});
    if (store::is_unit_name_taken(tx.db(), trim(fields.name), {}))
      faults.push_back({FaultKind::conflict, "directory.unit_name_taken", "name", {}, {}});
    CHECK_OK(all_of(std::move(faults)));
    Unit unit{.id = tx.new_id<UnitId>(), .parent = parent.id};
    unit.path = path_below(parent.path, unit.id);
    fill(unit, fields);
    store::insert_unit(tx.db(), unit);
    tx.about("unit", unit.id.value, unit.id);
    tx.after("unit", to_json(unit));
    tx.changed("unit", unit.id.value, feed::Operation::upsert, unit.version);
    return unit.id;
  });
}

Result<void> change_unit(Context& context, UnitId id, std::int64_t version, const UnitFields& fields) {
  return in_transaction(context, "directory.change_unit", [&](Transaction& tx) -> Result<void> {
    auto unit = TRY(open_unit(tx.db(), id));
    CHECK_OK(tx.require("directory.manage_units", unit.path));
    tx.about("unit", id.value, id);
    auto faults = why_not_unit(fields);
    const auto parent = unit.parent ? find_unit(tx.db(), unit.parent) : std::nullopt;
    const bool fits = parent ? may_hang_below(fields.kind, parent->kind) : fields.kind == unit.kind;
    if (!fits) faults.push_back({FaultKind::invalid, "directory.unit_kind_here", "kind", {}, {}});
    if (store::is_unit_name_taken(tx.db(), trim(fields.name), id))
      faults.push_back({FaultKind::conflict, "directory.unit_name_taken", "name", {}, {}});
    CHECK_OK(all_of(std::move(faults)));
    tx.before("unit", to_json(unit));
    fill(unit, fields);
    unit.version = version;
    if (!store::update_unit(tx.db(), unit)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("unit", to_json(unit));
    tx.changed("unit", id.value, feed::Operation::upsert, version + 1);
    return {};
  });
}

std::vector<Fault> why_not_close_unit(db::Session& session, const Unit& unit) {
  std::vector<Fault> faults;
  const auto add = [&](std::string code, std::int64_t count) {
    faults.push_back({FaultKind::conflict, std::move(code), {}, {{"count", std::to_string(count)}}, {}});
  };
  if (!unit.parent) add("directory.unit_topmost", 0);
  if (const auto count = store::count_open_children(session, unit.id); count > 0)
    add("directory.unit_has_children", count);
  if (const auto count = store::count_active_people(session, unit.id); count > 0)
    add("directory.unit_has_people", count);
  return faults;
}

Result<void> close_unit(Context& context, UnitId id, std::int64_t version) {
  return in_transaction(context, "directory.close_unit", [&](Transaction& tx) -> Result<void> {
    auto unit = TRY(open_unit(tx.db(), id));
    CHECK_OK(tx.require("directory.manage_units", unit.path));
    tx.about("unit", id.value, id);
    CHECK_OK(all_of(why_not_close_unit(tx.db(), unit)));
    unit.closed_on = tx.now().day();
    unit.version = version;
    if (!store::update_unit(tx.db(), unit)) return refuse(FaultKind::conflict, "version.conflict");
    tx.after("closed_on", json::value(std::string_view(to_text(*unit.closed_on))));
    tx.changed("unit", id.value, feed::Operation::upsert, version + 1);
    return {};
  });
}

}  // namespace gongkai::directory
