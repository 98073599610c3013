#include "readers/api.hpp"
#include "readers/store.hpp"

namespace gongkai::readers {

namespace {

const db::Query opinions_of{
    "readers.opinions_of_site",
    "SELECT cast(COALESCE(sum(u.useful + u.useless), 0) AS BIGINT) FROM usefulness u JOIN document d ON d.id = "
    "u.document WHERE d.site = $1 AND u.day >= $2 AND u.day <= $3"};
const db::Query reports_received{
    "readers.reports_received",
    "SELECT count(*) FROM error_report WHERE site = $1 AND received_at >= $2 AND received_at < $3"};
const db::Query reports_answered{"readers.reports_answered",
                                 "SELECT count(*) FROM error_report WHERE site = $1 AND received_at >= $2 AND "
                                 "received_at < $3 AND answered_at < $3"};
const db::Query subscribers_before{
    "readers.subscribers_before",
    "SELECT count(*) FROM subscription WHERE site = $1 AND confirmed_at IS NOT NULL AND confirmed_at < $2"};

}  // namespace

PeriodCounts counts_of(db::Session& session, SiteId site, Day from, Day to) {
  const auto number = [&](const db::Query& query, const auto&... args) {
    return session.one<std::int64_t>(query, site, args...).value_or(0);
  };
  const Instant begin = start_of(from), end = start_of(to + 1);
  const auto read = store::readings_of_site(session, site, from, to);
  return {.pages = read.pages,
          .visitors = read.visitors,
          .opinions = number(opinions_of, from, to),
          .reports = number(reports_received, begin, end),
          .reports_answered = number(reports_answered, begin, end),
          .subscribers = number(subscribers_before, end)};
}

}  // namespace gongkai::readers
