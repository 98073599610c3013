// The system's clock, or one that began at another moment: the demo city on the evening before a holiday.
#pragma once
#include "base/time.hpp"
#include "platform/config/config.hpp"

namespace gongkai::app {

class DrillClock final : public Clock {
 public:
  /// demo.clock, when it is set: from this construction on.
  explicit DrillClock(const config::Config& config) {
    if (const auto began = parse_instant(config.text("demo.clock"))) m_ahead = began->micros - m_system.now().micros;
  }
  Instant now() const override { return Instant{m_system.now().micros + m_ahead}; }

 private:
  SystemClock m_system;
  std::int64_t m_ahead = 0;  // microseconds
};

}  // namespace gongkai::app
