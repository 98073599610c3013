// How many public documents stand in some columns, in memory: a list says it on each of its pages, and counting them takes
// the longer the more there are.
#pragma once
#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "content/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

struct Reach {
  std::int64_t total = 0;
  bool placed = false;  // some stand there without a copy
};

/// A part of the platform, filled as it is asked; the same rule as for Kept: what an older snapshot said does not stay.
class Reaches {
 public:
  Reach of(Services& services, const std::vector<ColumnId>& columns);
  /// These columns, or others below them, show more or less than before; an empty set means any.
  void forget(const std::set<ColumnId>& columns);

 private:
  std::mutex m_mutex;
  std::map<std::vector<ColumnId>, Reach> m_known;
  std::uint64_t m_told = 0;
};

Reach reach_of(Services& services, const std::vector<ColumnId>& columns);

}  // namespace gongkai::content
