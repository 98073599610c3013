#include "platform/audit/query.hpp"

#include "platform/audit/store.hpp"

namespace gongkai::audit {

std::vector<Entry> find_events(db::Session& session, const Filter& filter) {
  return store::find(session, filter);
}
std::vector<std::string> known_acts(db::Session& session) {
  return store::acts(session);
}

}  // namespace gongkai::audit
