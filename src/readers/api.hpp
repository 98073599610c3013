// What other capabilities may ask: how much a site was read in a time, and how much its readers said.
#pragma once
#include "base/time.hpp"
#include "directory/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::readers {

/// From a day to a day, both counted.
struct PeriodCounts {
  std::int64_t pages = 0;
  std::int64_t visitors = 0;          // of each day, added up
  std::int64_t opinions = 0;          // 有用吗, yes or no
  std::int64_t reports = 0;           // 我为政府网站找错, received in the time
  std::int64_t reports_answered = 0;  // of these, answered in the time
  std::int64_t subscribers = 0;       // confirmed before its end, and still there
};
PeriodCounts counts_of(db::Session& session, SiteId site, Day from, Day to);

}  // namespace gongkai::readers
