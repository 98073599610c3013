#include "content/desk.hpp"
#include "content/rules.hpp"
#include "content/use_cases.hpp"

namespace gongkai::content {

namespace {

Result<Desk> open_draft(Transaction& tx, DocumentId id) {
  auto desk = TRY(find_desk(tx.db(), id));
  desk = TRY(open_desk(tx, id, "content.write", desk.document.version));
  // a released edition is never changed: its successor must be begun first
  if (desk.latest.state != State::draft && desk.latest.state != State::returned)
    return refuse(FaultKind::conflict, "document.not_a_draft");
  return desk;
}

}  // namespace

Result<FileId> attach(Context& context, DocumentId id, const files::Checked& checked) {
  return in_transaction(context, "content.attach", [&](Transaction& tx) -> Result<FileId> {
    auto desk = TRY(open_draft(tx, id));
    const auto present = store::attachments(tx.db(), desk.latest.id);
    if (present.size() >= desk.type->attachments_max)
      return refuse(FaultKind::conflict, "document.too_many_attachments", "file",
                    {{"value", std::to_string(desk.type->attachments_max)}});
    const auto file = context.services.files->accept(tx, checked);
    CHECK_OK(context.services.files->use(tx, file.id, "document", id.value));
    const std::int64_t position = present.empty() ? 1 : present.back().position + 1;
    store::insert(tx.db(), Attachment{desk.latest.id, file.id, position, file.name, file.media_type, file.size});
    store::add_writer(tx.db(), desk.latest.id, context.actor.person);
    tx.after("file", json::value(file.name));
    tx.detail("sha256", json::value(file.sha256));
    return file.id;
  });
}

Result<void> detach(Context& context, DocumentId id, FileId file) {
  return in_transaction(context, "content.detach", [&](Transaction& tx) -> Result<void> {
    auto desk = TRY(open_draft(tx, id));
    if (!store::remove_attachment(tx.db(), desk.latest.id, file))
      return refuse(FaultKind::not_found, "document.attachment_not_found");
    // an older edition may still show the file
    if (store::count_uses(tx.db(), id, file) == 0) context.services.files->release_use(tx, file, "document", id.value);
    store::add_writer(tx.db(), desk.latest.id, context.actor.person);
    tx.before("file", json::value(to_text(file)));
    return {};
  });
}

}  // namespace gongkai::content
