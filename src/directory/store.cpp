#include "directory/store.hpp"

template <>
struct gongkai::db::Columns<gongkai::directory::Unit> {
  using Row = gongkai::directory::Unit;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("parent", &Row::parent),
                                          column("path", &Row::path),
                                          column("kind", &Row::kind),
                                          column("code", &Row::code),
                                          column("name", &Row::name),
                                          column("short_name", &Row::short_name),
                                          column("contact", &Row::contact),
                                          column("phone", &Row::phone),
                                          column("address", &Row::address),
                                          column("office_hours", &Row::office_hours),
                                          column("sort_order", &Row::sort_order),
                                          column("closed_on", &Row::closed_on),
                                          column("version", &Row::version)};
};
template <>
struct gongkai::db::Columns<gongkai::directory::Person> {
  using Row = gongkai::directory::Person;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("login", &Row::login),
                                          column("name", &Row::name),
                                          column("unit", &Row::unit),
                                          column("post", &Row::post),
                                          column("phone", &Row::phone),
                                          column("id_number", &Row::id_number),
                                          column("state", &Row::state),
                                          column("disabled_reason", &Row::disabled_reason),
                                          column("last_login_at", &Row::last_login_at),
                                          column("created_at", &Row::created_at),
                                          column("version", &Row::version)};
};
template <>
struct gongkai::db::Columns<gongkai::directory::Site> {
  using Row = gongkai::directory::Site;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("slug", &Row::slug),
                                          column("host", &Row::host),
                                          column("name", &Row::name),
                                          column("unit", &Row::unit),
                                          column("theme", &Row::theme),
                                          column("identity_code", &Row::identity_code),
                                          column("icp_number", &Row::icp_number),
                                          column("police_number", &Row::police_number),
                                          column("sponsor", &Row::sponsor),
                                          column("undertaker", &Row::undertaker),
                                          column("contact", &Row::contact),
                                          column("sort_order", &Row::sort_order),
                                          column("version", &Row::version)};
};
template <>
struct gongkai::db::Columns<gongkai::directory::store::HeldGrant> {
  using Row = gongkai::directory::store::HeldGrant;
  static constexpr auto list =
      std::tuple{column("person", &Row::person), column("name", &Row::name), column("role", &Row::role),
                 column("unit_path", &Row::unit_path), column("with_subtree", &Row::with_subtree)};
};
template <>
struct gongkai::db::Columns<gongkai::directory::store::GrantRow> {
  using Row = gongkai::directory::store::GrantRow;
  static constexpr auto list =
      std::tuple{column("role", &Row::role), column("unit", &Row::unit), column("with_subtree", &Row::with_subtree),
                 column("unit_path", &Row::unit_path), column("unit_name", &Row::unit_name)};
};

