// Days and instants. China has one time zone without summer time: UTC+8, always.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongkai {

enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

/// A calendar day, stored as days since 1970-01-01.
struct Day {
  std::int32_t number = 0;
  auto operator<=>(const Day&) const = default;
  Day operator+(int days) const { return Day{number + days}; }
  Day operator-(int days) const { return Day{number - days}; }
  int operator-(Day other) const { return number - other.number; }
  Day& operator++() {
    ++number;
    return *this;
  }
  static Day of(int year, int month, int day);
  int year() const;
  int month() const;
  int day_of_month() const;
  Weekday weekday() const;
  bool is_weekend() const { return weekday() >= Weekday::saturday; }
};

std::string to_text(Day day);                    // 2026-03-16
std::string to_chinese(Day day);                 // 2026年3月16日
std::string_view to_chinese(Weekday weekday);    // 星期一
std::optional<Day> parse_day(std::string_view);  // 2026-03-16, nothing else; refuses 2026-02-30

/// A moment, stored as microseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t micros = 0;
  auto operator<=>(const Instant&) const = default;
  Instant plus_seconds(std::int64_t seconds) const { return Instant{micros + seconds * 1'000'000}; }
  Day day() const;  // the day in China
};

Instant start_of(Day day);                               // midnight in China
std::string to_text(Instant instant);                    // 2026-03-16 17:05:09, China
std::string to_minute_text(Instant instant);             // 2026-03-16 17:05, China
std::string to_iso(Instant instant);                     // 2026-03-16T09:05:09.123456Z
std::string to_http_date(Instant instant);               // Mon, 16 Mar 2026 09:05:09 GMT
std::optional<Instant> parse_instant(std::string_view);  // the ISO form, with Z or +08:00, seconds optional

/// Time is passed in, never asked for: rules get a Day, use cases a Clock.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  Day today() const { return now().day(); }
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// For tests: stands still until it is moved.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant start) : m_now(start) {}
  Instant now() const override { return m_now; }
  void set(Instant instant) { m_now = instant; }
  void advance_seconds(std::int64_t seconds) { m_now = m_now.plus_seconds(seconds); }

 private:
  Instant m_now;
};

}  // namespace gongkai
