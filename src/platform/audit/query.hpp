// The trail as the auditor looks at it: filters and pages, the newest first.
#pragma once
#include <limits>
#include <string>
#include <vector>

#include "platform/audit/chain.hpp"
#include "platform/db/session.hpp"

namespace gongkai::audit {

struct Filter {
  std::string act;  // "" for all
  PersonId person{};
  std::string subject_kind;
  std::int64_t subject = 0;  // with a kind
  Instant from{};
  Instant to{std::numeric_limits<std::int64_t>::max()};            // not included
  std::int64_t before = std::numeric_limits<std::int64_t>::max();  // event id of the last row of the page before
  std::int64_t count = 50;
};

/// An event that is not sealed yet has seq 0.
std::vector<Entry> find_events(db::Session& session, const Filter& filter);
/// Every act that occurs, for the filter's menu.
std::vector<std::string> known_acts(db::Session& session);

/// A line of the export that `gongkai audit verify` reads.
std::string to_line(const Entry& entry);

}  // namespace gongkai::audit
