#include "catalogue/store.hpp"

#define CATALOGUE_FIELDS "id, unit, kind, name, created_at, version"
#define VERSION_FIELDS "id, catalogue, number, note, created_at, published_at, published_by, version"
#define ITEM_FIELDS                                                                                                    \
  "id, version_id, code, position, title, class, topic, unit, duty, term_days, form, basis, source, audiences, type, " \
  "column_slug"

namespace gongkai {

using catalogue::Catalogue;
using catalogue::Filing;
using catalogue::Item;
using catalogue::Version;

template <>
struct db::Columns<Catalogue> {
  static constexpr auto list = std::tuple{db::column("id", &Catalogue::id),
                                          db::column("unit", &Catalogue::unit),
                                          db::column("kind", &Catalogue::kind),
                                          db::column("name", &Catalogue::name),
                                          db::column("created_at", &Catalogue::created_at),
                                          db::column("version", &Catalogue::version)};
};
template <>
struct db::Columns<Version> {
  static constexpr auto list = std::tuple{db::column("id", &Version::id),
                                          db::column("catalogue", &Version::catalogue),
                                          db::column("number", &Version::number),
                                          db::column("note", &Version::note),
                                          db::column("created_at", &Version::created_at),
                                          db::column("published_at", &Version::published_at),
                                          db::column("published_by", &Version::published_by),
                                          db::column("version", &Version::version)};
};
template <>
struct db::Columns<Item> {
  static constexpr auto list =
      std::tuple{db::column("id", &Item::id),         db::column("version_id", &Item::version_id),
                 db::column("code", &Item::code),     db::column("position", &Item::position),
                 db::column("title", &Item::title),   db::column("class", &Item::statutory_class),
                 db::column("topic", &Item::topic),   db::column("unit", &Item::unit),
                 db::column("duty", &Item::duty),     db::column("term_days", &Item::term_days),
                 db::column("form", &Item::form),     db::column("basis", &Item::basis),
                 db::column("source", &Item::source), db::column("audiences", &Item::audiences),
                 db::column("type", &Item::type),     db::column("column_slug", &Item::column)};
};
template <>
struct db::Columns<Filing> {
  static constexpr auto list =
      std::tuple{db::column("document", &Filing::document),   db::column("class", &Filing::statutory_class),
                 db::column("catalogue", &Filing::catalogue), db::column("code", &Filing::code),
                 db::column("audiences", &Filing::audiences), db::column("filed_by", &Filing::filed_by),
                 db::column("filed_at", &Filing::filed_at)};
};

}  // namespace gongkai

