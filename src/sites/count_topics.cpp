#include "sites/api.hpp"

namespace gongkai::sites {

namespace {

const db::Query kept_between{
    "sites.topics_kept",
    "SELECT count(*) FROM topic t JOIN content_column c ON c.id = t.column_id WHERE c.site = $1 AND t.opened_on <= $3 "
    "AND (t.archived_on IS NULL OR t.archived_on >= $2)"};
const db::Query opened_between{
    "sites.topics_opened",
    "SELECT count(*) FROM topic t JOIN content_column c ON c.id = t.column_id WHERE c.site = $1 AND t.opened_on >= $2 "
    "AND t.opened_on <= $3"};

}  // namespace

TopicCounts count_topics(db::Session& session, SiteId site, Day from, Day to) {
  return {.kept = session.one<std::int64_t>(kept_between, site, from, to).value_or(0),
          .opened = session.one<std::int64_t>(opened_between, site, from, to).value_or(0)};
}

}  // namespace gongkai::sites
