#include "content/store.hpp"

#define COLUMN_FIELDS                                                          \
  "id, site, parent, slug, name, about, keywords, kind, sort_order, version, " \
  "address, update_days, closed_on, closed_reason, successor"
#define DOCUMENT_FIELDS \
  "id, site, unit, type, index_number, created_by, created_at, published_at, latest, released, version"
#define EDITION_FIELDS                                                                                              \
  "id, document, number, state, column_id, title, summary, body, plain_text, fields, writer, writer_name, remark, " \
  "changed_at, submitted_at, released_at, released_by, published_at, disclosure, ground, ground_note, "             \
  "emergency_reason, release_at, expires_at"

namespace gongkai {

using content::Attachment;
using content::Document;
using content::Edition;
using content::Withdrawal;

template <>
struct db::Columns<content::Column> {
  static constexpr auto list = std::tuple{db::column("id", &content::Column::id),
                                          db::column("site", &content::Column::site),
                                          db::column("parent", &content::Column::parent),
                                          db::column("slug", &content::Column::slug),
                                          db::column("name", &content::Column::name),
                                          db::column("about", &content::Column::about),
                                          db::column("keywords", &content::Column::keywords),
                                          db::column("kind", &content::Column::kind),
                                          db::column("sort_order", &content::Column::sort_order),
                                          db::column("version", &content::Column::version),
                                          db::column("address", &content::Column::address),
                                          db::column("update_days", &content::Column::update_days),
                                          db::column("closed_on", &content::Column::closed_on),
                                          db::column("closed_reason", &content::Column::closed_reason),
                                          db::column("successor", &content::Column::successor)};
};
template <>
struct db::Columns<Document> {
  static constexpr auto list = std::tuple{db::column("id", &Document::id),
                                          db::column("site", &Document::site),
                                          db::column("unit", &Document::unit),
                                          db::column("type", &Document::type),
                                          db::column("index_number", &Document::index_number),
                                          db::column("created_by", &Document::created_by),
                                          db::column("created_at", &Document::created_at),
                                          db::column("published_at", &Document::published_at),
                                          db::column("latest", &Document::latest),
                                          db::column("released", &Document::released),
                                          db::column("version", &Document::version)};
};
template <>
struct db::Columns<Edition> {
  static constexpr auto list = std::tuple{db::column("id", &Edition::id),
                                          db::column("document", &Edition::document),
                                          db::column("number", &Edition::number),
                                          db::column("state", &Edition::state),
                                          db::column("column_id", &Edition::column),
                                          db::column("title", &Edition::title),
                                          db::column("summary", &Edition::summary),
                                          db::column("body", &Edition::body),
                                          db::column("plain_text", &Edition::plain_text),
                                          db::column("fields", &Edition::fields_text),
                                          db::column("writer", &Edition::writer),
                                          db::column("writer_name", &Edition::writer_name),
                                          db::column("remark", &Edition::remark),
                                          db::column("changed_at", &Edition::changed_at),
                                          db::column("submitted_at", &Edition::submitted_at),
                                          db::column("released_at", &Edition::released_at),
                                          db::column("released_by", &Edition::released_by),
                                          db::column("published_at", &Edition::published_at),
                                          db::column("disclosure", &Edition::disclosure),
                                          db::column("ground", &Edition::ground),
                                          db::column("ground_note", &Edition::ground_note),
                                          db::column("emergency_reason", &Edition::emergency_reason),
                                          db::column("release_at", &Edition::release_at),
                                          db::column("expires_at", &Edition::expires_at)};
};
template <>
struct db::Columns<Attachment> {
  static constexpr auto list =
      std::tuple{db::column("edition", &Attachment::edition),       db::column("file", &Attachment::file),
                 db::column("position", &Attachment::position),     db::column("name", &Attachment::name),
                 db::column("media_type", &Attachment::media_type), db::column("size", &Attachment::size)};
};
template <>
struct db::Columns<Withdrawal> {
  static constexpr auto list = std::tuple{db::column("document", &Withdrawal::document),
                                          db::column("kind", &Withdrawal::kind),
                                          db::column("reason", &Withdrawal::reason),
                                          db::column("moved_to", &Withdrawal::moved_to),
                                          db::column("withdrawn_by", &Withdrawal::withdrawn_by),
                                          db::column("withdrawn_at", &Withdrawal::withdrawn_at)};
};
using content::store::Line;
template <>
struct db::Columns<Line> {
  static constexpr auto list = std::tuple{db::column("id", &Line::id),
                                          db::column("type", &Line::type),
                                          db::column("unit", &Line::unit),
                                          db::column("column_id", &Line::column),
                                          db::column("column_name", &Line::column_name),
                                          db::column("title", &Line::title),
                                          db::column("state", &Line::state),
                                          db::column("number", &Line::number),
                                          db::column("writer_name", &Line::writer_name),
                                          db::column("changed_at", &Line::changed_at),
                                          db::column("published_at", &Line::published_at),
                                          db::column("version", &Line::version)};
};

}  // namespace gongkai

