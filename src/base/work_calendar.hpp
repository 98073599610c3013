// Working days in China: weekends and the holidays of the State Council's yearly notice are off, and some Saturdays
// and Sundays are worked instead (调休). The notices are data; a year without one is provisional.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace gongkai {

enum class YearStatus { announced, provisional };

struct CalendarYear {
  int year = 0;
  YearStatus status = YearStatus::provisional;
  std::map<Day, std::string> holidays{};         // day → name of the holiday, weekend days inside the block included
  std::map<Day, std::string> makeup_workdays{};  // worked Saturdays and Sundays → name of the holiday they pay for
  std::string source{};                          // where the notice was published
};

enum class DayKind { workday, makeup_workday, weekend, holiday };

/// One line of an explained count.
struct CountedDay {
  Day day;
  DayKind kind = DayKind::workday;
  std::string name{};        // of the holiday
  int counted = 0;           // which working day of the term this is; 0 if the day does not count
  bool provisional = false;  // the year's notice is not out yet: weekends only
};

struct Term {
  Day last;                        // the last day of the term
  bool provisional = false;        // some day of it lies in a year without a notice
  std::vector<CountedDay> days{};  // start day (not counted) … last day
};

class WorkCalendar {
 public:
  WorkCalendar() = default;
  explicit WorkCalendar(std::vector<CalendarYear> years);

  bool is_workday(Day day) const;
  DayKind kind_of(Day day) const;
  std::string_view holiday_name(Day day) const;  // "" on an ordinary day
  YearStatus status_of(int year) const;

  /// The n-th working day after `start`; the start day is not counted. n ≥ 1.
  Day add(Day start, int working_days) const;
  /// The same, with every day from `start` to the last and why it counts or not.
  Term explain(Day start, int working_days) const;
  /// Working days after `from` up to and including `to`; negative when `to` lies before `from`.
  int count(Day from, Day to) const;

  const std::map<int, CalendarYear>& years() const { return m_years; }

 private:
  std::map<int, CalendarYear> m_years;
};

/// Reads the format of catalog/holidays.json; every fault names its place.
Result<std::vector<CalendarYear>> parse_calendar(std::string_view json);

std::string_view to_chinese(DayKind kind);

}  // namespace gongkai
