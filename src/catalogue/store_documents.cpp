// What the documents say to a catalogue: read-only statements over the tables of content.
#include "catalogue/store.hpp"

// A document stands in the column of the edition that the public sees, or of the one on the desk.
#define DATED_FIELDS                                                                                             \
  "d.id AS document, d.unit, d.type, c.slug AS column_slug, e.title, e.fields, COALESCE(f.class, '') AS class, " \
  "f.catalogue, COALESCE(f.code, '') AS code, d.published_at"
#define DATED_TABLES                                                    \
  "document d JOIN edition e ON e.id = COALESCE(d.released, d.latest) " \
  "JOIN content_column c ON c.id = e.column_id LEFT JOIN catalogue_filing f ON f.document = d.id"
#define SHOWN_FIELDS \
  "d.id AS document, d.unit, e.title, e.fields, COALESCE(d.index_number, '') AS index_number, d.published_at"

namespace gongkai {

using catalogue::Dated;
using catalogue::Tally;
using catalogue::store::Shown;

template <>
struct db::Columns<Tally> {
  static constexpr auto list =
      std::tuple{db::column("unit", &Tally::unit),           db::column("type", &Tally::type),
                 db::column("column_slug", &Tally::column),  db::column("class", &Tally::filed_class),
                 db::column("catalogue", &Tally::catalogue), db::column("code", &Tally::code),
                 db::column("number", &Tally::number),       db::column("newest", &Tally::newest)};
};
template <>
struct db::Columns<Dated> {
  static constexpr auto list =
      std::tuple{db::column("document", &Dated::document), db::column("unit", &Dated::unit),
                 db::column("type", &Dated::type),         db::column("column_slug", &Dated::column),
                 db::column("title", &Dated::title),       db::column("fields", &Dated::fields_text),
                 db::column("class", &Dated::filed_class), db::column("catalogue", &Dated::catalogue),
                 db::column("code", &Dated::code),         db::column("published_at", &Dated::published_at)};
};
template <>
struct db::Columns<Shown> {
  static constexpr auto list = std::tuple{db::column("document", &Shown::document),
                                          db::column("unit", &Shown::unit),
                                          db::column("title", &Shown::title),
                                          db::column("fields", &Shown::fields_text),
                                          db::column("index_number", &Shown::index_number),
                                          db::column("published_at", &Shown::published_at)};
};

}  // namespace gongkai

namespace gongkai::catalogue::store {

namespace {

const db::Query count_released{
    "catalogue.tallies",
    "SELECT d.unit, d.type, c.slug AS column_slug, COALESCE(f.class, '') AS class, f.catalogue, "
    "COALESCE(f.code, '') AS code, count(*) AS number, max(d.published_at) AS newest "
    "FROM document d JOIN edition e ON e.id = d.released JOIN content_column c ON c.id = e.column_id "
    "LEFT JOIN catalogue_filing f ON f.document = d.id "
    "WHERE d.unit IN {{in $1}} AND e.state IN (4, 8) "
    "GROUP BY d.unit, d.type, c.slug, COALESCE(f.class, ''), f.catalogue, COALESCE(f.code, '')"};
// a proactive document that is on its way, or one that has become public
const db::Query dated_documents{
    "catalogue.dated",
    "SELECT " DATED_FIELDS " FROM " DATED_TABLES
    " WHERE d.unit IN {{in $1}} AND d.id > $3 AND e.disclosure = 1 AND "
    "((d.published_at IS NULL AND e.state IN (1, 2, 3)) OR (d.published_at >= $2 AND e.state IN (4, 8))) "
    "ORDER BY d.id LIMIT $4"};
const db::Query dated_document{"catalogue.dated_document",
                               "SELECT " DATED_FIELDS " FROM " DATED_TABLES " WHERE d.id = $1"};
const db::Query shown_documents{
    "catalogue.shown",
    "SELECT " SHOWN_FIELDS
    " FROM document d JOIN edition e ON e.id = d.released JOIN content_column c ON c.id = e.column_id "
    "LEFT JOIN catalogue_filing f ON f.document = d.id "
    "WHERE (d.unit = $1 OR d.site = $2) AND e.state = 4 AND ($3 = '' OR (d.type = $3 AND COALESCE(f.class, '') = '')) "
    "AND ($4 = '' OR c.slug = $4) AND ($5 = '' OR f.class = $5) "
    "AND (d.published_at < $6 OR (d.published_at = $6 AND d.id < $7)) "
    "ORDER BY d.published_at DESC, d.id DESC LIMIT $8"};
const db::Query count_shown{
    "catalogue.shown_counts",
    "SELECT min(d.unit) AS unit, d.type, '' AS column_slug, COALESCE(f.class, '') AS class, 0 AS catalogue, '' AS "
    "code, "
    "count(*) AS number, max(d.published_at) AS newest "
    "FROM document d JOIN edition e ON e.id = d.released LEFT JOIN catalogue_filing f ON f.document = d.id "
    "WHERE (d.unit = $1 OR d.site = $2) AND e.state = 4 GROUP BY d.type, COALESCE(f.class, '')"};
const db::Query released_documents_of_type{
    "catalogue.released_of_type",
    "SELECT " SHOWN_FIELDS
    " FROM document d JOIN edition e ON e.id = d.released WHERE d.type = $1 AND e.state IN (4, 8) ORDER BY d.id"};

}  // namespace

std::vector<Tally> tallies(db::Session& session, const db::List& units) {
  return session.all<Tally>(count_released, units);
}
std::vector<Dated> dated(db::Session& session, const db::List& units, Instant published_from, DocumentId after,
                         std::int64_t limit) {
  return session.all<Dated>(dated_documents, units, published_from, after.value, limit);
}
std::optional<Dated> find_dated(db::Session& session, DocumentId document) {
  return session.one<Dated>(dated_document, document);
}
std::vector<Shown> shown(db::Session& session, const ShownFilter& f) {
  return session.all<Shown>(shown_documents, f.unit, f.site, f.type, f.column, f.filed_class, f.before, f.before_id,
                            f.limit);
}
std::vector<Tally> shown_counts(db::Session& session, UnitId unit, SiteId site) {
  return session.all<Tally>(count_shown, unit, site);
}
std::vector<Shown> released_of_type(db::Session& session, std::string_view type) {
  return session.all<Shown>(released_documents_of_type, type);
}

}  // namespace gongkai::catalogue::store
