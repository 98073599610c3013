#include "content/column_rules.hpp"
#include "content/custody.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::content {

namespace {

/// The column, when the person keeps the columns of its site.
Result<Column> open_column(Transaction& tx, ColumnId id) {
  auto column = TRY(column_in(tx.db(), id, {}));
  const auto site = directory::find_site(tx.db(), column.site);
  const auto unit = site ? directory::find_unit(tx.db(), site->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::invalid, "column.site_unknown", "column");
  CHECK_OK(may_keep_columns(tx, unit->path));
  return column;
}

}  // namespace

Result<void> place(Context& context, DocumentId id, ColumnId column_id) {
  return in_transaction(context, "content.place", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(find_desk(tx.db(), id));
    CHECK_OK(may_see(tx.db(), tx.context().actor, desk));
    const auto column = TRY(open_column(tx, column_id));
    tx.about("document", id.value, desk.unit.id);
    if (!desk.document.released) return refuse(FaultKind::conflict, "document.not_released");
    if (column.is_closed()) return refuse(FaultKind::conflict, "document.column_closed", "column");
    const auto released = store::find_edition(tx.db(), desk.document.released);
    if (released && released->column == column.id)
      return refuse(FaultKind::conflict, "document.placed_already", "column");
    if (!store::insert(tx.db(), Placement{id, column.id, tx.context().actor.person, tx.now()}))
      return refuse(FaultKind::conflict, "document.placed_already", "column");
    tx.after("column", json::value(column.name));
    tx.changed("document", id.value, feed::Operation::upsert, desk.document.version);
    return {};
  });
}

Result<void> displace(Context& context, DocumentId id, ColumnId column_id) {
  return in_transaction(context, "content.displace", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(find_desk(tx.db(), id));
    CHECK_OK(may_see(tx.db(), tx.context().actor, desk));
    const auto column = TRY(open_column(tx, column_id));
    tx.about("document", id.value, desk.unit.id);
    if (!store::remove_placement(tx.db(), id, column.id))
      return refuse(FaultKind::not_found, "document.not_placed", "column");
    tx.before("column", json::value(column.name));
    tx.changed("document", id.value, feed::Operation::upsert, desk.document.version);
    tx.changed("column", column.id.value);
    return {};
  });
}

}  // namespace gongkai::content
