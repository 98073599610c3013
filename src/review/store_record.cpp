// The figures of 责任追究: who had to sign, what came back, what went another way. Counted from the rows, never kept.
#include "review/store.hpp"

namespace gongkai {

using review::store::UnitRecord;

template <>
struct db::Columns<UnitRecord> {
  static constexpr auto list =
      std::tuple{db::column("unit", &UnitRecord::unit),           db::column("rounds", &UnitRecord::rounds),
                 db::column("returned", &UnitRecord::returned),   db::column("released", &UnitRecord::released),
                 db::column("overrides", &UnitRecord::overrides), db::column("emergencies", &UnitRecord::emergencies),
                 db::column("findings", &UnitRecord::findings)};
};

}  // namespace gongkai

namespace gongkai::review::store {

namespace {

const db::Query record_of_units{
    "review.record_of_units",
    "SELECT r.unit, count(*) AS rounds, sum(CASE WHEN r.outcome = 1 THEN 1 ELSE 0 END) AS returned, "
    "sum(CASE WHEN r.outcome = 2 THEN 1 ELSE 0 END) AS released, "
    "(SELECT count(*) FROM review_signature s JOIN review_round o ON o.id = s.round WHERE o.unit = r.unit AND "
    "s.override_reason <> '' AND s.signed_at >= $2 AND s.signed_at < $3) AS overrides, "
    "(SELECT count(*) FROM recheck c WHERE c.unit = r.unit AND c.kind = 2 AND c.made_at >= $2 AND c.made_at < $3) AS "
    "emergencies, "
    "(SELECT count(*) FROM recheck c WHERE c.unit = r.unit AND c.result = 'finding' AND c.checked_at >= $2 AND "
    "c.checked_at < $3) AS findings "
    "FROM review_round r WHERE r.unit IN {{in $1}} AND r.started_at >= $2 AND r.started_at < $3 GROUP BY r.unit "
    "ORDER BY r.unit"};

}  // namespace

std::vector<UnitRecord> record(db::Session& session, const db::List& units, Instant from, Instant to) {
  return session.all<UnitRecord>(record_of_units, units, from, to);
}

}  // namespace gongkai::review::store
