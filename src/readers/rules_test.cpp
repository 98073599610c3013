#include "readers/rules.hpp"

#include <gmock/gmock.h>

#include "content/test_site.hpp"

namespace gongkai::readers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ErrorForm good_form() {
  return {.kind = "typo", .page = "/d/0000000000001", .words = "“供暧”应为“供暖”"};
}

TEST(ErrorForms, say_all_that_is_missing_at_once) {
  const auto refused = checked(ErrorForm{}, settings());
  ASSERT_FALSE(refused);
  EXPECT_THAT(content::codes_of(refused.error()), ElementsAre("readers.kind_missing", "readers.words_missing"));
  EXPECT_TRUE(checked(good_form(), settings()));
}

TEST(ErrorForms, are_bounded) {
  auto form = good_form();
  form.words.assign(1001, 'x');
  form.contact.assign(101, 'x');
  const auto refused = checked(form, settings());
  ASSERT_FALSE(refused);
  EXPECT_THAT(content::codes_of(refused.error()), ElementsAre("readers.too_long", "readers.too_long"));
}

TEST(PageAddresses, are_of_these_sites_only) {
  EXPECT_EQ(page_of("https://www.yunhai.example/c/notices?page=2"), "/c/notices?page=2");
  EXPECT_EQ(page_of("  /d/0000000000001 "), "/d/0000000000001");
  EXPECT_EQ(page_of("https://www.yunhai.example"), "/");
  for (const auto* hostile : {"//elsewhere.example", "javascript:alert(1)", "/a b", "/\\elsewhere.example", "/a\nb",
                              "https:////elsewhere.example", "", "c/notices"})
    EXPECT_THAT(page_of(hostile), IsEmpty()) << hostile;
  EXPECT_THAT(page_of("/" + std::string(600, 'x')), IsEmpty());
}

TEST(ReadableCodes, take_every_byte_and_no_letter_that_looks_like_a_digit) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  const auto code = readable_code(every);
  EXPECT_EQ(code.size(), 256U);
  EXPECT_EQ(code.find_first_of("01OIl"), std::string::npos);
  EXPECT_EQ(number_of(Day::of(2026, 3, 16), std::string(5, '\0')), "20260316-22222");
}

TEST(Waiting, counts_working_days_and_stops_with_the_answer) {
  const WorkCalendar calendar;                                           // weekends only
  const ErrorReport open{.received_at = start_of(Day::of(2026, 3, 5))};  // Thursday
  const auto in_time = waiting_of(open, calendar, 3, Day::of(2026, 3, 10));
  EXPECT_EQ(in_time.working_days, 3);
  EXPECT_EQ(in_time.due, Day::of(2026, 3, 10));
  EXPECT_FALSE(in_time.overdue);
  EXPECT_TRUE(waiting_of(open, calendar, 3, Day::of(2026, 3, 11)).overdue);
  auto answered = open;
  answered.answered_at = start_of(Day::of(2026, 3, 6));
  EXPECT_EQ(waiting_of(answered, calendar, 3, Day::of(2026, 4, 30)).working_days, 1);
}

TEST(Opinions, may_come_without_words_but_not_with_too_many) {
  EXPECT_TRUE(checked(Opinion{.useful = true}));
  EXPECT_FALSE(checked(Opinion{.useful = true, .words = std::string(501, 'x')}));
}

}  // namespace
}  // namespace gongkai::readers
