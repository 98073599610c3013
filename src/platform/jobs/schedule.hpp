// When a repeated job is due. Pure: the runner asks with its clock.
#pragma once
#include "base/time.hpp"

namespace gongkai::jobs {

/// Daily at a time of day in China, or every so many seconds (counted from midnight in China, 1970-01-01).
class Schedule {
 public:
  static Schedule daily_at(int hour, int minute);
  static Schedule every_seconds(std::int64_t seconds);

  /// The newest moment at or before now at which the job is due: the name of a run on which several nodes agree.
  Instant latest_slot(Instant now) const;
  Instant next_slot(Instant now) const { return latest_slot(now).plus_seconds(m_period); }

 private:
  Schedule(std::int64_t period, std::int64_t offset) : m_period(period), m_offset(offset) {}
  std::int64_t m_period;  // seconds
  std::int64_t m_offset;  // seconds after midnight in China
};

}  // namespace gongkai::jobs
