// What staff of other units offered.
#include "review/store.hpp"

#define CONTRIBUTION_FIELDS                                                                                  \
  "id, from_unit, to_unit, person, person_name, title, text, source, sent_at, state, reason, decided_name, " \
  "decided_at, document"

namespace gongkai {

using review::Contribution;
using review::store::ContributionCount;

template <>
struct db::Columns<Contribution> {
  static constexpr auto list = std::tuple{db::column("id", &Contribution::id),
                                          db::column("from_unit", &Contribution::from_unit),
                                          db::column("to_unit", &Contribution::to_unit),
                                          db::column("person", &Contribution::person),
                                          db::column("person_name", &Contribution::person_name),
                                          db::column("title", &Contribution::title),
                                          db::column("text", &Contribution::text),
                                          db::column("source", &Contribution::source),
                                          db::column("sent_at", &Contribution::sent_at),
                                          db::column("state", &Contribution::state),
                                          db::column("reason", &Contribution::reason),
                                          db::column("decided_name", &Contribution::decided_name),
                                          db::column("decided_at", &Contribution::decided_at),
                                          db::column("document", &Contribution::document)};
};
template <>
struct db::Columns<ContributionCount> {
  static constexpr auto list = std::tuple{
      db::column("unit", &ContributionCount::unit), db::column("sent", &ContributionCount::sent),
      db::column("adopted", &ContributionCount::adopted), db::column("declined", &ContributionCount::declined)};
};

}  // namespace gongkai

namespace gongkai::review::store {

namespace {

const db::Query insert_contribution{"review.insert_contribution",
                                    "INSERT INTO contribution (" CONTRIBUTION_FIELDS
                                    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Query contribution_by_id{"review.contribution_by_id",
                                   "SELECT " CONTRIBUTION_FIELDS " FROM contribution WHERE id = $1"};
const db::Query list_contributions{
    "review.list_contributions",
    "SELECT " CONTRIBUTION_FIELDS
    " FROM contribution WHERE (person = $2 OR ($2 = 0 AND to_unit IN {{in $1}})) AND ($3 = 0 OR state = $3) AND "
    "($4 = 0 OR id < $4) ORDER BY id DESC LIMIT $5"};
const db::Query decide_contribution{
    "review.decide_contribution",
    "UPDATE contribution SET state = $2, reason = $3, decided_name = $4, decided_at = $5, document = $6 "
    "WHERE id = $1 AND state = 1"};
const db::Query count_contributions{
    "review.count_contributions",
    "SELECT from_unit AS unit, count(*) AS sent, sum(CASE WHEN state = 2 THEN 1 ELSE 0 END) AS adopted, "
    "sum(CASE WHEN state = 3 THEN 1 ELSE 0 END) AS declined FROM contribution "
    "WHERE to_unit IN {{in $1}} AND sent_at >= $2 AND sent_at < $3 GROUP BY from_unit ORDER BY adopted DESC, sent "
    "DESC, from_unit"};

}  // namespace

void insert(db::Session& session, const Contribution& c) {
  session.exec(insert_contribution, c.id, c.from_unit, c.to_unit, c.person, c.person_name, c.title, c.text, c.source,
               c.sent_at, c.state, c.reason, c.decided_name, c.decided_at, c.document);
}
std::optional<Contribution> find_contribution(db::Session& session, ContributionId id) {
  return session.one<Contribution>(contribution_by_id, id);
}
std::vector<Contribution> contributions(db::Session& session, const ContributionFilter& f) {
  return session.all<Contribution>(list_contributions, f.to_units, f.person.value, f.state, f.before.value, f.limit);
}
bool decide(db::Session& session, const Contribution& c) {
  return session.exec(decide_contribution, c.id, c.state, c.reason, c.decided_name, c.decided_at, c.document) == 1;
}
std::vector<ContributionCount> contribution_counts(db::Session& session, const db::List& to_units, Instant from,
                                                   Instant to) {
  return session.all<ContributionCount>(count_contributions, to_units, from, to);
}

}  // namespace gongkai::review::store
