#include "applicants/term_count.hpp"

#include "applicants/page_parts.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string count_of(const regulation::ExplainedDay& day) {
  if (day.counted == 0) return words("applicants.not_counted");
  return text("applicants.counted", {{"number", std::to_string(day.counted)}});
}

std::string short_date(Day day) {
  return fmt::format("{}-{}", day.month(), day.day_of_month());
}

std::string short_why(const regulation::ExplainedDay& day) {
  using regulation::Why;
  switch (day.why) {
    case Why::start: return words("applicants.week_start");
    case Why::workday:
    case Why::makeup_workday:
      return day.counted > 0 ? text("applicants.week_counted", {{"number", std::to_string(day.counted)}}) : "";
    case Why::weekend:
    case Why::holiday: return words("applicants.week_off");
    case Why::waiting_correction:
    case Why::waiting_fee:
    case Why::at_rest:
    case Why::paused: return words("applicants.week_paused");
  }
  return "";
}

}  // namespace

Result<Forecast> forecast_of(Day arrived, const WorkCalendar& calendar, const regulation::Rules& rules) {
  using regulation::Act;
  constexpr auto internet = regulation::Channel::internet;
  const auto by = regulation::confirm_by(internet, arrived, calendar, rules.on(arrived).confirm_days);
  const Day last = by.value_or(arrived);
  const regulation::History history{
      .channel = internet, .events = {{.on = arrived, .act = Act::received}, {.on = last, .act = Act::confirmed}}};
  return Forecast{
      .arrived = arrived, .confirm_by = last, .reading = TRY(regulation::clock(history, calendar, rules, last))};
}

Html day_table(const regulation::ClockReading& reading, bool open) {
  if (reading.explanation.empty()) return {};
  Table table{.caption = words("applicants.count_caption"),
              .columns = {words("applicants.count_day"), words("applicants.count_weekday"),
                          words("applicants.count_number"), words("applicants.count_why")},
              .rows = {}};
  for (const auto& day : reading.explanation)
    table.rows.push_back(
        {gongkai::to_text(day.day), gongkai::to_chinese(day.day.weekday()), count_of(day), regulation::why_of(day)});
  return details({cls("count"), flag("open", open)}, summary(text("applicants.count_show")), data_table(table));
}

Html week_table(const regulation::ClockReading& reading) {
  if (reading.explanation.empty()) return {};
  Table table{.caption = words("applicants.count_caption"), .columns = week_columns(), .rows = {}};
  for (const auto& week : week_rows(reading)) table.rows.emplace_back(week.begin(), week.end());
  return div({cls("weeks")}, data_table(table));
}

std::vector<std::string> week_columns() {
  std::vector<std::string> names;
  for (int i = 1; i <= 7; ++i) names.emplace_back(gongkai::to_chinese(static_cast<Weekday>(i)));
  return names;
}

std::vector<std::vector<std::string>> week_rows(const regulation::ClockReading& reading) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& day : reading.explanation) {
    const auto place = static_cast<std::size_t>(day.day.weekday()) - 1;
    if (rows.empty() || place == 0) rows.emplace_back(7);
    rows.back()[place] = short_date(day.day) + " " + short_why(day);
  }
  return rows;
}

}  // namespace gongkai::applicants
