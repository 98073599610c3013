#include "platform/files/file_store.hpp"

namespace gongkai::db {
template <>
struct Columns<files::StoredFile> {
  using F = files::StoredFile;
  static constexpr auto list = std::tuple{column("id", &F::id),
                                          column("sha256", &F::sha256),
                                          column("sm3", &F::sm3),
                                          column("size", &F::size),
                                          column("media_type", &F::media_type),
                                          column("name", &F::name),
                                          column("state", &F::state),
                                          column("scan", &F::scan),
                                          column("text_state", &F::text),
                                          column("text_fault", &F::text_fault),
                                          column("created_at", &F::created_at),
                                          column("created_by", &F::created_by)};
};
template <>
struct Columns<files::Use> {
  static constexpr auto list = std::tuple{column("kind", &files::Use::kind), column("object", &files::Use::object)};
};
}  // namespace gongkai::db

namespace gongkai::files::store {
namespace {
#define FILE_COLUMNS                                                                                                 \
  "f.id, f.sha256, f.sm3, f.size, f.media_type, f.name, f.state, f.scan, f.text_state, f.text_fault, f.created_at, " \
  "f.created_by"

const db::Query insert_file{
    "files.insert",
    "INSERT INTO file (id, sha256, sm3, size, media_type, name, state, scan, text_state, text_fault, "
    "unused_since, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)"};
const db::Query find_file{"files.find", "SELECT " FILE_COLUMNS " FROM file f WHERE f.id = $1"};
const db::Query list_used{"files.used_by", "SELECT " FILE_COLUMNS
                                           " FROM file_use u JOIN file f ON f.id = u.file"
                                           " WHERE u.kind = $1 AND u.object = $2 ORDER BY f.name, f.id"};
const db::Query list_uses{"files.uses_of", "SELECT kind, object FROM file_use WHERE file = $1 ORDER BY kind, object"};
const db::Query insert_use{"files.use",
                           "INSERT INTO file_use (file, kind, object) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"};
const db::Query mark_used{"files.mark_used", "UPDATE file SET unused_since = NULL WHERE id = $1"};
const db::Query delete_use{"files.release", "DELETE FROM file_use WHERE file = $1 AND kind = $2 AND object = $3"};
const db::Query mark_unused{"files.mark_unused",
                            "UPDATE file SET unused_since = $1 WHERE id = $2 AND unused_since IS NULL"
                            " AND NOT EXISTS (SELECT 1 FROM file_use u WHERE u.file = $2)"};
const db::Query upsert_text{"files.save_text",
                            "INSERT INTO file_text (file, content) VALUES ($1, $2)"
                            " ON CONFLICT (file) DO UPDATE SET content = excluded.content"};
const db::Query set_text_state{"files.set_text_state",
                               "UPDATE file SET text_state = $1, text_fault = $2 WHERE id = $3"};
const db::Query find_text{"files.text", "SELECT content FROM file_text WHERE file = $1"};
const db::Query list_after{"files.after", "SELECT " FILE_COLUMNS " FROM file f WHERE f.id > $1 ORDER BY f.id LIMIT $2"};
const db::Query update_state{"files.set_state", "UPDATE file SET state = $1 WHERE id = $2"};
const db::Query list_unused{"files.unused",
                            "SELECT f.id FROM file f WHERE f.unused_since < $1"
                            " AND NOT EXISTS (SELECT 1 FROM file_use u WHERE u.file = f.id)"
                            " ORDER BY f.unused_since, f.id LIMIT $2"};
const db::Query delete_text{"files.delete_text", "DELETE FROM file_text WHERE file = $1"};
const db::Query delete_file{"files.delete", "DELETE FROM file WHERE id = $1"};
const db::Query find_sha256{"files.known", "SELECT f.id FROM file f WHERE f.sha256 = $1 ORDER BY f.id LIMIT 1"};
}  // namespace

void insert(db::Session& session, const StoredFile& f) {
  session.exec(insert_file, f.id, f.sha256, f.sm3, f.size, f.media_type, f.name, f.state, f.scan, f.text, f.text_fault,
               f.created_at, f.created_by);
}

std::optional<StoredFile> find(db::Session& session, FileId file) {
  return session.one<StoredFile>(find_file, file);
}

std::vector<StoredFile> used_by(db::Session& session, std::string_view kind, std::int64_t object) {
  return session.all<StoredFile>(list_used, kind, object);
}

std::vector<Use> uses_of(db::Session& session, FileId file) {
  return session.all<Use>(list_uses, file);
}

bool add_use(db::Session& session, FileId file, std::string_view kind, std::int64_t object) {
  if (!session.try_exec(insert_use, file, kind, object)) return false;
  session.put(mark_used, file);
  return true;
}

void remove_use(db::Session& session, FileId file, std::string_view kind, std::int64_t object, Instant now) {
  session.put(delete_use, file, kind, object);
  session.put(mark_unused, now, file);
}

void save_text(db::Session& session, FileId file, TextState state, std::string_view fault, std::string_view content) {
  if (!content.empty()) session.put(upsert_text, file, content);
  session.put(set_text_state, state, fault, file);
}

std::string text_of(db::Session& session, FileId file) {
  return session.one<std::string>(find_text, file).value_or("");
}

std::vector<StoredFile> page_after(db::Session& session, FileId after, std::int64_t limit) {
  return session.all<StoredFile>(list_after, after.value, limit);
}

void set_state(db::Session& session, FileId file, State state) {
  session.put(update_state, state, file);
}

std::vector<FileId> unused_since(db::Session& session, Instant before, std::int64_t limit) {
  return session.all<FileId>(list_unused, before, limit);
}

bool remove(db::Session& session, FileId file) {
  session.put(delete_text, file);
  return session.try_exec(delete_file, file).has_value();
}

bool is_known(db::Session& session, std::string_view sha256) {
  return session.one<std::int64_t>(find_sha256, sha256).has_value();
}

}  // namespace gongkai::files::store
