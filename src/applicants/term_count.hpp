// How a term was counted, for people: day by day on the page, week by week on paper.
#pragma once
#include <string>
#include <vector>

#include "platform/html/html.hpp"
#include "regulation/clock.hpp"

namespace gongkai::applicants {

/// What may be said on the day a request came in by the internet: it has to be confirmed by a day (Art. 31(3)), and if it is
/// confirmed then, the term ends on that one.
struct Forecast {
  Day arrived{};
  Day confirm_by{};
  regulation::ClockReading reading{};  // as if it were confirmed on the last day
};
Result<Forecast> forecast_of(Day arrived, const WorkCalendar& calendar, const regulation::Rules& rules);

/// A table of all days with the reason why each counts or not; closed until it is asked for, unless `open`.
html::Html day_table(const regulation::ClockReading& reading, bool open);

/// The same as weeks, for print alone: a term of any length stays on the sheet.
html::Html week_table(const regulation::ClockReading& reading);

/// Weeks from Monday to Sunday: "10-9 第1日", "10-1 休".
std::vector<std::vector<std::string>> week_rows(const regulation::ClockReading& reading);
std::vector<std::string> week_columns();

}  // namespace gongkai::applicants
