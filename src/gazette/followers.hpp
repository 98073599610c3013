// What follows a change of the gazette: cached pages go, the search index gets the pages of scans.
#pragma once
#include "platform/feed/outbox.hpp"
#include "platform/search/index.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::gazette {

/// After each commit, and for the changes of other nodes.
void invalidate(Services& services, const std::vector<feed::Change>& changes);

/// Gives the document of a scanned issue its pages as sections, each with its own address; others stay as they are.
void add_pages(db::Session& session, search::Document& document);

}  // namespace gongkai::gazette
