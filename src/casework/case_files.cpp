#include "casework/case_files.hpp"

#include <algorithm>

#include "casework/store.hpp"
#include "platform/auth/vault.hpp"
#include "platform/files/store.hpp"

namespace gongkai::casework {

namespace {
// Sealed for the file's row: the same file may hang on two cases.
constexpr std::string_view name_column = "case_file.name";
}  // namespace

Result<void> add_file(Transaction& tx, const Case& of, FileId file, std::string_view name, std::string_view role) {
  const auto& services = tx.context().services;
  CHECK_OK(services.files->use(tx, file, topic, of.id.value));
  store::insert(tx.db(), store::FileRow{.case_id = of.id,
                                        .file = file,
                                        .name = services.vault->seal(name_column, file.value, name),
                                        .role = std::string(role),
                                        .added_by = tx.context().actor.person,
                                        .added_by_name = tx.context().actor.name,
                                        .added_at = tx.now()});
  return {};
}

Result<void> remove_file(Transaction& tx, const Case& of, FileId file) {
  if (!store::remove_file(tx.db(), of.id, file)) return refuse(FaultKind::not_found, "files.not_found");
  tx.context().services.files->release_use(tx, file, topic, of.id.value);
  return {};
}

std::vector<CaseFile> files_of(db::Session& session, const auth::Vault& vault, CaseId id) {
  std::vector<CaseFile> files;
  for (auto& row : store::files_of(session, id))
    files.push_back({.case_id = row.case_id,
                     .file = row.file,
                     .name = vault.open(name_column, row.file.value, row.name),
                     .role = std::move(row.role),
                     .position = row.position,
                     .added_by = row.added_by,
                     .added_by_name = std::move(row.added_by_name),
                     .added_at = row.added_at,
                     .media_type = std::move(row.media_type),
                     .size = row.size});
  return files;
}

std::optional<CaseFile> find_file(db::Session& session, const auth::Vault& vault, CaseId id, FileId file) {
  auto files = files_of(session, vault, id);
  const auto found = std::ranges::find(files, file, &CaseFile::file);
  if (found == files.end()) return std::nullopt;
  return std::move(*found);
}

std::vector<CaseId> cases_with(db::Session& session, FileId file) {
  return store::cases_with(session, file);
}

}  // namespace gongkai::casework
