#include "base/time.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace gongkai {
namespace {
using std::chrono::sys_days;
using std::chrono::year_month_day;
constexpr std::int64_t micros_per_day = 86'400'000'000;
constexpr std::int64_t china_offset = 8LL * 3600 * 1'000'000;

year_month_day date_of(Day day) {
  return year_month_day{sys_days{std::chrono::days{day.number}}};
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

struct Parts {
  Day day;
  int hour, minute, second, micros;
};

Parts split(std::int64_t micros) {
  const auto days = floor_div(micros, micros_per_day);
  auto rest = micros - days * micros_per_day;
  Parts parts{Day{static_cast<std::int32_t>(days)}, 0, 0, 0, static_cast<int>(rest % 1'000'000)};
  rest /= 1'000'000;
  parts.second = static_cast<int>(rest % 60);
  parts.minute = static_cast<int>(rest / 60 % 60);
  parts.hour = static_cast<int>(rest / 3600);
  return parts;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty()) return std::nullopt;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}
}  // namespace

Day Day::of(int year, int month, int day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  return Day{static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count())};
}
int Day::year() const {
  return static_cast<int>(date_of(*this).year());
}
int Day::month() const {
  return static_cast<int>(static_cast<unsigned>(date_of(*this).month()));
}
int Day::day_of_month() const {
  return static_cast<int>(static_cast<unsigned>(date_of(*this).day()));
}
Weekday Day::weekday() const {
  return static_cast<Weekday>(std::chrono::weekday{sys_days{std::chrono::days{number}}}.iso_encoding());
}

std::string to_text(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day_of_month());
}
std::string to_chinese(Day day) {
  return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day_of_month());
}
std::string_view to_chinese(Weekday weekday) {
  static constexpr std::array<std::string_view, 7> names{"星期一", "星期二", "星期三", "星期四",
                                                         "星期五", "星期六", "星期日"};
  return names[static_cast<std::size_t>(weekday) - 1];
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1) return std::nullopt;
  return Day::of(*year, *month, *day);
}

Day Instant::day() const {
  return Day{static_cast<std::int32_t>(floor_div(micros + china_offset, micros_per_day))};
}
Instant start_of(Day day) {
  return Instant{day.number * micros_per_day - china_offset};
}

std::string to_text(Instant instant) {
  const auto p = split(instant.micros + china_offset);
  return fmt::format("{} {:02}:{:02}:{:02}", to_text(p.day), p.hour, p.minute, p.second);
}
std::string to_minute_text(Instant instant) {
  return to_text(instant).substr(0, 16);
}
std::string to_iso(Instant instant) {
  const auto p = split(instant.micros);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", to_text(p.day), p.hour, p.minute, p.second, p.micros);
}
std::string to_http_date(Instant instant) {
  static constexpr std::array<const char*, 7> days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto p = split(instant.micros);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(p.day.weekday()) - 1],
                     p.day.day_of_month(), months[static_cast<std::size_t>(p.day.month() - 1)], p.day.year(), p.hour,
                     p.minute, p.second);
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 17 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  const auto hour = digits(text.substr(11, 2));
  const auto minute = digits(text.substr(14, 2));
  if (!day || !hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  text.remove_prefix(16);
  std::int64_t micros = (*hour * 60LL + *minute) * 60'000'000;
  if (text.starts_with(':')) {
    const auto second = digits(text.substr(1, 2));
    if (text.size() < 3 || !second || *second > 59) return std::nullopt;
    micros += *second * 1'000'000LL;
    text.remove_prefix(3);
    if (text.starts_with('.')) {
      text.remove_prefix(1);
      for (std::int64_t scale = 100'000; !text.empty() && text[0] >= '0' && text[0] <= '9';
           text.remove_prefix(1), scale /= 10)
        micros += (text[0] - '0') * scale;
    }
  }
  if (text == "+08:00") micros -= china_offset;
  else if (text != "Z") return std::nullopt;
  return Instant{day->number * micros_per_day + micros};
}

Instant SystemClock::now() const {
  using namespace std::chrono;
  return Instant{duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace gongkai
