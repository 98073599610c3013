#include "content/custody.hpp"

namespace gongkai {

using content::Limited;
using content::Placement;
using content::TakeDown;

template <>
struct db::Columns<TakeDown> {
  static constexpr auto list =
      std::tuple{db::column("document", &TakeDown::document), db::column("edition", &TakeDown::edition),
                 db::column("reason", &TakeDown::reason),     db::column("taken_by", &TakeDown::taken_by),
                 db::column("taken_at", &TakeDown::taken_at), db::column("ended_by", &TakeDown::ended_by),
                 db::column("ended_at", &TakeDown::ended_at), db::column("outcome", &TakeDown::outcome)};
};
template <>
struct db::Columns<Limited> {
  static constexpr auto list =
      std::tuple{db::column("document", &Limited::document), db::column("unit_path", &Limited::unit_path)};
};
template <>
struct db::Columns<Placement> {
  static constexpr auto list =
      std::tuple{db::column("document", &Placement::document), db::column("column_id", &Placement::column),
                 db::column("placed_by", &Placement::placed_by), db::column("placed_at", &Placement::placed_at)};
};

}  // namespace gongkai

namespace gongkai::content::store {

namespace {

#define TAKE_DOWN_FIELDS "document, edition, reason, taken_by, taken_at, ended_by, ended_at, outcome"

const db::Query open_take_down_of{"content.open_take_down",
                                  "SELECT " TAKE_DOWN_FIELDS
                                  " FROM take_down WHERE document = $1 AND ended_at IS NULL ORDER BY taken_at LIMIT 1"};
const db::Query take_downs_of{"content.take_downs",
                              "SELECT " TAKE_DOWN_FIELDS " FROM take_down WHERE document = $1 ORDER BY taken_at"};
const db::Query insert_take_down{
    "content.insert_take_down", "INSERT INTO take_down (" TAKE_DOWN_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query close_take_down{
    "content.close_take_down",
    "UPDATE take_down SET ended_by = $3, ended_at = $4, outcome = $5 WHERE document = $1 AND taken_at = $2"};

const db::Query readers_of{"content.readers_of",
                           "SELECT person FROM document_access WHERE document = $1 ORDER BY person"};
const db::Query limited_to_others{
    "content.limited_to_others",
    "SELECT DISTINCT a.document, u.path AS unit_path FROM document_access a JOIN document d ON d.id = a.document "
    "JOIN unit u ON u.id = d.unit WHERE a.document IN {{in $1}} AND NOT EXISTS (SELECT 1 FROM document_access m "
    "WHERE m.document = a.document AND m.person = $2) ORDER BY a.document"};
const db::Query delete_readers{"content.delete_readers", "DELETE FROM document_access WHERE document = $1"};
const db::Query insert_reader{"content.insert_reader",
                              "INSERT INTO document_access (document, person) VALUES ($1, $2) ON CONFLICT DO NOTHING"};

const db::Query placements_of{
    "content.placements_of",
    "SELECT document, column_id, placed_by, placed_at FROM document_placement WHERE document = $1 ORDER BY column_id"};
const db::Query insert_placement{
    "content.insert_placement",
    "INSERT INTO document_placement (document, column_id, placed_by, placed_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO "
    "NOTHING"};
const db::Query delete_placement{"content.delete_placement",
                                 "DELETE FROM document_placement WHERE document = $1 AND column_id = $2"};
const db::Query any_placement{"content.any_placement",
                              "SELECT column_id FROM document_placement WHERE column_id IN {{in $1}} LIMIT 1"};

}  // namespace

std::optional<TakeDown> open_take_down(db::Session& session, DocumentId document) {
  return session.one<TakeDown>(open_take_down_of, document);
}
std::vector<TakeDown> take_downs(db::Session& session, DocumentId document) {
  return session.all<TakeDown>(take_downs_of, document);
}
void insert(db::Session& session, const TakeDown& t) {
  session.exec(insert_take_down, t.document, t.edition, t.reason, t.taken_by, t.taken_at, t.ended_by, t.ended_at,
               t.outcome);
}
void end_take_down(db::Session& session, const TakeDown& t) {
  session.exec(close_take_down, t.document, t.taken_at, t.ended_by, t.ended_at, t.outcome);
}

std::vector<PersonId> readers(db::Session& session, DocumentId document) {
  return session.all<PersonId>(readers_of, document);
}
std::vector<Limited> limited(db::Session& session, const db::List& documents, PersonId person) {
  return session.all<Limited>(limited_to_others, documents, person);
}
void replace_readers(db::Session& session, DocumentId document, const std::vector<PersonId>& people) {
  session.exec(delete_readers, document);
  for (const PersonId person : people) session.exec(insert_reader, document, person);
}

std::vector<Placement> placements(db::Session& session, DocumentId document) {
  return session.all<Placement>(placements_of, document);
}
bool insert(db::Session& session, const Placement& p) {
  return session.exec(insert_placement, p.document, p.column, p.placed_by, p.placed_at) == 1;
}
bool remove_placement(db::Session& session, DocumentId document, ColumnId column) {
  return session.exec(delete_placement, document, column) == 1;
}
bool has_placements(db::Session& session, const db::List& columns) {
  return session.one<std::int64_t>(any_placement, columns).has_value();
}

}  // namespace gongkai::content::store
