// A reform of institutions hangs a unit below another one. Its people, documents and rights stay what they were; whoever
// holds a right over the new parent's subtree now holds it over the unit, too.
#include "directory/store.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::directory {
namespace {

std::vector<Fault> why_not_move(const Unit& unit, const Unit& parent) {
  std::vector<Fault> faults;
  const auto add = [&](std::string code) {
    faults.push_back({FaultKind::conflict, std::move(code), "parent", {{"name", parent.name}}, {}});
  };
  if (!unit.parent) add("directory.unit_topmost_stays");
  if (unit.is_closed() || parent.is_closed()) add("directory.unit_closed");
  if (parent.path.starts_with(unit.path)) add("directory.unit_below_itself");
  if (!may_hang_below(unit.kind, parent.kind)) add("directory.unit_kind_here");
  return faults;
}
}  // namespace

Result<void> move_unit(Context& context, UnitId id, std::int64_t version, UnitId parent_id) {
  return in_transaction(context, "directory.move_unit", [&](Transaction& tx) -> Result<void> {
    const auto unit = find_unit(tx.db(), id);
    if (!unit) return refuse(FaultKind::not_found, "directory.unit_unknown");
    const auto parent = find_unit(tx.db(), parent_id);
    if (!parent) return refuse(FaultKind::invalid, "directory.unit_unknown", "parent");
    CHECK_OK(tx.require("directory.manage_units", unit->path));
    CHECK_OK(tx.require("directory.manage_units", parent->path));
    tx.about("unit", id.value, id);
    CHECK_OK(all_of(why_not_move(*unit, *parent)));
    tx.before("path", json::value(unit->path));
    const auto path = path_below(parent->path, id);
    if (!store::hang_unit(tx.db(), id, version, parent_id)) return refuse(FaultKind::conflict, "version.conflict");
    store::move_paths(tx.db(), unit->path, path);
    tx.after("path", json::value(path));
    for (const auto& moved : units(tx.db()))
      if (moved.path.starts_with(path)) tx.changed("unit", moved.id.value, feed::Operation::upsert, moved.version);
    return {};
  });
}

}  // namespace gongkai::directory
