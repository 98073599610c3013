#include "platform/jobs/schedule.hpp"

#include <stdexcept>

namespace gongkai::jobs {
namespace {
constexpr std::int64_t day_in_seconds = 86400;
}

Schedule Schedule::daily_at(int hour, int minute) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) throw std::invalid_argument("no such time of day");
  return {day_in_seconds, hour * 3600 + minute * 60};
}

Schedule Schedule::every_seconds(std::int64_t seconds) {
  if (seconds <= 0) throw std::invalid_argument("a period is at least one second");
  return {seconds, 0};
}

Instant Schedule::latest_slot(Instant now) const {
  const auto base = start_of(Day{0}).plus_seconds(m_offset).micros;
  const auto period = m_period * 1'000'000;
  const auto passed = now.micros - base;
  const auto whole = passed / period - (passed % period < 0 ? 1 : 0);
  return Instant{base + whole * period};
}

}  // namespace gongkai::jobs
