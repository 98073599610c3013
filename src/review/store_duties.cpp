// Delegations, and what units demand.
#include "review/store.hpp"

#define DELEGATION_FIELDS \
  "id, from_person, from_name, to_person, to_name, permissions, first_day, last_day, reason, made_at, ended_at"

namespace gongkai {

using review::Delegation;
using review::store::Setting;

template <>
struct db::Columns<Delegation> {
  static constexpr auto list = std::tuple{db::column("id", &Delegation::id),
                                          db::column("from_person", &Delegation::from),
                                          db::column("from_name", &Delegation::from_name),
                                          db::column("to_person", &Delegation::to),
                                          db::column("to_name", &Delegation::to_name),
                                          db::column("permissions", &Delegation::permissions),
                                          db::column("first_day", &Delegation::first),
                                          db::column("last_day", &Delegation::last),
                                          db::column("reason", &Delegation::reason),
                                          db::column("made_at", &Delegation::made_at),
                                          db::column("ended_at", &Delegation::ended_at)};
};
template <>
struct db::Columns<Setting> {
  static constexpr auto list =
      std::tuple{db::column("unit", &Setting::unit), db::column("route", &Setting::route),
                 db::column("basis_points", &Setting::basis_points), db::column("version", &Setting::version)};
};

}  // namespace gongkai

namespace gongkai::review::store {

namespace {

const db::Query insert_delegation{"review.insert_delegation",
                                  "INSERT INTO review_delegation (" DELEGATION_FIELDS
                                  ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query delegation_by_id{"review.delegation_by_id",
                                 "SELECT " DELEGATION_FIELDS " FROM review_delegation WHERE id = $1"};
const db::Query delegations_to_person{
    "review.delegations_to",
    "SELECT " DELEGATION_FIELDS
    " FROM review_delegation WHERE to_person = $1 AND first_day <= $2 AND last_day >= $2 AND ended_at IS NULL "
    "ORDER BY id"};
const db::Query delegations_of{
    "review.delegations_of",
    "SELECT " DELEGATION_FIELDS
    " FROM review_delegation WHERE ($1 = 0 OR from_person = $1 OR to_person = $1) ORDER BY id DESC LIMIT $2"};
const db::Query end_delegation{"review.end_delegation",
                               "UPDATE review_delegation SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL"};

const db::Query settings_of_units{
    "review.settings_of_units",
    "SELECT unit, route, basis_points, version FROM review_setting WHERE unit IN {{in $1}} ORDER BY unit"};
const db::Query insert_setting{
    "review.insert_setting",
    "INSERT INTO review_setting (unit, route, basis_points, version) VALUES ($1, $2, $3, 1) ON CONFLICT DO NOTHING"};
const db::Query update_setting{
    "review.update_setting",
    "UPDATE review_setting SET route = $3, basis_points = $4, version = version + 1 WHERE unit = $1 AND version = $2"};

}  // namespace

void insert(db::Session& session, const Delegation& d) {
  session.exec(insert_delegation, d.id, d.from, d.from_name, d.to, d.to_name, d.permissions, d.first, d.last, d.reason,
               d.made_at, d.ended_at);
}
std::optional<Delegation> find_delegation(db::Session& session, DelegationId id) {
  return session.one<Delegation>(delegation_by_id, id);
}
std::vector<Delegation> delegations_to(db::Session& session, PersonId person, Day today) {
  return session.all<Delegation>(delegations_to_person, person, today);
}
std::vector<Delegation> delegations(db::Session& session, PersonId person, std::int64_t limit) {
  return session.all<Delegation>(delegations_of, person.value, limit);
}
bool end(db::Session& session, DelegationId id, Instant now) {
  return session.exec(end_delegation, id, now) == 1;
}

std::vector<Setting> settings_of(db::Session& session, const db::List& units) {
  return session.all<Setting>(settings_of_units, units);
}
bool put(db::Session& session, const Setting& s) {
  if (s.version == 0) return session.exec(insert_setting, s.unit, s.route, s.basis_points) == 1;
  return session.exec(update_setting, s.unit, s.version, s.route, s.basis_points) == 1;
}

}  // namespace gongkai::review::store
