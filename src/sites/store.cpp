#include "sites/store.hpp"

namespace gongkai {
using sites::ColumnVisit;
using sites::SharedDocument;
using sites::Topic;
using sites::TopicCheck;
template <>
struct db::Columns<Topic> {
  static constexpr auto list =
      std::tuple{db::column("column_id", &Topic::column),          db::column("owner", &Topic::owner),
                 db::column("opened_on", &Topic::opened_on),       db::column("archived_on", &Topic::archived_on),
                 db::column("archive_note", &Topic::archive_note), db::column("version", &Topic::version)};
};
template <>
struct db::Columns<TopicCheck> {
  static constexpr auto list =
      std::tuple{db::column("column_id", &TopicCheck::column), db::column("month", &TopicCheck::month),
                 db::column("checked_by", &TopicCheck::checked_by), db::column("checked_at", &TopicCheck::checked_at),
                 db::column("note", &TopicCheck::note)};
};
template <>
struct db::Columns<SharedDocument> {
  static constexpr auto list = std::tuple{
      db::column("document", &SharedDocument::document),  db::column("title", &SharedDocument::title),
      db::column("from_site", &SharedDocument::from),     db::column("from_name", &SharedDocument::from_name),
      db::column("column_id", &SharedDocument::column),   db::column("column_name", &SharedDocument::column_name),
      db::column("placed_at", &SharedDocument::placed_at)};
};
template <>
struct db::Columns<ColumnVisit> {
  static constexpr auto list = std::tuple{
      db::column("column_id", &ColumnVisit::column),      db::column("address", &ColumnVisit::address),
      db::column("outcome", &ColumnVisit::outcome),       db::column("remark", &ColumnVisit::remark),
      db::column("visited_at", &ColumnVisit::visited_at), db::column("failing_since", &ColumnVisit::failing_since)};
};
}  // namespace gongkai

namespace gongkai::sites::store {
namespace {
#define TOPIC_FIELDS "column_id, owner, opened_on, archived_on, archive_note, version"
#define CHECK_FIELDS "column_id, month, checked_by, checked_at, note"
#define VISIT_FIELDS "column_id, address, outcome, remark, visited_at, failing_since"

const db::Query all_topics{"sites.topics",
                           "SELECT " TOPIC_FIELDS " FROM topic ORDER BY opened_on DESC, column_id DESC"};
const db::Query topic_by_column{"sites.topic_by_column", "SELECT " TOPIC_FIELDS " FROM topic WHERE column_id = $1"};
const db::Query shared_documents{
    "sites.shared_documents",
    "SELECT p.document, e.title, d.site AS from_site, s.name AS from_name, p.column_id, c.name AS column_name, "
    "p.placed_at FROM document_placement p JOIN content_column c ON c.id = p.column_id "
    "JOIN document d ON d.id = p.document JOIN edition e ON e.id = d.released JOIN site s ON s.id = d.site "
    "WHERE c.site = $1 AND e.state = 4 ORDER BY p.placed_at DESC, p.document, p.column_id LIMIT $2"};
const db::Query insert_topic{"sites.insert_topic",
                             "INSERT INTO topic (" TOPIC_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Query update_topic{"sites.update_topic",
                             "UPDATE topic SET owner = $2, archived_on = $3, archive_note = $4, version = version + 1 "
                             "WHERE column_id = $1 AND version = $5"};
const db::Query checks_of{"sites.topic_checks",
                          "SELECT " CHECK_FIELDS " FROM topic_check WHERE column_id = $1 ORDER BY month DESC"};
const db::Query insert_check{
    "sites.insert_topic_check",
    "INSERT INTO topic_check (" CHECK_FIELDS
    ") VALUES ($1, $2, $3, $4, $5) ON CONFLICT (column_id, month) DO UPDATE SET checked_by = excluded.checked_by, "
    "checked_at = excluded.checked_at, note = excluded.note"};
const db::Query all_visits{"sites.column_visits", "SELECT " VISIT_FIELDS " FROM column_visit ORDER BY column_id"};
const db::Query save_visit{
    "sites.save_column_visit",
    "INSERT INTO column_visit (" VISIT_FIELDS
    ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (column_id) DO UPDATE SET address = excluded.address, outcome = "
    "excluded.outcome, remark = excluded.remark, visited_at = excluded.visited_at, failing_since = "
    "excluded.failing_since"};
}  // namespace

std::vector<Topic> topics(db::Session& session) {
  return session.all<Topic>(all_topics);
}
std::vector<SharedDocument> shared_on(db::Session& session, SiteId site, int limit) {
  return session.all<SharedDocument>(shared_documents, site, limit);
}
std::optional<Topic> find_topic(db::Session& session, ColumnId column) {
  return session.one<Topic>(topic_by_column, column);
}
void insert(db::Session& session, const Topic& t) {
  session.exec(insert_topic, t.column, t.owner, t.opened_on, t.archived_on, t.archive_note, t.version);
}
bool update(db::Session& session, const Topic& t) {
  return session.exec(update_topic, t.column, t.owner, t.archived_on, t.archive_note, t.version) == 1;
}
std::vector<TopicCheck> checks(db::Session& session, ColumnId column) {
  return session.all<TopicCheck>(checks_of, column);
}
void insert(db::Session& session, const TopicCheck& c) {
  session.exec(insert_check, c.column, c.month, c.checked_by, c.checked_at, c.note);
}
std::vector<ColumnVisit> visits(db::Session& session) {
  return session.all<ColumnVisit>(all_visits);
}
void save(db::Session& session, const ColumnVisit& v) {
  session.exec(save_visit, v.column, v.address, v.outcome, v.remark, v.visited_at, v.failing_since);
}

}  // namespace gongkai::sites::store
