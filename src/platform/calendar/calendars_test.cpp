#include "platform/calendar/calendars.hpp"

#include <gtest/gtest.h>

#include "base/assets.hpp"
#include "tests/support/services.hpp"

namespace gongkai::calendar {
namespace {
using testing::actor_with;

/// A made-up notice for 2027: New Year's Day off, the Saturday after worked.
CalendarYear notice_of_2027() {
  return {.year = 2027,
          .status = YearStatus::announced,
          .holidays = {{Day::of(2027, 1, 1), "元旦"}},
          .makeup_workdays = {{Day::of(2027, 1, 9), "元旦"}},
          .source = "通知"};
}

class CalendarYears : public testing::EachEngineWithServices {
 protected:
  CalendarYears() : EachEngineWithServices({"platform/calendar"}) {}
  Context administrator() { return test().as(actor_with({"system.manage"})); }
};
ON_EACH_ENGINE(CalendarYears);

TEST_P(CalendarYears, come_from_the_catalog_until_the_office_enters_one) {
  Calendars calendars(database());
  EXPECT_EQ(calendars.current()->status_of(2026), YearStatus::announced);
  EXPECT_EQ(calendars.current()->status_of(2027), YearStatus::provisional);
  EXPECT_TRUE(calendars.current()->is_workday(Day::of(2027, 1, 1)));

  auto context = administrator();
  ASSERT_TRUE(set_year(context, notice_of_2027(), 0));
  calendars.reload();
  EXPECT_EQ(calendars.current()->status_of(2027), YearStatus::announced);
  EXPECT_FALSE(calendars.current()->is_workday(Day::of(2027, 1, 1)));
  EXPECT_TRUE(calendars.current()->is_workday(Day::of(2027, 1, 9)));
  EXPECT_EQ(calendars.current()->holiday_name(Day::of(2027, 1, 1)), "元旦");
}

TEST_P(CalendarYears, keep_every_version_because_a_notice_can_change_within_its_year) {
  auto context = administrator();
  ASSERT_EQ(set_year(context, notice_of_2027(), 0), 1);
  auto changed = notice_of_2027();
  changed.makeup_workdays.clear();
  ASSERT_EQ(set_year(context, changed, 1), 2);
  const auto versions = versions_of(database(), 2027);
  ASSERT_EQ(versions.size(), 3u);  // the catalog's "not announced" is the oldest
  EXPECT_EQ(versions[0].version, 2);
  EXPECT_TRUE(versions[0].year.makeup_workdays.empty());
  EXPECT_EQ(versions[1].year.makeup_workdays.size(), 1u);
  EXPECT_EQ(versions[2].version, 0);
}

TEST_P(CalendarYears, are_not_overwritten_by_one_who_saw_an_older_version) {
  auto context = administrator();
  ASSERT_TRUE(set_year(context, notice_of_2027(), 0));
  const auto late = set_year(context, notice_of_2027(), 0);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "version.conflict");
}

TEST_P(CalendarYears, are_entered_only_by_the_system_administrator) {
  auto context = test().as(actor_with({"system.read"}));
  const auto refused = set_year(context, notice_of_2027(), 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::forbidden);
}

TEST_P(CalendarYears, with_a_worked_weekday_are_refused) {
  auto wrong = notice_of_2027();
  wrong.makeup_workdays = {{Day::of(2027, 1, 6), "元旦"}};  // a Wednesday
  auto context = administrator();
  EXPECT_FALSE(set_year(context, wrong, 0));
}

TEST(CalendarJson, is_what_the_file_reader_takes_back) {
  const auto years = parse_calendar(*assets::find("catalog/holidays.json"));
  ASSERT_TRUE(years);
  for (const auto& year : *years) {
    const auto again = parse_calendar(json::to_string(json::object{{"years", json::array{to_json(year)}}}));
    ASSERT_TRUE(again) << year.year;
    EXPECT_EQ(again->front().holidays, year.holidays);
    EXPECT_EQ(again->front().makeup_workdays, year.makeup_workdays);
    EXPECT_EQ(again->front().status, year.status);
  }
}

}  // namespace
}  // namespace gongkai::calendar
