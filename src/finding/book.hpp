// What this node's search knows of the editors' work: the words, given to the index, and the best bets.
#pragma once
#include <memory>
#include <vector>

#include "base/snapshot.hpp"
#include "finding/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::finding {

/// Reads everything anew; at the start and whenever follow() sees a change.
void reload(Services& services);
void follow(Services& services, const std::vector<feed::Change>& changes);

/// The documents recommended for a question, in order, each once.
std::vector<DocumentId> recommended(Services& services, std::string_view typed, SiteId site, Day today);
/// A question with an unwelcome word is answered and not kept.
bool is_unwelcome(Services& services, std::string_view normal_query);

}  // namespace gongkai::finding
