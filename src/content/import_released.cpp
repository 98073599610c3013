#include "content/desk.hpp"
#include "content/use_cases.hpp"
#include "directory/api.hpp"
#include "platform/http/message.hpp"

namespace gongkai::content {

namespace {

/// An attachment of the document that is being made, with the file it became.
std::vector<files::StoredFile> accept_all(Transaction& tx, const std::vector<files::Checked>& attachments) {
  std::vector<files::StoredFile> files;
  for (const auto& checked : attachments) files.push_back(tx.context().services.files->accept(tx, checked));
  return files;
}

Result<void> attach_all(Transaction& tx, const Edition& edition, const std::vector<files::StoredFile>& files) {
  std::int64_t position = 0;
  for (const auto& file : files) {
    CHECK_OK(tx.context().services.files->use(tx, file.id, "document", edition.document.value));
    store::insert(tx.db(), Attachment{edition.id, file.id, ++position, file.name, file.media_type, file.size});
  }
  return {};
}

/// The body names attachments by their marks; their addresses are known only now.
std::string with_addresses(std::string body, const std::vector<files::StoredFile>& files) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto mark = attachment_mark(i);
    const auto address = "/f/" + to_text(files[i].id) + "/" + http::percent_encode(files[i].name);
    for (auto at = body.find(mark); at != std::string::npos; at = body.find(mark, at + address.size()))
      body.replace(at, mark.size(), address);
  }
  return body;
}

}  // namespace

std::string attachment_mark(std::size_t index) {
  return fmt::format("attachment:{:05}", index);
}

Result<DocumentId> import_released(Context& context, const Imported& imported) {
  return in_transaction(context, "content.import",
                        [&](Transaction& tx) -> Result<DocumentId> { return import_released(tx, imported); });
}

Result<DocumentId> import_released(Transaction& tx, const Imported& imported) {
  const auto unit = directory::find_unit(tx.db(), imported.unit);
  if (!unit) return refuse(FaultKind::invalid, "document.unit_unknown", "unit");
  CHECK_OK(tx.require("content.import", unit->path));
  const auto type = find_type(tx.db(), imported.type);
  if (!type) return refuse(FaultKind::invalid, "document.type_unknown", "type");
  const Day day = imported.published_at.day();
  CHECK_OK(unless(why_incomplete(*type, imported.draft, imported.attachments.size(), day)));
  const Column column = TRY(column_in(tx.db(), imported.draft.column, {}));

  Document document{.id = tx.new_id<DocumentId>(),
                    .site = column.site,
                    .unit = unit->id,
                    .type = type->id,
                    .created_by = tx.context().actor.person,
                    .created_at = imported.published_at,
                    .published_at = imported.published_at};
  document.index_number =
      imported.index_number.empty() ? TRY(new_index_number(tx.db(), document, *unit, day)) : imported.index_number;
  Edition edition{.id = tx.new_id<EditionId>(), .document = document.id};
  const auto attached = accept_all(tx, imported.attachments);
  auto draft = imported.draft;
  draft.body = with_addresses(std::move(draft.body), attached);
  CHECK_OK(write_into(tx, edition, draft));
  if (edition.disclosure == Disclosure::undecided) edition.disclosure = Disclosure::proactive;  // it was public before
  edition.state = State::released;
  edition.writer_name = imported.writer_name;
  edition.changed_at = imported.published_at;
  edition.submitted_at = edition.released_at = edition.published_at = imported.published_at;
  document.latest = document.released = edition.id;
  store::insert(tx.db(), document);
  store::insert(tx.db(), edition);
  CHECK_OK(link_up(tx, edition, imported.draft.links));
  CHECK_OK(attach_all(tx, edition, attached));
  tx.about("document", document.id.value, unit->id);
  tx.after("title", json::value(edition.title));
  tx.changed("document", document.id.value);
  return document.id;
}

}  // namespace gongkai::content
