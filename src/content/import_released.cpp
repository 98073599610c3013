#include "content/desk.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"

namespace gongkai::content {

namespace {

Result<void> attach_all(Transaction& tx, const Edition& edition, const std::vector<files::Checked>& attachments) {
  std::int64_t position = 0;
  for (const auto& checked : attachments) {
    files::Store& shelf = *tx.context().services.files;
    const auto file = shelf.accept(tx, checked);
    CHECK_OK(shelf.use(tx, file.id, "document", edition.document.value));
    store::insert(tx.db(), Attachment{edition.id, file.id, ++position, file.name, file.media_type, file.size});
  }
  return {};
}

}  // namespace

Result<DocumentId> import_released(Context& context, const Imported& imported) {
  return in_transaction(context, "content.import", [&](Transaction& tx) -> Result<DocumentId> {
    const auto unit = directory::find_unit(tx.db(), imported.unit);
    if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
    CHECK_OK(tx.require("content.import", unit->path));
    const DocumentType* type = types().find(imported.type);
    if (!type) return refuse(FaultKind::invalid, "document.type_unknown", "type");
    const Day day = imported.published_at.day();
    CHECK_OK(unless(why_incomplete(*type, imported.draft, imported.attachments.size(), day)));
    const Column column = TRY(column_in(tx.db(), imported.draft.column, {}));

    Document document{.id = tx.new_id<DocumentId>(),
                      .site = column.site,
                      .unit = unit->id,
                      .type = type->id,
                      .created_by = context.actor.person,
                      .created_at = imported.published_at,
                      .published_at = imported.published_at};
    document.index_number =
        imported.index_number.empty() ? TRY(new_index_number(tx.db(), document, *unit, day)) : imported.index_number;
    Edition edition{.id = tx.new_id<EditionId>(), .document = document.id};
    CHECK_OK(write_into(tx, edition, imported.draft));
    edition.state = State::released;
    edition.writer_name = imported.writer_name;
    edition.changed_at = imported.published_at;
    edition.submitted_at = edition.released_at = edition.published_at = imported.published_at;
    document.latest = document.released = edition.id;
    store::insert(tx.db(), document);
    store::insert(tx.db(), edition);
    CHECK_OK(attach_all(tx, edition, imported.attachments));
    tx.about("document", document.id.value, unit->id);
    tx.after("title", json::value(edition.title));
    tx.changed("document", document.id.value);
    return document.id;
  });
}

}  // namespace gongkai::content
