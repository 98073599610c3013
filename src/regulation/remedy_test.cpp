#include "regulation/remedy.hpp"

#include <gtest/gtest.h>

#include "regulation/test_cases.hpp"

namespace gongkai::regulation {
namespace {
const Day before = Day::of(2023, 12, 31), after = Day::of(2024, 1, 1);

const Outcome& outcome(std::string_view id) {
  return *catalog_outcomes().find(id);
}

Remedy remedy(std::string_view id, Day day = after, BodyKind body = BodyKind::department, bool online = false) {
  return remedy_of(outcome(id), body, day, online);
}

// Reconsideration law (2023) Art. 23(1)(4), 90: refusals under Art. 14 – 16, from 2024.
TEST(ReconsiderationLaw23, comes_first_for_refusals_under_articles_14_to_16) {
  for (const auto& one : catalog_outcomes().all()) {
    const bool refuses = one.id == "part" || one.id.starts_with("refuse_");
    EXPECT_EQ(remedy_class(one, after), refuses ? RemedyClass::a : RemedyClass::b) << one.id;
    EXPECT_EQ(remedy_class(one, before), RemedyClass::pre2024) << one.id;
  }
}

TEST(ReconsiderationLaw20, is_asked_for_within_60_days) {
  for (const auto& one : catalog_outcomes().all())
    EXPECT_EQ(remedy_of(one, BodyKind::department, after, false).review_days, 60);
}

// Administrative procedure law
TEST(ProcedureLaw45, a_suit_follows_within_15_days_of_the_decision) {
  EXPECT_EQ(remedy("refuse_secret").suit_after_review_days, 15);
}
TEST(ProcedureLaw46, a_direct_suit_is_open_for_6_months) {
  EXPECT_EQ(remedy("not_existing").suit_months, 6);
  EXPECT_EQ(remedy("refuse_secret").suit_months, 0);
  EXPECT_EQ(remedy("refuse_secret", before).suit_months, 6);
  EXPECT_EQ(remedy("part").suit_months, 6);  // for the part that was not refused
}

TEST(ReconsiderationLaw24, names_the_government_that_decides) {
  EXPECT_EQ(remedy("open", after, BodyKind::department).reviewer, Reviewer::same_level_government);
  EXPECT_EQ(remedy("open", after, BodyKind::government).reviewer, Reviewer::next_higher_government);
  EXPECT_EQ(remedy("open", after, BodyKind::authorised).reviewer, Reviewer::managing_government);
}
TEST(ReconsiderationLaw27, customs_taxes_and_the_like_go_to_their_superior) {
  EXPECT_EQ(remedy("open", after, BodyKind::vertical).reviewer, Reviewer::superior_department);
}
TEST(ReconsiderationLaw28, the_justice_department_leaves_a_choice) {
  EXPECT_EQ(remedy("open", after, BodyKind::justice).reviewer, Reviewer::government_or_superior_department);
}
TEST(Remedies, departments_left_a_choice_before_2024) {
  EXPECT_EQ(remedy("open", before, BodyKind::department).reviewer, Reviewer::government_or_superior_department);
}

TEST(ReconsiderationLaw22, letters_served_online_name_the_online_channel) {
  EXPECT_NE(words_of(remedy("open", after, BodyKind::department, true), {.online_address = "https://fy.example.cn"})
                .find("https://fy.example.cn"),
            std::string::npos);
  EXPECT_EQ(words_of(remedy("open"), {.online_address = "https://fy.example.cn"}).find("example.cn"),
            std::string::npos);
}

// Reconsideration law Art. 23(2): that it comes first must be told.
TEST(ReconsiderationLaw23, is_told_in_the_letter) {
  const RemedyNames names{.review_body = "云海市人民政府", .court = "云海市城中区人民法院"};
  const auto refused = words_of(remedy("refuse_third_party"), names);
  EXPECT_NE(refused.find("应当先申请行政复议"), std::string::npos);
  EXPECT_NE(refused.find("60日内"), std::string::npos);
  EXPECT_NE(refused.find("15日内"), std::string::npos);
  EXPECT_EQ(refused.find("6个月"), std::string::npos);
  const auto granted = words_of(remedy("open"), names);
  EXPECT_EQ(granted.find("应当先申请"), std::string::npos);
  EXPECT_NE(granted.find("云海市人民政府"), std::string::npos);
  EXPECT_NE(granted.find("6个月"), std::string::npos);
}

TEST(Remedies, of_a_partial_answer_tell_both_ways) {
  const auto words = words_of(remedy("part"), {});
  EXPECT_NE(words.find("不予公开的部分"), std::string::npos);
  EXPECT_NE(words.find("其他部分"), std::string::npos);
  EXPECT_EQ(words.find('{'), std::string::npos);
}

TEST(Remedies, name_the_paper_that_they_stand_on) {
  EXPECT_TRUE(words_of(remedy("open"), {}).starts_with("如不服本答复"));
  const auto words = words_of(remedy("petition"), {.paper = "本告知书"});
  EXPECT_NE(words.find("如不服本告知书"), std::string::npos);
  EXPECT_EQ(words.find("本答复"), std::string::npos);
}

// Civil procedure law Art. 85: a last day on a holiday moves to the next working day. For information only.
TEST(LastDays, move_to_the_next_working_day) {
  const auto& calendar = testing::official();
  EXPECT_EQ(last_day_of_days(Day::of(2026, 3, 2), 60, calendar), Day::of(2026, 5, 6));  // 1 May
  EXPECT_EQ(last_day_of_days(Day::of(2026, 3, 2), 15, calendar), Day::of(2026, 3, 17));
  EXPECT_EQ(last_day_of_months(Day::of(2026, 3, 2), 6, calendar), Day::of(2026, 9, 2));
  EXPECT_EQ(last_day_of_months(Day::of(2025, 8, 31), 6, calendar),
            Day::of(2026, 2, 28));  // no 31 February; a worked Saturday
  EXPECT_EQ(last_day_of_months(Day::of(2025, 4, 3), 6, calendar),
            Day::of(2025, 10, 9));  // within the holidays of October
}

TEST(BodyKinds, are_known_by_their_names) {
  for (const auto* id : {"department", "government", "authorised", "vertical", "justice"})
    EXPECT_EQ(id_of(*parse_body_kind(id)), id);
  EXPECT_EQ(parse_body_kind("emperor"), std::nullopt);
}

}  // namespace
}  // namespace gongkai::regulation
