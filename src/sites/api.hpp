// What the public pages ask of the sites' upkeep. Notes what it read for the page cache.
#pragma once
#include "sites/model.hpp"

namespace gongkai::sites {

/// The life cycle of the column, when it is a topic.
std::optional<Topic> find_topic(db::Session& session, ColumnId column);
/// The topics of these columns that are kept up, the youngest first. A change of one drops what noted its site.
std::vector<Topic> open_topics(db::Session& session, const std::vector<content::Column>& columns);

}  // namespace gongkai::sites
