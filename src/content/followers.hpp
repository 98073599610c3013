// What follows a change of content: cached pages go, the search index hears of it.
#pragma once
#include <optional>
#include <vector>

#include "platform/feed/outbox.hpp"
#include "platform/search/index.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

/// The page cache's tags of what a change touches: the document, every column it ever stood in, the figures of its site.
std::vector<std::string> tags_of(db::Session& session, const feed::Change& change);
/// Drops the cached pages; a withdrawal is hard. Call it after each commit, and for the changes of other nodes.
void invalidate(Services& services, const std::vector<feed::Change>& changes);

/// The change as the search index wants it; nullopt when the topic is not ours. Reads the document anew.
std::optional<search::Change> search_change(db::Session& session, const Services& services, const feed::Change& change);
/// Every public document, for search::Index::rebuild.
void each_searchable(Services& services, const search::Sink& sink);

}  // namespace gongkai::content
