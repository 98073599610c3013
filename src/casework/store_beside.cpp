// What hangs on cases: files, tokens, notices, number series.
#include "casework/store.hpp"

namespace gongkai {

using casework::store::FileRow;
using casework::store::NoticePlace;
using casework::store::NoticeRow;

template <>
struct db::Columns<FileRow> {
  static constexpr auto list = std::tuple{
      db::column("case_id", &FileRow::case_id),
      db::column("file", &FileRow::file),
      db::column("name", &FileRow::name),
      db::column("role", &FileRow::role),
      db::column("position", &FileRow::position),
      db::column("added_by", &FileRow::added_by),
      db::column("added_by_name", &FileRow::added_by_name),
      db::column("added_at", &FileRow::added_at),
      db::column("media_type", &FileRow::media_type),
      db::column("size", &FileRow::size),
  };
};
template <>
struct db::Columns<NoticeRow> {
  static constexpr auto list = std::tuple{
      db::column("id", &NoticeRow::id),           db::column("case_id", &NoticeRow::case_id),
      db::column("number", &NoticeRow::number),   db::column("kind", &NoticeRow::kind),
      db::column("unit", &NoticeRow::unit),       db::column("person", &NoticeRow::person),
      db::column("facts", &NoticeRow::facts),     db::column("once_key", &NoticeRow::once_key),
      db::column("made_at", &NoticeRow::made_at), db::column("seen_at", &NoticeRow::seen_at),
  };
};
template <>
struct db::Columns<NoticePlace> {
  static constexpr auto list =
      std::tuple{db::column("case_id", &NoticePlace::case_id), db::column("unit_path", &NoticePlace::unit_path),
                 db::column("person", &NoticePlace::person)};
};

}  // namespace gongkai

namespace gongkai::casework::store {

namespace {

const db::Query insert_file{
    "casework.insert_file",
    "INSERT INTO case_file (case_id, file, name, role, position, added_by, added_by_name, "
    "added_at) SELECT $1, $2, $3, $4, 1 + count(*), cast($5 as bigint), $6, $7 FROM case_file WHERE case_id = "
    "$1 ON CONFLICT (case_id, file) DO NOTHING"};
const db::Query delete_file{"casework.delete_file", "DELETE FROM case_file WHERE case_id = $1 AND file = $2"};
const db::Query case_files{
    "casework.files",
    "SELECT c.case_id, c.file, c.name, c.role, c.position, c.added_by, c.added_by_name, c.added_at, f.media_type, "
    "f.size "
    "FROM case_file c JOIN file f ON f.id = c.file WHERE c.case_id = $1 ORDER BY c.position, c.file"};
const db::Query cases_of_file{"casework.cases_with", "SELECT case_id FROM case_file WHERE file = $1 ORDER BY case_id"};

const db::Query insert_case_token{
    "casework.insert_token", "INSERT INTO case_token (digest, case_id, last_day, made_at) VALUES ($1, $2, $3, $4)"};
const db::Query find_case_token{"casework.case_of_token",
                                "SELECT case_id FROM case_token WHERE digest = $1 AND last_day >= $2"};

const db::Query insert_notice{
    "casework.insert_notice",
    "INSERT INTO case_notice (id, case_id, kind, unit, person, facts, once_key, made_at) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8) ON CONFLICT (once_key) DO NOTHING"};
const db::Query unseen_notices{
    "casework.unseen",
    "SELECT n.id, n.case_id, c.number, n.kind, n.unit, n.person, n.facts, n.once_key, n.made_at, n.seen_at FROM "
    "case_notice n JOIN work_case c ON c.id = n.case_id JOIN unit u ON u.id = n.unit WHERE n.seen_at IS NULL AND "
    "(u.path = $1 OR ($2 AND substr(u.path, 1, length($1)) = $1)) AND (n.person IS NULL OR n.person = $3) ORDER BY "
    "n.id "
    "DESC LIMIT $4"};
const db::Query place_of_notice{
    "casework.notice_place",
    "SELECT n.case_id, u.path AS unit_path, n.person FROM case_notice n JOIN unit u ON u.id = n.unit WHERE n.id = $1"};
const db::Query see_notice{"casework.see_notice",
                           "UPDATE case_notice SET seen_by = $2, seen_at = $3 WHERE id = $1 AND seen_at IS NULL"};

const db::Query count_on{"casework.next_number",
                         "INSERT INTO number_series (unit, series, year, last) VALUES ($1, $2, $3, 1) ON CONFLICT "
                         "(unit, series, year) DO UPDATE SET last = number_series.last + 1 RETURNING last"};

}  // namespace

bool insert(db::Session& session, const FileRow& f) {
  return session.exec(insert_file, f.case_id, f.file, f.name, f.role, f.added_by, f.added_by_name, f.added_at) == 1;
}
bool remove_file(db::Session& session, CaseId id, FileId file) {
  return session.exec(delete_file, id, file) == 1;
}
std::vector<FileRow> files_of(db::Session& session, CaseId id) {
  return session.all<FileRow>(case_files, id);
}
std::vector<CaseId> cases_with(db::Session& session, FileId file) {
  return session.all<CaseId>(cases_of_file, file);
}

void insert_token(db::Session& session, const db::Bytes& digest, CaseId id, Day last_day, Instant now) {
  session.exec(insert_case_token, digest, id, last_day, now);
}
std::optional<CaseId> case_of_token(db::Session& session, const db::Bytes& digest, Day today) {
  return session.one<CaseId>(find_case_token, digest, today);
}

bool insert(db::Session& session, const NoticeRow& n) {
  return session.exec(insert_notice, n.id, n.case_id, n.kind, n.unit, n.person, n.facts, n.once_key, n.made_at) == 1;
}
std::vector<NoticeRow> unseen(db::Session& session, std::string_view unit_path, bool with_subtree, PersonId person,
                              int limit) {
  return session.all<NoticeRow>(unseen_notices, unit_path, with_subtree, person, limit);
}
std::optional<NoticePlace> notice_place(db::Session& session, CaseNoticeId id) {
  return session.one<NoticePlace>(place_of_notice, id);
}
bool see(db::Session& session, CaseNoticeId id, PersonId person, Instant now) {
  return session.exec(see_notice, id, person, now) == 1;
}

std::int64_t next_number(db::Session& session, UnitId unit, std::string_view series, int year) {
  return session.one<std::int64_t>(count_on, unit, series, year).value_or(0);
}

}  // namespace gongkai::casework::store
