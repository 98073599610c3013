// What is looked at again after its release.
#include "review/store.hpp"

#define RECHECK_FIELDS                                                                                           \
  "id, kind, document, edition, unit, title, reason, caused_by, caused_by_name, made_at, due, result, finding, " \
  "person, "                                                                                                     \
  "person_name, checked_at, answer, answered_name, answered_at"

namespace gongkai {

using review::Recheck;
using review::store::Release;

template <>
struct db::Columns<Recheck> {
  static constexpr auto list = std::tuple{db::column("id", &Recheck::id),
                                          db::column("kind", &Recheck::kind),
                                          db::column("document", &Recheck::document),
                                          db::column("edition", &Recheck::edition),
                                          db::column("unit", &Recheck::unit),
                                          db::column("title", &Recheck::title),
                                          db::column("reason", &Recheck::reason),
                                          db::column("caused_by", &Recheck::caused_by),
                                          db::column("caused_by_name", &Recheck::caused_by_name),
                                          db::column("made_at", &Recheck::made_at),
                                          db::column("due", &Recheck::due),
                                          db::column("result", &Recheck::result),
                                          db::column("finding", &Recheck::finding),
                                          db::column("person", &Recheck::person),
                                          db::column("person_name", &Recheck::person_name),
                                          db::column("checked_at", &Recheck::checked_at),
                                          db::column("answer", &Recheck::answer),
                                          db::column("answered_name", &Recheck::answered_name),
                                          db::column("answered_at", &Recheck::answered_at)};
};
template <>
struct db::Columns<Release> {
  static constexpr auto list =
      std::tuple{db::column("document", &Release::document), db::column("edition", &Release::edition),
                 db::column("unit", &Release::unit), db::column("title", &Release::title),
                 db::column("released_at", &Release::released_at)};
};

}  // namespace gongkai

namespace gongkai::review::store {

namespace {

const db::Query insert_recheck{"review.insert_recheck",
                               "INSERT INTO recheck (" RECHECK_FIELDS
                               ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
                               "$18, $19) ON CONFLICT DO NOTHING"};
const db::Query recheck_by_id{"review.recheck_by_id", "SELECT " RECHECK_FIELDS " FROM recheck WHERE id = $1"};
const db::Query rechecks_of_units{
    "review.rechecks_of_units",
    "SELECT " RECHECK_FIELDS
    " FROM recheck WHERE unit IN {{in $1}} AND ($2 = 0 OR kind = $2) AND ($3 = 0 OR result = '' OR (result = "
    "'finding' AND answered_at IS NULL)) AND ($4 = 0 OR id < $4) ORDER BY id DESC LIMIT $5"};
const db::Query finish_recheck{"review.finish_recheck",
                               "UPDATE recheck SET result = $2, finding = $3, person = $4, person_name = $5, "
                               "checked_at = $6 WHERE id = $1 AND result = ''"};
const db::Query answer_recheck{"review.answer_recheck",
                               "UPDATE recheck SET answer = $2, answered_name = $3, answered_at = $4 "
                               "WHERE id = $1 AND result = 'finding' AND answered_at IS NULL"};
const db::Query releases_between{
    "review.releases_between",
    "SELECT e.document, e.id AS edition, d.unit, e.title, e.released_at FROM edition e JOIN document d ON d.id = "
    "e.document WHERE e.released_at >= $1 AND e.released_at < $2 AND EXISTS (SELECT 1 FROM review_round r WHERE "
    "r.edition = e.id) ORDER BY e.id"};

}  // namespace

bool insert(db::Session& session, const Recheck& r) {
  return session.exec(insert_recheck, r.id, r.kind, r.document, r.edition, r.unit, r.title, r.reason, r.caused_by,
                      r.caused_by_name, r.made_at, r.due, r.result, r.finding, r.person, r.person_name, r.checked_at,
                      r.answer, r.answered_name, r.answered_at) == 1;
}
std::optional<Recheck> find_recheck(db::Session& session, RecheckId id) {
  return session.one<Recheck>(recheck_by_id, id);
}
std::vector<Recheck> rechecks(db::Session& session, const RecheckFilter& f) {
  return session.all<Recheck>(rechecks_of_units, f.units, f.kind, std::int64_t{f.open_only}, f.before.value, f.limit);
}
bool finish(db::Session& session, const Recheck& r) {
  return session.exec(finish_recheck, r.id, r.result, r.finding, r.person, r.person_name, r.checked_at) == 1;
}
bool answer(db::Session& session, const Recheck& r) {
  return session.exec(answer_recheck, r.id, r.answer, r.answered_name, r.answered_at) == 1;
}
std::vector<Release> releases(db::Session& session, Instant from, Instant to) {
  return session.all<Release>(releases_between, from, to);
}

}  // namespace gongkai::review::store
