// What the public pages ask of the sites' upkeep. Notes what it read for the page cache.
#pragma once
#include <span>

#include "platform/transaction/transaction.hpp"
#include "sites/model.hpp"

namespace gongkai::sites {

/// The life cycle of the column, when it is a topic.
std::optional<Topic> find_topic(Services& services, ColumnId column);
/// The topics of these columns that are kept up, the youngest first. A change of one drops what noted its site.
std::vector<Topic> open_topics(Services& services, std::span<const content::Column> columns);

/// From a day to a day, both counted: topics that were kept up at some time in it, and those that were opened in it.
struct TopicCounts {
  std::int64_t kept = 0;
  std::int64_t opened = 0;
};
TopicCounts count_topics(db::Session& session, SiteId site, Day from, Day to);

}  // namespace gongkai::sites