namespace gongkai::catalogue::store {

namespace {

const db::Query all_catalogues{"catalogue.catalogues", "SELECT " CATALOGUE_FIELDS " FROM catalogue ORDER BY kind, id"};
const db::Query catalogue_by_id{"catalogue.catalogue", "SELECT " CATALOGUE_FIELDS " FROM catalogue WHERE id = $1"};
const db::Query insert_catalogue{"catalogue.insert_catalogue",
                                 "INSERT INTO catalogue (" CATALOGUE_FIELDS ") VALUES ($1, $2, $3, $4, $5, $6)"};

const db::Query versions_of{
    "catalogue.versions", "SELECT " VERSION_FIELDS " FROM catalogue_version WHERE catalogue = $1 ORDER BY number DESC"};
const db::Query version_by_id{"catalogue.version", "SELECT " VERSION_FIELDS " FROM catalogue_version WHERE id = $1"};
const db::Query insert_version{"catalogue.insert_version", "INSERT INTO catalogue_version (" VERSION_FIELDS
                                                           ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query claim_version{"catalogue.claim_version",
                              "UPDATE catalogue_version SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query publish_version{
    "catalogue.publish_version",
    "UPDATE catalogue_version SET note = $2, published_at = $3, published_by = $4 WHERE id = $1"};
const db::Query delete_version{"catalogue.delete_version", "DELETE FROM catalogue_version WHERE id = $1"};

const db::Query items_of{"catalogue.items",
                         "SELECT " ITEM_FIELDS " FROM catalogue_item WHERE version_id = $1 ORDER BY position, id"};
const db::Query item_by_id{"catalogue.item", "SELECT " ITEM_FIELDS " FROM catalogue_item WHERE id = $1"};
const db::Query item_by_code{"catalogue.item_by_code",
                             "SELECT " ITEM_FIELDS " FROM catalogue_item WHERE version_id = $1 AND code = $2"};
const db::Query insert_item{"catalogue.insert_item",
                            "INSERT INTO catalogue_item (" ITEM_FIELDS
                            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
const db::Query update_item{
    "catalogue.update_item",
    "UPDATE catalogue_item SET code = $2, position = $3, title = $4, class = $5, topic = $6, unit = $7, duty = $8, "
    "term_days = $9, form = $10, basis = $11, source = $12, audiences = $13, type = $14, column_slug = $15 "
    "WHERE id = $1"};
const db::Query delete_item{"catalogue.delete_item", "DELETE FROM catalogue_item WHERE id = $1"};
const db::Query delete_items{"catalogue.delete_items", "DELETE FROM catalogue_item WHERE version_id = $1"};
const db::Query max_position{"catalogue.last_position",
                             "SELECT COALESCE(max(position), 0) FROM catalogue_item WHERE version_id = $1"};

const db::Query filing_of{
    "catalogue.filing",
    "SELECT document, class, catalogue, code, audiences, filed_by, filed_at FROM catalogue_filing WHERE document = $1"};
const db::Query put_filing{
    "catalogue.put_filing",
    "INSERT INTO catalogue_filing (document, class, catalogue, code, audiences, filed_by, filed_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (document) DO UPDATE SET class = excluded.class, "
    "catalogue = excluded.catalogue, code = excluded.code, audiences = excluded.audiences, "
    "filed_by = excluded.filed_by, filed_at = excluded.filed_at"};

}  // namespace

std::vector<Catalogue> catalogues(db::Session& session) {
  return session.all<Catalogue>(all_catalogues);
}
std::optional<Catalogue> find_catalogue(db::Session& session, CatalogueId id) {
  return session.one<Catalogue>(catalogue_by_id, id);
}
void insert(db::Session& session, const Catalogue& c) {
  session.exec(insert_catalogue, c.id, c.unit, c.kind, c.name, c.created_at, c.version);
}

std::vector<Version> versions(db::Session& session, CatalogueId catalogue) {
  return session.all<Version>(versions_of, catalogue);
}
std::optional<Version> find_version(db::Session& session, CatalogueVersionId id) {
  return session.one<Version>(version_by_id, id);
}
void insert(db::Session& session, const Version& v) {
  session.exec(insert_version, v.id, v.catalogue, v.number, v.note, v.created_at, v.published_at, v.published_by,
               v.version);
}
bool claim(db::Session& session, CatalogueVersionId id, std::int64_t version) {
  return session.exec(claim_version, id, version) == 1;
}
void publish(db::Session& session, CatalogueVersionId id, std::string_view note, Instant at, PersonId by) {
  session.exec(publish_version, id, note, at, by);
}
void remove_version(db::Session& session, CatalogueVersionId id) {
  session.exec(delete_version, id);
}

std::vector<Item> items(db::Session& session, CatalogueVersionId version) {
  return session.all<Item>(items_of, version);
}
std::optional<Item> find_item(db::Session& session, CatalogueItemId id) {
  return session.one<Item>(item_by_id, id);
}
std::optional<Item> find_item(db::Session& session, CatalogueVersionId version, std::string_view code) {
  return session.one<Item>(item_by_code, version, code);
}
void insert(db::Session& session, const Item& i) {
  session.exec(insert_item, i.id, i.version_id, i.code, i.position, i.title, i.statutory_class, i.topic, i.unit, i.duty,
               i.term_days, i.form, i.basis, i.source, i.audiences, i.type, i.column);
}
void update(db::Session& session, const Item& i) {
  session.exec(update_item, i.id, i.code, i.position, i.title, i.statutory_class, i.topic, i.unit, i.duty, i.term_days,
               i.form, i.basis, i.source, i.audiences, i.type, i.column);
}
void remove_item(db::Session& session, CatalogueItemId id) {
  session.exec(delete_item, id);
}
void remove_items(db::Session& session, CatalogueVersionId version) {
  session.exec(delete_items, version);
}
std::int64_t last_position(db::Session& session, CatalogueVersionId version) {
  return session.one<std::int64_t>(max_position, version).value_or(0);
}

std::optional<Filing> find_filing(db::Session& session, DocumentId document) {
  return session.one<Filing>(filing_of, document);
}
void put(db::Session& session, const Filing& f) {
  session.exec(put_filing, f.document, f.statutory_class, f.catalogue, f.code, f.audiences, f.filed_by, f.filed_at);
}

}  // namespace gongkai::catalogue::store
