#include "applicants/term_count.hpp"

#include <gmock/gmock.h>

#include "base/assets.hpp"
#include "regulation/describe.hpp"

namespace gongkai::applicants {
namespace {

using ::testing::HasSubstr;

const WorkCalendar& calendar() {
  static const WorkCalendar loaded(parse_calendar(assets::find("catalog/holidays.json").value()).value());
  return loaded;
}

Forecast forecast(Day arrived) {
  return forecast_of(arrived, calendar(), regulation::catalog_rules()).value();
}

// Sent in the evening of 30 September 2026, a Wednesday. 1–7 October are off, Saturday the 10th is worked. Art. 31(3): to be
// confirmed by the next working day, 8 October. Art. 33(2): 20 working days from the 9th: 9, 10, 12–16, 19–23, 26–30
// October, 2–4 November.
TEST(Forecast, counts_over_the_national_day_with_its_worked_saturday) {
  const auto found = forecast(Day::of(2026, 9, 30));
  EXPECT_EQ(found.confirm_by, Day::of(2026, 10, 8));
  EXPECT_EQ(found.reading.reply_due, Day::of(2026, 11, 4));
}

TEST(Forecast, lists_every_day_with_its_reason) {
  const auto page = day_table(forecast(Day::of(2026, 9, 30)).reading, true).markup();
  EXPECT_THAT(page, HasSubstr("2026-10-10"));
  EXPECT_THAT(page, HasSubstr("调休上班"));
  EXPECT_THAT(page, HasSubstr("第20日"));
}

TEST(Forecast, says_the_same_on_paper) {
  const auto rows = week_rows(forecast(Day::of(2026, 9, 30)).reading);
  ASSERT_FALSE(rows.empty());
  std::string all;
  for (const auto& row : rows) {
    EXPECT_EQ(row.size(), week_columns().size());
    for (const auto& cell : row) all += cell + "|";
  }
  EXPECT_THAT(all, HasSubstr("10-10 第2日"));
  EXPECT_THAT(all, HasSubstr("10-11 休"));
  EXPECT_THAT(all, HasSubstr("11-4 第20日"));
}

TEST(Forecast, marks_what_runs_into_a_year_without_notice) {
  EXPECT_TRUE(forecast(Day::of(2026, 12, 21)).reading.provisional);
}

// Properties over three years: the day of confirmation is never counted, twenty days are.
TEST(Forecast, always_counts_twenty_working_days_after_the_confirmation) {
  for (Day day = Day::of(2023, 1, 1); day < Day::of(2026, 1, 1); ++day) {
    const auto found = forecast(day);
    ASSERT_TRUE(found.reading.reply_due) << to_text(day);
    EXPECT_EQ(calendar().count(found.confirm_by, *found.reading.reply_due), 20) << to_text(day);
  }
}

}  // namespace
}  // namespace gongkai::applicants
