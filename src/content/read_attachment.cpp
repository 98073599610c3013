#include "content/api.hpp"
#include "content/custody.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

Result<files::StoredFile> read_attachment(Context& context, DocumentId id, FileId file) {
  bool is_public = false;
  auto stored = context.database().read([&](db::Session& session) -> Result<files::StoredFile> {
    const auto desk = TRY(find_desk(session, id));
    CHECK_OK(may_see(session, context.actor, desk));
    if (store::count_uses(session, id, file) == 0) return refuse(FaultKind::not_found, "document.attachment_not_found");
    is_public = file_access(session, file).access == FileAccess::open;
    return context.services.files->find(session, file);
  });
  if (!stored || is_public) return stored;
  context.idempotency_key.clear();  // each reading is one event
  const auto noted = in_transaction(context, "content.read_attachment", [&](Transaction& tx) -> Result<void> {
    const auto desk = TRY(find_desk(tx.db(), id));
    CHECK_OK(tx.require("content.read", desk.unit.path));
    tx.about("document", id.value, desk.document.unit);
    tx.detail("file", json::value(stored->name));
    return {};
  });
  CHECK_OK(noted);
  return stored;
}

}  // namespace gongkai::content
