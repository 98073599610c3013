// Rules that a correct report may break: each names what it compared, and none is an error.
#pragma once
#include <map>
#include <vector>

#include "report_check/model.hpp"

namespace gongkai::report_check {

/// T4-REVIEW-SUIT; with the report of the year before T2-PUB2, T2-REPEAL and O-HISTORY as well.
std::vector<Finding> soft_findings(const Report& report, const Report* previous);

/// The reports of a year beside each other. A figure far from all others is a slip more often than a fact.
class Peers {
 public:
  /// Fewer reports of a year are no measure.
  static constexpr std::size_t least = 30;

  void add(const Report& report);
  /// O-PEERS: figures out of all proportion to those of the others. Nothing below `least` reports.
  std::vector<Finding> outliers(const Report& report) const;

 private:
  std::map<std::pair<int, int>, std::vector<std::int64_t>> m_values;  // by year and cell
};

}  // namespace gongkai::report_check