namespace gongkai::directory {
namespace {
#define UNIT_COLUMNS                                                                                           \
  "SELECT id, parent, path, kind, code, name, short_name, contact, phone, address, office_hours, sort_order, " \
  "closed_on, "                                                                                                \
  "version FROM unit "
#define PERSON_COLUMNS                                                                                                \
  "SELECT p.id, p.login, p.name, p.unit, p.post, p.phone, p.id_number, p.state, p.disabled_reason, p.last_login_at, " \
  "p.created_at, p.version FROM person p "
#define SITE_COLUMNS                                                                                                   \
  "SELECT id, slug, host, name, unit, theme, identity_code, icp_number, police_number, sponsor, undertaker, contact, " \
  "sort_order, version FROM site "

const db::Query unit_by_id{"directory.unit_by_id", UNIT_COLUMNS "WHERE id = $1"};
const db::Query unit_by_name{
    "directory.unit_by_name",
    UNIT_COLUMNS "WHERE name = $1 OR short_name = $1 ORDER BY closed_on NULLS FIRST, length(path), id LIMIT 1"};
const db::Query unit_root{"directory.unit_root", UNIT_COLUMNS "WHERE parent IS NULL ORDER BY id LIMIT 1"};
const db::Query all_units{"directory.all_units", UNIT_COLUMNS "ORDER BY length(path), sort_order, id"};
const db::Query unit_children{"directory.unit_children", UNIT_COLUMNS "WHERE parent = $1 ORDER BY sort_order, id"};
const db::Query insert_unit_row{
    "directory.insert_unit",
    "INSERT INTO unit (id, parent, path, kind, code, name, short_name, contact, phone, address, office_hours,"
    " sort_order, closed_on, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Query update_unit_row{
    "directory.update_unit",
    "UPDATE unit SET kind = $3, code = $4, name = $5, short_name = $6, contact = $7, phone = $8, address = $9,"
    " office_hours = $10, sort_order = $11, closed_on = $12, version = version + 1"
    " WHERE id = $1 AND version = $2"};
const db::Query hang_unit_row{"directory.hang_unit",
                              "UPDATE unit SET parent = $3, version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query move_subtree{
    "directory.move_subtree",
    "UPDATE unit SET path = $2 || substr(path, length($1) + 1) WHERE substr(path, 1, length($1)) = $1"};
const db::Query open_children{"directory.open_children",
                              "SELECT count(*) FROM unit WHERE parent = $1 AND closed_on IS NULL"};
const db::Query active_people{"directory.active_people", "SELECT count(*) FROM person WHERE unit = $1 AND state = 1"};
const db::Query unit_name_taken{
    "directory.unit_name_taken",
    "SELECT id FROM unit WHERE name = $1 AND id <> cast($2 AS BIGINT) AND closed_on IS NULL LIMIT 1"};

const db::Query person_by_id{"directory.person_by_id", PERSON_COLUMNS "WHERE p.id = $1"};
const db::Query person_by_login{"directory.person_by_login", PERSON_COLUMNS "WHERE p.login = $1"};
const db::Query list_people{
    "directory.list_people", PERSON_COLUMNS
    "JOIN unit u ON u.id = p.unit WHERE substr(u.path, 1, length($1)) = $1 AND ($6 OR u.path = $1)"
    " AND ($2 = '' OR lower(p.name) LIKE lower($3) ESCAPE '\\' OR p.login LIKE lower($3) ESCAPE '\\')"
    " AND p.id > $4 ORDER BY p.id LIMIT $5"};
const db::Query unused_people{"directory.unused_people", PERSON_COLUMNS
                              "WHERE p.state = 1 AND coalesce(p.last_login_at, p.created_at) < $1 ORDER BY p.id"};
const db::Query count_all_people{"directory.count_people", "SELECT count(*) FROM person"};
const db::Query insert_person_row{
    "directory.insert_person",
    "INSERT INTO person (id, login, name, unit, post, phone, phone_index, id_number, id_number_index, state,"
    " disabled_reason, last_login_at, created_at, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (login) DO NOTHING"};
const db::Query update_person_row{
    "directory.update_person",
    "UPDATE person SET name = $3, unit = $4, post = $5, phone = $6, phone_index = $7, id_number = $8,"
    " id_number_index = $9, version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query bump_person_row{"directory.bump_person",
                                "UPDATE person SET version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query set_state{
    "directory.set_person_state",
    "UPDATE person SET state = $3, disabled_reason = $4, version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query note_login_row{"directory.note_login", "UPDATE person SET last_login_at = $2 WHERE id = $1"};

const db::Query list_grants{
    "directory.list_grants",
    "SELECT g.role, g.unit, g.with_subtree, u.path AS unit_path, u.name AS unit_name FROM role_grant g"
    " JOIN unit u ON u.id = g.unit WHERE g.person = $1 ORDER BY g.role, g.unit"};
const db::Query grants_held{
    "directory.grants_held",
    "SELECT p.id AS person, p.name, g.role, u.path AS unit_path, g.with_subtree FROM role_grant g"
    " JOIN person p ON p.id = g.person JOIN unit u ON u.id = g.unit WHERE p.state = 1 ORDER BY p.name, p.id"};
const db::Query delete_grants{"directory.delete_grants", "DELETE FROM role_grant WHERE person = $1"};
const db::Query insert_grant{"directory.insert_grant",
                             "INSERT INTO role_grant (person, role, unit, with_subtree, granted_by, granted_at)"
                             " VALUES ($1, $2, $3, $4, $5, $6)"};

const db::Query site_by_id{"directory.site_by_id", SITE_COLUMNS "WHERE id = $1"};
const db::Query site_by_slug{"directory.site_by_slug", SITE_COLUMNS "WHERE slug = $1"};
const db::Query site_by_host{"directory.site_by_host", SITE_COLUMNS "WHERE host = $1 AND host <> ''"};
const db::Query all_sites{"directory.all_sites", SITE_COLUMNS "ORDER BY sort_order, id"};
const db::Query insert_site_row{
    "directory.insert_site",
    "INSERT INTO site (id, slug, host, name, unit, theme, identity_code, icp_number, police_number, sponsor,"
    " undertaker, contact, sort_order, version)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Query update_site_row{
    "directory.update_site",
    "UPDATE site SET host = $3, name = $4, unit = $5, theme = $6, identity_code = $7, icp_number = $8,"
    " police_number = $9, sponsor = $10, undertaker = $11, contact = $12, sort_order = $13,"
    " version = version + 1 WHERE id = $1 AND version = $2"};
const db::Query site_address_taken{
    "directory.site_address_taken",
    "SELECT id FROM site WHERE id <> $1 AND (slug = $2 OR (host = $3 AND host <> '')) LIMIT 1"};
}  // namespace

std::optional<Unit> find_unit(db::Session& session, UnitId id) {
  return session.one<Unit>(unit_by_id, id);
}
std::optional<Unit> find_unit_by_name(db::Session& session, std::string_view name) {
  return session.one<Unit>(unit_by_name, name);
}
std::optional<Unit> root_unit(db::Session& session) {
  return session.one<Unit>(unit_root);
}
std::vector<Unit> units(db::Session& session) {
  return session.all<Unit>(all_units);
}
std::vector<Unit> children_of(db::Session& session, UnitId parent) {
  return session.all<Unit>(unit_children, parent);
}

std::optional<Person> find_person(db::Session& session, PersonId id) {
  return session.one<Person>(person_by_id, id);
}
std::optional<Person> find_person_by_login(db::Session& session, std::string_view login) {
  return session.one<Person>(person_by_login, login);
}

std::vector<Site> sites(db::Session& session) {
  return session.all<Site>(all_sites);
}
std::optional<Site> find_site(db::Session& session, SiteId id) {
  return session.one<Site>(site_by_id, id);
}
std::optional<Site> find_site_by_slug(db::Session& session, std::string_view slug) {
  return session.one<Site>(site_by_slug, slug);
}
std::optional<Site> find_site_by_host(db::Session& session, std::string_view host) {
  return session.one<Site>(site_by_host, host);
}

namespace store {

void insert_unit(db::Session& session, const Unit& u) {
  session.put(insert_unit_row, u.id, u.parent, u.path, u.kind, u.code, u.name, u.short_name, u.contact, u.phone,
              u.address, u.office_hours, u.sort_order, u.closed_on, u.version);
}
bool update_unit(db::Session& session, const Unit& u) {
  return session.exec(update_unit_row, u.id, u.version, u.kind, u.code, u.name, u.short_name, u.contact, u.phone,
                      u.address, u.office_hours, u.sort_order, u.closed_on) == 1;
}
bool hang_unit(db::Session& session, UnitId id, std::int64_t version, UnitId parent) {
  return session.exec(hang_unit_row, id, version, parent) == 1;
}
void move_paths(db::Session& session, std::string_view from, std::string_view to) {
  session.exec(move_subtree, from, to);
}
std::int64_t count_open_children(db::Session& session, UnitId parent) {
  return *session.one<std::int64_t>(open_children, parent);
}
std::int64_t count_active_people(db::Session& session, UnitId unit) {
  return *session.one<std::int64_t>(active_people, unit);
}
bool is_unit_name_taken(db::Session& session, std::string_view name, UnitId except) {
  return session.one<std::int64_t>(unit_name_taken, name, except.value).has_value();
}

std::int64_t insert_person(db::Session& session, const Person& p, const std::optional<db::Bytes>& phone_index,
                           const std::optional<db::Bytes>& id_number_index) {
  return session.exec(insert_person_row, p.id, p.login, p.name, p.unit, p.post, p.phone, phone_index, p.id_number,
                      id_number_index, p.state, p.disabled_reason, p.last_login_at, p.created_at, p.version);
}
bool update_person(db::Session& session, const Person& p, const std::optional<db::Bytes>& phone_index,
                   const std::optional<db::Bytes>& id_number_index) {
  return session.exec(update_person_row, p.id, p.version, p.name, p.unit, p.post, p.phone, phone_index, p.id_number,
                      id_number_index) == 1;
}
bool bump_person(db::Session& session, PersonId person, std::int64_t version) {
  return session.exec(bump_person_row, person, version) == 1;
}
bool set_person_state(db::Session& session, PersonId person, std::int64_t version, PersonState state,
                      std::string_view reason) {
  return session.exec(set_state, person, version, state, reason) == 1;
}
void note_login(db::Session& session, PersonId person, Instant now) {
  session.put(note_login_row, person, now);
}
std::int64_t count_people(db::Session& session) {
  return *session.one<std::int64_t>(count_all_people);
}

std::vector<Person> people(db::Session& session, const PersonFilter& filter) {
  std::string pattern = "%";
  for (const char c : filter.text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return session.all<Person>(list_people, filter.unit_path, filter.text, pattern + "%", filter.after.value,
                             filter.count, filter.with_subtree);
}
std::vector<Person> people_unused_since(db::Session& session, Instant since) {
  return session.all<Person>(unused_people, since);
}

std::vector<GrantRow> grants_of(db::Session& session, PersonId person) {
  return session.all<GrantRow>(list_grants, person);
}
std::vector<HeldGrant> held_grants(db::Session& session) {
  return session.all<HeldGrant>(grants_held);
}
void replace_grants(db::Session& session, PersonId person, const std::vector<RoleGrant>& grants, PersonId by,
                    Instant now) {
  session.put(delete_grants, person);
  for (const auto& grant : grants)
    session.put(insert_grant, person, grant.role, grant.unit, grant.with_subtree, by, now);
}

void insert_site(db::Session& session, const Site& s) {
  session.put(insert_site_row, s.id, s.slug, s.host, s.name, s.unit, s.theme, s.identity_code, s.icp_number,
              s.police_number, s.sponsor, s.undertaker, s.contact, s.sort_order, s.version);
}
bool update_site(db::Session& session, const Site& s) {
  return session.exec(update_site_row, s.id, s.version, s.host, s.name, s.unit, s.theme, s.identity_code, s.icp_number,
                      s.police_number, s.sponsor, s.undertaker, s.contact, s.sort_order) == 1;
}
bool is_site_address_taken(db::Session& session, const Site& s) {
  return session.one<std::int64_t>(site_address_taken, s.id, s.slug, s.host).has_value();
}

}  // namespace store
}  // namespace gongkai::directory
