#include "platform/files/store.hpp"

#include "platform/files/file_store.hpp"
#include "platform/files/text_json.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::files {

Store::Store(Options options, documents::Workers& workers)
    : m_options(std::move(options)), m_policy(load_policy()), m_blobs(m_options.folder), m_workers(workers) {}

StoredFile Store::accept(Transaction& tx, const Checked& checked) {
  StoredFile file{.id = tx.new_id<FileId>(),
                  .sha256 = checked.blob.sha256,
                  .sm3 = checked.blob.sm3,
                  .size = checked.blob.size,
                  .media_type = checked.media_type,
                  .name = checked.name,
                  .scan = checked.scan,
                  .text = checked.has_text ? TextState::waiting : TextState::none,
                  .created_at = tx.now(),
                  .created_by = tx.context().actor.person};
  store::insert(tx.db(), file);
  if (!checked.removed.parts.empty())
    store::save_text(tx.db(), file.id, TextState::none, "", to_json_text(checked.removed));
  if (checked.has_text) tx.enqueue(extract_text_job, json::object{{"file", to_text(file.id)}});
  return file;
}

Result<void> Store::use(Transaction& tx, FileId file, std::string_view kind, std::int64_t object) {
  if (!store::add_use(tx.db(), file, kind, object)) return refuse(FaultKind::not_found, "files.not_found");
  return {};
}

void Store::release_use(Transaction& tx, FileId file, std::string_view kind, std::int64_t object) {
  store::remove_use(tx.db(), file, kind, object, tx.now());
}

void Store::release_all(Transaction& tx, std::string_view kind, std::int64_t object) {
  for (const auto& file : store::used_by(tx.db(), kind, object)) release_use(tx, file.id, kind, object);
}

Result<StoredFile> Store::find(db::Session& session, FileId file) const {
  auto found = store::find(session, file);
  if (!found) return refuse(FaultKind::not_found, "files.not_found");
  return std::move(*found);
}

std::vector<StoredFile> Store::used_by(db::Session& session, std::string_view kind, std::int64_t object) const {
  return store::used_by(session, kind, object);
}

std::vector<Use> Store::uses_of(db::Session& session, FileId file) const {
  return store::uses_of(session, file);
}

std::optional<documents::ExtractedText> Store::text_of(db::Session& session, FileId file) const {
  const auto content = store::text_of(session, file);
  return content.empty() ? std::nullopt : from_json_text(content);
}

Result<std::filesystem::path> Store::path_of(const StoredFile& file) const {
  return m_blobs.open(file.sha256, file.size);
}

}  // namespace gongkai::files
