#include "request_mining/topics.hpp"

#include <gmock/gmock.h>

#include "base/text.hpp"

namespace gongkai::request_mining {

namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<Asked> month(const std::vector<std::string>& descriptions) {
  std::vector<Asked> all;
  for (const auto& text : descriptions) {
    const auto number = std::ssize(all) + 1;
    all.push_back({.id = CaseId{number}, .applicant = "p" + std::to_string(number), .description = text});
  }
  return all;
}
std::vector<Topic> topics(const std::vector<std::string>& now, const std::vector<std::string>& before = {}) {
  return topics_of(month(now), month(before), settings());
}
auto word(const std::string& text) {
  return Field("word", &Topic::word, text);
}

TEST(Words, stand_between_what_says_nothing) {
  const auto words = words_in("请求公开2025年度集体土地征收的补偿标准（全部材料）", settings());
  EXPECT_THAT(words, Contains(std::u32string(U"集体土地征收")));
  EXPECT_THAT(words, Contains(std::u32string(U"补偿标准")));
  for (const auto& one : words) EXPECT_EQ(one.find(U'的'), one.npos);
}

TEST(Words, survive_any_text) {
  EXPECT_THAT(words_in("", settings()), IsEmpty());
  EXPECT_THAT(words_in("\xFF\xFE的的的", settings()), IsEmpty());
  std::string endless;
  for (int i = 0; i < 20'000; ++i) endless += "征";
  EXPECT_THAT(words_in(endless, settings()), SizeIs(settings().longest - settings().shortest + 1));
}

TEST(Topics, are_words_of_several_requests) {
  const auto found = topics({"集体土地征收批文", "集体土地征收补偿标准", "公租房配租名单"});
  EXPECT_THAT(found, Contains(word("集体土地征收")));
  EXPECT_THAT(found, Not(Contains(word("公租房配租名单"))));
}

TEST(Topics, leave_out_parts_that_stand_for_nothing_else) {
  const auto found = topics({"集体土地征收批文", "集体土地征收补偿标准"});
  EXPECT_THAT(found, Not(Contains(word("土地征收"))));
  EXPECT_THAT(found, Not(Contains(word("体土"))));
}

TEST(Topics, keep_a_part_that_others_ask_for_too) {
  const auto found = topics({"集体土地征收批文", "集体土地征收补偿", "国有土地征收公告"});
  EXPECT_THAT(found, Contains(word("集体土地征收")));
  EXPECT_THAT(found, Contains(word("土地征收")));
}

TEST(Topics, begin_with_what_rises_most_against_the_month_before) {
  const auto found = topics({"校车安全检查", "校车安全检查", "校车安全检查", "征地批文", "征地批文"},
                            {"征地批文", "征地批文", "征地批文"});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().word, "校车安全检查");
  EXPECT_EQ(found.front().rise(), 3);
  EXPECT_EQ(found.back().word, "征地批文");
  EXPECT_EQ(found.back().rise(), -1);
}

TEST(Topics, show_outsiders_nothing_of_fewer_than_three_people) {
  auto now = month({"校车安全检查", "校车安全检查", "校车安全检查", "征地批文", "征地批文"});
  now[1].applicant = now[0].applicant;  // three cases, two people
  EXPECT_THAT(shown_to_outsiders(topics_of(now, {}, settings()), settings()), IsEmpty());
  now[1].applicant = "another";
  const auto shown = shown_to_outsiders(topics_of(now, {}, settings()), settings());
  ASSERT_THAT(shown, SizeIs(1));
  EXPECT_EQ(shown[0].now, 3);
  EXPECT_EQ(shown[0].before, std::nullopt) << "none is a small number, too";
}

TEST(Topics, never_show_outsiders_a_count_below_k) {
  for (std::int64_t people = 0; people < 10; ++people) {
    const auto count = shown_count(people + 1, people, settings());
    EXPECT_EQ(count.has_value(), people >= 3) << people;
  }
}

TEST(Topics, are_found_again_in_their_cases) {
  EXPECT_TRUE(holds("请求公开集体土地征收批文", "土地征收", settings()));
  EXPECT_FALSE(holds("请求公开集体土地。征收批文", "土地征收", settings()));
}

}  // namespace

}  // namespace gongkai::request_mining
