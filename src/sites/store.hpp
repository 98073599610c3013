// All SQL of the sites' upkeep.
#pragma once
#include "sites/model.hpp"

namespace gongkai::sites::store {

std::vector<Topic> topics(db::Session& session);
/// What the columns of the site show of other columns, the newest placement first.
std::vector<SharedDocument> shared_on(db::Session& session, SiteId site, int limit);
std::optional<Topic> find_topic(db::Session& session, ColumnId column);
void insert(db::Session& session, const Topic& topic);
bool update(db::Session& session, const Topic& topic);                  // false when somebody else was faster
std::vector<TopicCheck> checks(db::Session& session, ColumnId column);  // the latest first
void insert(db::Session& session, const TopicCheck& check);

std::vector<ColumnVisit> visits(db::Session& session);
void save(db::Session& session, const ColumnVisit& visit);

}  // namespace gongkai::sites::store
