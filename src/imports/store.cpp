#include "imports/store.hpp"

#define IMPORT_FIELDS                                                                                                 \
  "id, unit, name, source, file, records, media, mapping, state, total, faulty, skipped, existing, taken, position, " \
  "kept, ordered_by, created_at, started_at, finished_at, fault, version"

namespace gongkai {

using imports::Import;
using imports::SavedMapping;
using imports::store::NumberedFault;
using imports::store::Taken;

template <>
struct db::Columns<Import> {
  static constexpr auto list = std::tuple{db::column("id", &Import::id),
                                          db::column("unit", &Import::unit),
                                          db::column("name", &Import::name),
                                          db::column("source", &Import::source),
                                          db::column("file", &Import::file),
                                          db::column("records", &Import::records),
                                          db::column("media", &Import::media),
                                          db::column("mapping", &Import::mapping),
                                          db::column("state", &Import::state),
                                          db::column("total", &Import::total),
                                          db::column("faulty", &Import::faulty),
                                          db::column("skipped", &Import::skipped),
                                          db::column("existing", &Import::existing),
                                          db::column("taken", &Import::taken),
                                          db::column("position", &Import::position),
                                          db::column("kept", &Import::kept),
                                          db::column("ordered_by", &Import::ordered_by),
                                          db::column("created_at", &Import::created_at),
                                          db::column("started_at", &Import::started_at),
                                          db::column("finished_at", &Import::finished_at),
                                          db::column("fault", &Import::fault),
                                          db::column("version", &Import::version)};
};
template <>
struct db::Columns<SavedMapping> {
  static constexpr auto list =
      std::tuple{db::column("id", &SavedMapping::id), db::column("unit", &SavedMapping::unit),
                 db::column("name", &SavedMapping::name), db::column("mapping", &SavedMapping::mapping),
                 db::column("saved_at", &SavedMapping::saved_at)};
};
template <>
struct db::Columns<Taken> {
  static constexpr auto list =
      std::tuple{db::column("document", &Taken::document), db::column("place", &Taken::place),
                 db::column("title", &Taken::title), db::column("version", &Taken::document_version)};
};

namespace {
struct FaultRow {
  std::int64_t number = 0;
  std::string place, column, value, reason;
};
}  // namespace
template <>
struct db::Columns<FaultRow> {
  static constexpr auto list =
      std::tuple{db::column("number", &FaultRow::number), db::column("place", &FaultRow::place),
                 db::column("column_name", &FaultRow::column), db::column("value", &FaultRow::value),
                 db::column("reason", &FaultRow::reason)};
};

}  // namespace gongkai

