// Every line of cases/clock_*.csv against the clock. The expected columns come from tests/oracle/clock.py and from counting by hand.
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"
#include "regulation/test_cases.hpp"

namespace gongkai::regulation {
namespace {
using testing::case_lines;

Result<ClockReading> reading_of(const testing::CaseLine& line) {
  const auto& calendar = testing::calendar_named(line.at("日历"));
  return clock(testing::history_of(line), calendar, catalog_rules(), *parse_day(line.at("推算日")));
}

std::string codes_of(const ClockReading& reading) {
  std::string codes;
  for (const auto& warning : reading.warnings) codes += (codes.empty() ? "" : " ") + warning.code;
  return codes;
}

TEST(ClockCases, are_read_as_the_table_says) {
  const auto lines = case_lines("clock_");
  for (const auto& line : lines) {
    SCOPED_TRACE(line.place + " " + line.at("案例"));
    const auto reading = reading_of(line);
    ASSERT_TRUE(reading) << i18n::messages().message(reading.error());
    EXPECT_EQ(name_of(reading->state), line.at("状态"));
    EXPECT_EQ(reading->reply_due ? to_text(*reading->reply_due) : "", line.at("应答复日"));
    EXPECT_EQ(std::to_string(reading->remaining_working_days), line.at("剩余"));
    EXPECT_EQ(reading->on_time ? (*reading->on_time ? "是" : "否") : "", line.at("按期"));
    EXPECT_EQ(reading->provisional ? "是" : "", line.at("暂按周末"));
    EXPECT_EQ(codes_of(*reading), line.at("提示"));
  }
  EXPECT_GE(lines.size(), 220u);
}

TEST(ClockCases, name_the_article_that_decides_them) {
  for (const auto& prefix : {"clock_", "impossible"})
    for (const auto& line : case_lines(prefix)) EXPECT_FALSE(line.at("条文").empty()) << line.place;
}

TEST(ClockCases, refuse_what_cannot_have_happened) {
  const auto lines = case_lines("impossible");
  for (const auto& line : lines) {
    SCOPED_TRACE(line.place + " " + line.at("案例"));
    const auto reading = reading_of(line);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, "regulation." + line.at("原因"));
    const auto text = i18n::messages().message(reading.error());
    EXPECT_NE(text, reading.error().code);
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
  }
  EXPECT_GE(lines.size(), 40u);
}

// The count can be followed with a finger: it rises by one on each counted day and ends at the term on the due day.
TEST(ClockCases, explain_every_day_up_to_the_due_day) {
  for (const auto& line : case_lines("clock_")) {
    SCOPED_TRACE(line.place + " " + line.at("案例"));
    const auto reading = reading_of(line).value();
    Day expected = reading.received;
    int last = 0;
    for (const auto& day : reading.explanation) {
      ASSERT_EQ(day.day, expected);
      ++expected;
      if (day.why == Why::start) last = 0;
      if (!day.counted) continue;
      ASSERT_EQ(day.counted, ++last);
    }
    if (!reading.reply_due) continue;
    EXPECT_EQ(reading.explanation.back().day, *reading.reply_due);
    EXPECT_EQ(last, reading.term);
  }
}

}  // namespace
}  // namespace gongkai::regulation
