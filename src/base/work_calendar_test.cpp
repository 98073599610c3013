#include "base/work_calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "base/assets.hpp"
#include "base/text.hpp"

namespace gongkai {
namespace {

WorkCalendar official() {
  return WorkCalendar(*parse_calendar(*assets::find("catalog/holidays.json")));
}

TEST(WorkCalendar, counts_every_published_case) {
  const auto calendar = official();
  std::ifstream file(std::string(GONGKAI_SOURCE_DIR) + "/src/base/cases/working_days.csv");
  std::string line;
  std::getline(file, line);
  int cases = 0;
  while (std::getline(file, line)) {
    const auto parts = split(line, ',');
    const auto start = *parse_day(parts[0]);
    const int working_days = std::stoi(std::string(parts[1]));
    EXPECT_EQ(to_text(calendar.add(start, working_days)), parts[2]) << line;
    EXPECT_EQ(to_text(calendar.explain(start, working_days).last), parts[2]) << line;
    EXPECT_EQ(calendar.count(start, *parse_day(parts[2])), working_days) << line;
    ++cases;
  }
  EXPECT_EQ(cases, 68);
}

// 国办 notices: the number of working days of each year, counted by hand from the notice.
TEST(WorkCalendar, years_have_the_working_days_of_their_notice) {
  const auto calendar = official();
  const std::map<int, int> expected{{2019, 250}, {2020, 249}, {2021, 250}, {2022, 249},
                                    {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, days] : expected)
    EXPECT_EQ(calendar.count(Day::of(year - 1, 12, 31), Day::of(year, 12, 31)), days) << year;
}

TEST(WorkCalendar, explains_the_spring_festival_of_2026_and_its_makeup_saturdays) {
  const auto term = official().explain(Day::of(2026, 2, 10), 20);
  EXPECT_EQ(to_text(term.last), "2026-03-16");
  EXPECT_FALSE(term.provisional);
  EXPECT_EQ(term.days.front().counted, 0);  // the start day is not counted
  int festival = 0;
  std::vector<std::string> makeup;
  for (const auto& day : term.days) {
    if (day.kind == DayKind::holiday && day.name == "春节") ++festival;
    if (day.kind == DayKind::makeup_workday) makeup.push_back(to_text(day.day));
  }
  EXPECT_EQ(festival, 9);
  EXPECT_EQ(makeup, (std::vector<std::string>{"2026-02-14", "2026-02-28"}));
}

TEST(WorkCalendar, a_year_without_a_notice_is_provisional) {
  const auto term = official().explain(Day::of(2026, 12, 25), 10);
  EXPECT_TRUE(term.provisional);
  EXPECT_EQ(official().status_of(2027), YearStatus::provisional);
  EXPECT_EQ(official().status_of(2026), YearStatus::announced);
}

/// An independent implementation: a plain list of the working days of all years, counted by index.
TEST(WorkCalendar, agrees_with_a_list_of_all_working_days) {
  const auto calendar = official();
  std::vector<Day> working;
  for (Day day = Day::of(2019, 1, 1); day <= Day::of(2027, 12, 31); ++day) {
    const auto year = calendar.years().find(day.year());
    const bool makeup = year != calendar.years().end() && year->second.makeup_workdays.contains(day);
    const bool holiday = year != calendar.years().end() && year->second.holidays.contains(day);
    if (makeup || (!holiday && static_cast<int>(day.weekday()) <= 5)) working.push_back(day);
  }
  std::mt19937 random(711);
  std::uniform_int_distribution<int> offset(0, 365 * 8), length(1, 120);
  for (int i = 0; i < 20'000; ++i) {
    const Day start = Day::of(2019, 1, 1) + offset(random);
    const int n = length(random);
    const auto after = std::upper_bound(working.begin(), working.end(), start);
    if (working.end() - after < n) continue;
    const Day last = after[n - 1];
    ASSERT_EQ(calendar.add(start, n), last) << to_text(start) << " + " << n;
    ASSERT_EQ(calendar.count(start, last), n);
    ASSERT_EQ(calendar.count(last, start), -n);
  }
}

TEST(CalendarFile, refuses_what_cannot_be_a_notice) {
  for (const auto* text : {"", "[]", "{", R"({"years":3})", R"({"years":[{"year":"2026"}]})",
                           R"({"years":[{"year":2026,"holidays":["2026-13-01"],"makeup_workdays":[]}]})",
                           R"({"years":[{"year":2026,"holidays":["2025-01-01"],"makeup_workdays":[]}]})",
                           R"({"years":[{"year":2026,"holidays":["2026-01-01","2026-01-01"],"makeup_workdays":[]}]})",
                           R"({"years":[{"year":2026,"holidays":[],"makeup_workdays":["2026-01-05"]}]})"})
    EXPECT_FALSE(parse_calendar(text)) << text;
  EXPECT_TRUE(parse_calendar(
      R"({"years":[{"year":2026,"holidays":["2026-01-01"],"makeup_workdays":["2026-01-04"],"status":"announced"}]})"));
}

}  // namespace
}  // namespace gongkai