namespace gongkai::imports::store {

namespace {

const db::Query insert_import{
    "imports.insert",
    "INSERT INTO import_run (" IMPORT_FIELDS
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)"};
const db::Query import_by_id{"imports.find", "SELECT " IMPORT_FIELDS " FROM import_run WHERE id = $1"};
const db::Query imports_of_units{"imports.list", "SELECT " IMPORT_FIELDS
                                                 " FROM import_run WHERE unit IN {{in $1}} AND "
                                                 "($2 = 0 OR id < $2) ORDER BY id DESC LIMIT $3"};
const db::Query claim_import{"imports.claim",
                             "UPDATE import_run SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query update_import{
    "imports.update",
    "UPDATE import_run SET name = $2, file = $3, records = $4, media = $5, mapping = $6, state = $7, total = $8, "
    "faulty = $9, skipped = $10, existing = $11, taken = $12, position = $13, kept = $14, started_at = $15, "
    "finished_at = $16, fault = $17 WHERE id = $1"};

const db::Query delete_faults{"imports.remove_faults", "DELETE FROM import_fault WHERE import = $1"};
const db::Query add_fault{
    "imports.insert_fault",
    "INSERT INTO import_fault (import, number, place, column_name, value, reason) VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Query faults_of{"imports.faults",
                          "SELECT number, place, column_name, value, reason FROM import_fault WHERE import = $1 AND "
                          "number > $2 ORDER BY number LIMIT $3"};

const db::Query count_item{"imports.is_taken",
                           "SELECT count(*) FROM import_item WHERE origin = $1 AND source_key = $2"};
const db::Query insert_item{"imports.insert_item",
                            "INSERT INTO import_item (origin, source_key, import, document, place) VALUES ($1, $2, $3, "
                            "$4, $5)"};
const db::Query taken_items{
    "imports.taken",
    "SELECT i.document, i.place, e.title, d.version FROM import_item i JOIN document d ON d.id = i.document "
    "JOIN edition e ON e.id = d.latest WHERE i.import = $1 AND i.document > $2 ORDER BY i.document LIMIT $3"};
const db::Query changed_items{
    "imports.changed_since",
    "SELECT i.document, i.place, e.title, d.version FROM import_item i JOIN document d ON d.id = i.document "
    "JOIN edition e ON e.id = d.latest WHERE i.import = $1 AND i.document > $2 AND d.version > 1 "
    "ORDER BY i.document LIMIT $3"};
const db::Query delete_item{"imports.remove_item", "DELETE FROM import_item WHERE import = $1 AND document = $2"};

const db::Query mappings_of{"imports.mappings",
                            "SELECT id, unit, name, mapping, saved_at FROM import_mapping WHERE unit IN {{in $1}} "
                            "ORDER BY name, id"};
const db::Query mapping_by_id{"imports.mapping",
                              "SELECT id, unit, name, mapping, saved_at FROM import_mapping WHERE id = $1"};
const db::Query put_mapping{
    "imports.put_mapping",
    "INSERT INTO import_mapping (id, unit, name, mapping, saved_at) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (unit, name) DO UPDATE SET mapping = excluded.mapping, "
    "saved_at = excluded.saved_at"};
const db::Query delete_mapping{"imports.remove_mapping", "DELETE FROM import_mapping WHERE id = $1"};

}  // namespace

void insert(db::Session& session, const Import& i) {
  session.exec(insert_import, i.id, i.unit, i.name, i.source, i.file, i.records, i.media, i.mapping, i.state, i.total,
               i.faulty, i.skipped, i.existing, i.taken, i.position, i.kept, i.ordered_by, i.created_at, i.started_at,
               i.finished_at, i.fault, i.version);
}
std::optional<Import> find(db::Session& session, ImportId id) {
  return session.one<Import>(import_by_id, id);
}
std::vector<Import> list(db::Session& session, const db::List& units, ImportId before, std::int64_t limit) {
  return session.all<Import>(imports_of_units, units, before.value, limit);
}
bool claim(db::Session& session, ImportId id, std::int64_t version) {
  return session.exec(claim_import, id, version) == 1;
}
void update(db::Session& session, const Import& i) {
  session.exec(update_import, i.id, i.name, i.file, i.records, i.media, i.mapping, i.state, i.total, i.faulty,
               i.skipped, i.existing, i.taken, i.position, i.kept, i.started_at, i.finished_at, i.fault);
}

void remove_faults(db::Session& session, ImportId id) {
  session.exec(delete_faults, id);
}
void insert_fault(db::Session& session, ImportId id, std::int64_t number, const RowFault& f) {
  session.put(add_fault, id, number, f.place, f.column, f.value, f.reason);
}
std::vector<NumberedFault> faults(db::Session& session, ImportId id, std::int64_t after, std::int64_t limit) {
  std::vector<NumberedFault> found;
  session.each<FaultRow>(
      [&](FaultRow&& row) {
        found.push_back(
            {row.number, {std::move(row.place), std::move(row.column), std::move(row.value), std::move(row.reason)}});
      },
      faults_of, id, after, limit);
  return found;
}

bool is_taken(db::Session& session, std::string_view origin, std::string_view key) {
  return session.one<std::int64_t>(count_item, origin, key).value_or(0) > 0;
}
void insert(db::Session& session, const TakenItem& i) {
  session.put(insert_item, i.origin, i.source_key, i.import, i.document, i.place);
}
std::vector<Taken> taken(db::Session& session, ImportId id, DocumentId after, std::int64_t limit) {
  return session.all<Taken>(taken_items, id, after.value, limit);
}
std::vector<Taken> changed_since(db::Session& session, ImportId id, DocumentId after, std::int64_t limit) {
  return session.all<Taken>(changed_items, id, after.value, limit);
}
void remove_item(db::Session& session, ImportId id, DocumentId document) {
  session.exec(delete_item, id, document);
}

std::vector<SavedMapping> mappings(db::Session& session, const db::List& units) {
  return session.all<SavedMapping>(mappings_of, units);
}
std::optional<SavedMapping> find_mapping(db::Session& session, ImportMappingId id) {
  return session.one<SavedMapping>(mapping_by_id, id);
}
void put(db::Session& session, const SavedMapping& m) {
  session.exec(put_mapping, m.id, m.unit, m.name, m.mapping, m.saved_at);
}
void remove_mapping(db::Session& session, ImportMappingId id) {
  session.exec(delete_mapping, id);
}

}  // namespace gongkai::imports::store
