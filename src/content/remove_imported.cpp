#include "content/desk.hpp"
#include "content/use_cases.hpp"
#include "platform/files/store.hpp"

namespace gongkai::content {

Result<void> remove_imported(Transaction& tx, DocumentId id) {
  const auto desk = TRY(find_desk(tx.db(), id));
  CHECK_OK(tx.require("content.import", desk.unit.path));
  const auto columns = store::columns_of(tx.db(), id);
  tx.context().services.files->release_all(tx, "document", id.value);
  if (!store::erase(tx.db(), id)) return refuse(FaultKind::conflict, "document.in_use");
  // the lists it stood in: afterwards nothing tells which they were
  for (const ColumnId column : columns) tx.changed("column", column.value, feed::Operation::remove);
  tx.changed("document", id.value, feed::Operation::remove);
  tx.detail("removed", json::value(desk.latest.title));
  return {};
}

}  // namespace gongkai::content
