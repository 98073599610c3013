// The secrecy review form: Regulation Art. 17.
#include "review/secrecy.hpp"

#include <gmock/gmock.h>

namespace gongkai::review {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> list;
  for (const auto& fault : faults) list.push_back(fault.code);
  return list;
}

const SecrecySheet sheet{.title = "审查表", .items = {{"a", "事项一"}, {"b", "事项二"}}};
const Instant noon = start_of(Day::of(2026, 3, 2)).plus_seconds(12 * 3600);

std::vector<SecrecyAnswer> answered(std::string_view a, std::string_view b) {
  return {{.item = "a", .answer = std::string(a)}, {.item = "b", .answer = std::string(b)}};
}

TEST(Secrecy, sheet_of_the_catalog_is_whole) {
  EXPECT_EQ(secrecy_sheet().title, "信息公开保密审查表");
  EXPECT_GE(secrecy_sheet().items.size(), 5u);
}

TEST(Secrecy, sheet_is_refused_when_an_item_comes_twice_or_says_nothing) {
  EXPECT_FALSE(parse_secrecy_sheet(R"({"title":"t","items":[]})"));
  EXPECT_FALSE(parse_secrecy_sheet(R"({"title":"t","items":[{"id":"a","text":"x"},{"id":"a","text":"y"}]})"));
  EXPECT_FALSE(parse_secrecy_sheet(R"({"title":"t","items":[{"id":"a"}]})"));
  EXPECT_FALSE(parse_secrecy_sheet("nothing"));
}

TEST(Secrecy, a_concern_needs_a_word_about_it) {
  EXPECT_THAT(why_not_answer(sheet, {}, "a", "none", ""), IsEmpty());
  EXPECT_THAT(codes(why_not_answer(sheet, {}, "a", "concerned", "")), ElementsAre("secrecy.concern_unexplained"));
  EXPECT_THAT(codes(why_not_answer(sheet, {}, "z", "perhaps", "")),
              ElementsAre("secrecy.item_unknown", "secrecy.answer_missing"));
}

TEST(Secrecy, a_concluded_form_is_not_changed) {
  const SecrecyForm form{.conclusion = "public", .concluded_at = noon};
  EXPECT_THAT(codes(why_not_answer(sheet, form, "a", "none", "")), ElementsAre("secrecy.concluded"));
  EXPECT_THAT(codes(why_not_ask(form, "市国家保密局", "是否涉密")), ElementsAre("secrecy.concluded"));
}

TEST(Secrecy, is_concluded_item_by_item) {
  EXPECT_THAT(why_not_conclude(sheet, {}, answered("none", "none"), "public", ""), IsEmpty());
  EXPECT_THAT(codes(why_not_conclude(sheet, {}, {{.item = "b", .answer = "none"}}, "public", "")),
              ElementsAre("secrecy.item_open"));
  EXPECT_THAT(codes(why_not_conclude(sheet, {}, answered("none", "none"), "", "")),
              ElementsAre("secrecy.conclusion_missing"));
}

TEST(Secrecy, what_cannot_be_decided_goes_to_the_authority_by_article_17_3) {
  const auto answers = answered("concerned", "none");
  EXPECT_THAT(codes(why_not_conclude(sheet, {}, answers, "public", "意见")), ElementsAre("secrecy.concern_open"));
  SecrecyForm asked{.authority = "市国家保密局", .question = "是否可以公开", .asked_at = noon};
  EXPECT_THAT(codes(why_not_conclude(sheet, asked, answers, "public", "意见")),
              Contains("secrecy.waiting_for_authority"));
  EXPECT_THAT(codes(why_not_ask(asked, "市国家保密局", "再问")), ElementsAre("secrecy.waiting_for_authority"));
  asked.answered_at = noon;
  EXPECT_THAT(why_not_conclude(sheet, asked, answers, "public", "经确定可以公开"), IsEmpty());
}

TEST(Secrecy, a_refusal_says_why) {
  EXPECT_THAT(codes(why_not_conclude(sheet, {}, answered("concerned", "none"), "not_public", " ")),
              ElementsAre("secrecy.opinion_missing"));
}

TEST(Secrecy, an_answer_of_the_authority_needs_a_question) {
  EXPECT_THAT(codes(why_not_note_answer({}, "可以公开")), ElementsAre("secrecy.nothing_asked"));
}

TEST(Secrecy, clears_only_what_was_concluded_as_public) {
  EXPECT_THAT(codes(why_not_cleared(nullptr)), ElementsAre("secrecy.not_signed"));
  const SecrecyForm open, refused{.conclusion = "not_public", .concluded_at = noon},
      cleared{.conclusion = "public", .concluded_at = noon};
  EXPECT_THAT(codes(why_not_cleared(&open)), ElementsAre("secrecy.not_signed"));
  EXPECT_THAT(codes(why_not_cleared(&refused)), ElementsAre("secrecy.not_public"));
  EXPECT_THAT(why_not_cleared(&cleared), IsEmpty());
}

}  // namespace
}  // namespace gongkai::review