namespace gongkai::content::store {

namespace {

const db::Query columns_of_site{"content.columns_of_site",
                                "SELECT " COLUMN_FIELDS " FROM content_column WHERE site = $1 ORDER BY sort_order, id"};
const db::Query column_by_id{"content.column_by_id", "SELECT " COLUMN_FIELDS " FROM content_column WHERE id = $1"};
const db::Query column_by_slug{"content.column_by_slug",
                               "SELECT " COLUMN_FIELDS " FROM content_column WHERE site = $1 AND slug = $2"};
const db::Query insert_column{"content.insert_column",
                              "INSERT INTO content_column (" COLUMN_FIELDS
                              ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
const db::Query update_column{
    "content.update_column",
    "UPDATE content_column SET parent = $2, name = $3, about = $4, keywords = $5, kind = $6, sort_order = $7, "
    "address = $8, update_days = $9, closed_on = $10, closed_reason = $11, successor = $12, version = version + 1 "
    "WHERE id = $1 AND version = $13"};

// the index number is NULL until the first release
const db::Query document_by_id{
    "content.document_by_id",
    "SELECT id, site, unit, type, COALESCE(index_number, '') AS index_number, created_by, created_at, published_at, "
    "latest, released, version FROM document WHERE id = $1"};
const db::Query insert_document{"content.insert_document", "INSERT INTO document (" DOCUMENT_FIELDS
                                                           ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query claim_document{"content.claim_document",
                               "UPDATE document SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query point_document{
    "content.point_document",
    "UPDATE document SET index_number = $2, published_at = $3, latest = $4, released = $5 WHERE id = $1"};

const db::Query edition_by_id{"content.edition_by_id", "SELECT " EDITION_FIELDS " FROM edition WHERE id = $1"};
const db::Query insert_edition{"content.insert_edition", "INSERT INTO edition (" EDITION_FIELDS
                                                         ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
                                                         "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)"};
const db::Query update_edition{
    "content.update_edition",
    "UPDATE edition SET state = $2, column_id = $3, title = $4, summary = $5, body = $6, plain_text = $7, fields = $8, "
    "writer = $9, writer_name = $10, remark = $11, changed_at = $12, submitted_at = $13, released_at = $14, "
    "released_by = $15, published_at = $16, disclosure = $17, ground = $18, ground_note = $19, emergency_reason = $20, "
    "release_at = $21, expires_at = $22 WHERE id = $1"};

const db::Query insert_writer{"content.insert_writer",
                              "INSERT INTO edition_writer (edition, person) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const db::Query writers_of{"content.writers_of",
                           "SELECT person FROM edition_writer WHERE edition = $1 ORDER BY person"};

const db::Query attachments_of{"content.attachments_of",
                               "SELECT edition, file, position, name, media_type, size FROM edition_attachment WHERE "
                               "edition = $1 ORDER BY position, file"};
const db::Query insert_attachment{
    "content.insert_attachment",
    "INSERT INTO edition_attachment (edition, file, position, name, media_type, size) VALUES ($1, $2, $3, $4, $5, $6)"};
const db::Query delete_attachment{"content.delete_attachment",
                                  "DELETE FROM edition_attachment WHERE edition = $1 AND file = $2"};
const db::Query copy_attachment_rows{
    "content.copy_attachments",
    "INSERT INTO edition_attachment (edition, file, position, name, media_type, size) "
    "SELECT $1, file, position, name, media_type, size FROM edition_attachment WHERE edition = $2"};
const db::Query count_file_uses{"content.count_file_uses",
                                "SELECT count(*) FROM edition_attachment a JOIN edition e ON e.id = a.edition WHERE "
                                "e.document = $1 AND a.file = $2"};

const db::Query withdrawal_of{
    "content.withdrawal_of",
    "SELECT document, kind, reason, moved_to, withdrawn_by, withdrawn_at FROM withdrawal WHERE document = $1"};
const db::Query insert_withdrawal{"content.insert_withdrawal",
                                  "INSERT INTO withdrawal (document, kind, reason, moved_to, withdrawn_by, "
                                  "withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6)"};

const db::Query pattern_of_site{"content.pattern_of_site", "SELECT pattern FROM index_pattern WHERE site = $1"};
const db::Query put_pattern{"content.put_pattern",
                            "INSERT INTO index_pattern (site, pattern) VALUES ($1, $2) ON CONFLICT (site) DO UPDATE "
                            "SET pattern = excluded.pattern"};
const db::Query take_serial{"content.take_serial",
                            "INSERT INTO index_series (series, last) VALUES ($1, 1) "
                            "ON CONFLICT (series) DO UPDATE SET last = index_series.last + 1 RETURNING last"};

const db::Query lines_of_units{
    "content.lines_of_units",
    "SELECT d.id, d.type, d.unit, e.column_id, c.name AS column_name, e.title, e.state, e.number, e.writer_name, "
    "e.changed_at, d.published_at, d.version "
    "FROM document d JOIN edition e ON e.id = d.latest JOIN content_column c ON c.id = e.column_id "
    "WHERE d.unit IN {{in $1}} AND ($2 = 0 OR e.state = $2) AND ($3 = 0 OR e.column_id = $3) "
    "AND lower(e.title) LIKE lower($4) ESCAPE '\\' AND ($5 = 0 OR d.id < $5) "
    "AND (d.unit IN {{in $7}} OR NOT EXISTS (SELECT 1 FROM document_access a WHERE a.document = d.id) OR "
    "EXISTS (SELECT 1 FROM document_access a WHERE a.document = d.id AND a.person = $8)) ORDER BY d.id DESC LIMIT $6"};
const db::Query editions_of_document{"content.editions_of_document",
                                     "SELECT " EDITION_FIELDS " FROM edition WHERE document = $1 ORDER BY number DESC"};
const db::Query columns_of_document{"content.columns_of_document",
                                    "SELECT DISTINCT column_id FROM edition WHERE document = $1 ORDER BY column_id"};

/// The text as a LIKE pattern that finds it anywhere.
std::string containing(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

std::optional<std::string> null_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::vector<Column> columns(db::Session& session, SiteId site) {
  return session.all<Column>(columns_of_site, site);
}
std::optional<Column> find_column(db::Session& session, ColumnId id) {
  return session.one<Column>(column_by_id, id);
}
std::optional<Column> find_column(db::Session& session, SiteId site, std::string_view slug) {
  return session.one<Column>(column_by_slug, site, slug);
}
void insert(db::Session& session, const Column& c) {
  session.exec(insert_column, c.id, c.site, c.parent, c.slug, c.name, c.about, c.keywords, c.kind, c.sort_order,
               c.version, c.address, c.update_days, c.closed_on, c.closed_reason, c.successor);
}
bool update(db::Session& session, const Column& c) {
  return session.exec(update_column, c.id, c.parent, c.name, c.about, c.keywords, c.kind, c.sort_order, c.address,
                      c.update_days, c.closed_on, c.closed_reason, c.successor, c.version) == 1;
}

std::optional<Document> find_document(db::Session& session, DocumentId id) {
  return session.one<Document>(document_by_id, id);
}
std::optional<Edition> find_edition(db::Session& session, EditionId id) {
  return session.one<Edition>(edition_by_id, id);
}

void insert(db::Session& session, const Document& d) {
  session.exec(insert_document, d.id, d.site, d.unit, d.type, null_if_empty(d.index_number), d.created_by, d.created_at,
               d.published_at, d.latest, d.released, d.version);
}
void insert(db::Session& session, const Edition& e) {
  session.exec(insert_edition, e.id, e.document, e.number, e.state, e.column, e.title, e.summary, e.body, e.plain_text,
               e.fields_text, e.writer, e.writer_name, e.remark, e.changed_at, e.submitted_at, e.released_at,
               e.released_by, e.published_at, e.disclosure, e.ground, e.ground_note, e.emergency_reason, e.release_at,
               e.expires_at);
}
bool claim(db::Session& session, DocumentId id, std::int64_t version) {
  return session.exec(claim_document, id, version) == 1;
}
void update_pointers(db::Session& session, const Document& d) {
  session.exec(point_document, d.id, null_if_empty(d.index_number), d.published_at, d.latest, d.released);
}
void update(db::Session& session, const Edition& e) {
  session.exec(update_edition, e.id, e.state, e.column, e.title, e.summary, e.body, e.plain_text, e.fields_text,
               e.writer, e.writer_name, e.remark, e.changed_at, e.submitted_at, e.released_at, e.released_by,
               e.published_at, e.disclosure, e.ground, e.ground_note, e.emergency_reason, e.release_at, e.expires_at);
}

void add_writer(db::Session& session, EditionId edition, PersonId person) {
  if (person) session.exec(insert_writer, edition, person);
}
std::vector<PersonId> writers(db::Session& session, EditionId edition) {
  return session.all<PersonId>(writers_of, edition);
}

std::vector<Attachment> attachments(db::Session& session, EditionId edition) {
  return session.all<Attachment>(attachments_of, edition);
}
void insert(db::Session& session, const Attachment& a) {
  session.exec(insert_attachment, a.edition, a.file, a.position, a.name, a.media_type, a.size);
}
bool remove_attachment(db::Session& session, EditionId edition, FileId file) {
  return session.exec(delete_attachment, edition, file) == 1;
}
void copy_attachments(db::Session& session, EditionId from, EditionId to) {
  session.exec(copy_attachment_rows, to, from);
}
std::int64_t count_uses(db::Session& session, DocumentId document, FileId file) {
  return session.one<std::int64_t>(count_file_uses, document, file).value_or(0);
}

std::optional<Withdrawal> find_withdrawal(db::Session& session, DocumentId document) {
  return session.one<Withdrawal>(withdrawal_of, document);
}
void insert(db::Session& session, const Withdrawal& w) {
  session.exec(insert_withdrawal, w.document, w.kind, w.reason, w.moved_to, w.withdrawn_by, w.withdrawn_at);
}

std::string index_pattern(db::Session& session, SiteId site) {
  return session.one<std::string>(pattern_of_site, site).value_or("");
}
void set_index_pattern(db::Session& session, SiteId site, std::string_view pattern) {
  session.exec(put_pattern, site, pattern);
}
std::int64_t next_serial(db::Session& session, std::string_view series) {
  // NOLINTNEXTLINE(bugprone-unchecked-optional-access): RETURNING gives a row
  return session.one<std::int64_t>(take_serial, series).value();
}

std::vector<Line> lines(db::Session& session, const Filter& filter) {
  return session.all<Line>(lines_of_units, filter.units, static_cast<std::int64_t>(filter.state), filter.column.value,
                           containing(filter.title), filter.before.value, filter.limit, filter.headed, filter.person);
}
std::vector<Edition> editions_of(db::Session& session, DocumentId document) {
  return session.all<Edition>(editions_of_document, document);
}
std::vector<ColumnId> columns_of(db::Session& session, DocumentId document) {
  return session.all<ColumnId>(columns_of_document, document);
}

}  // namespace gongkai::content::store
