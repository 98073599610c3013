#include "case_library/rules.hpp"

#include <gmock/gmock.h>

#include <random>

#include "base/text.hpp"
#include "case_library/birth.hpp"

namespace gongkai::case_library {

namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::vector<Sealed> values() {
  return {{"applicant", "欧阳测试"},          {"document_number", "11010519491231002X"},
          {"phone", "13800001234"},           {"email", "tester@example.cn"},
          {"address", "云海市观海路99号"},    {"postcode", "264000"},
          {"party", "云海示例水产有限公司"},  {"contact", "办公室"},
          {"case_number", "20260302-ABC123"}, {"file_name", "欧阳测试房产证扫描件.pdf"}};
}
Needles sought() {
  return needles_of(values(), settings());
}
std::int64_t left(std::string_view text) {
  return prove(text, sought(), settings()).left();
}
std::string clean(std::string_view text) {
  return anonymised(text, sought(), settings());
}
const Count& count_of(const Proof& proof, std::string_view kind) {
  return *std::ranges::find(proof.counts, kind, &Count::kind);
}

struct Spelling {
  const char* name;
  const char* text;
};
void PrintTo(const Spelling& spelling, std::ostream* out) {
  *out << spelling.name;
}
class Spellings : public ::testing::TestWithParam<Spelling> {};

TEST_P(Spellings, of_a_sealed_value_are_found) {
  EXPECT_GT(left(GetParam().text), 0) << GetParam().text;
}
TEST_P(Spellings, of_a_sealed_value_are_replaced) {
  EXPECT_EQ(left(clean(GetParam().text)), 0) << clean(GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(
    All, Spellings,
    ::testing::Values(
        Spelling{"name", "申请人欧阳测试来电"}, Spelling{"name_with_blanks", "欧 阳 测　试来电"},
        Spelling{"name_with_dots", "欧阳·测·试要求"}, Spelling{"given_name", "测试先到窗口"},
        Spelling{"name_over_lines", "欧阳\n测试"}, Spelling{"name_with_invisible", "欧阳\xE2\x80\x8B测试"},
        Spelling{"title", "欧阳先生不服"}, Spelling{"moderate_mask", "欧阳某不服"},
        Spelling{"phone_full_width", "电话１３８００００１２３４"}, Spelling{"phone_in_groups", "138-0000-1234"},
        Spelling{"phone_in_han", "一三八〇〇〇〇一二三四"},
        Spelling{"phone_with_zero_written", "一三八零零零零一二三四"}, Spelling{"id_small_x", "11010519491231002x"},
        Spelling{"id_in_groups", "110105 19491231 002X"}, Spelling{"born", "1949年12月31日的"},
        Spelling{"born_dashes", "1949-12-31"}, Spelling{"mail", "ＴＥＳＴＥＲ＠example.cn"},
        Spelling{"address", "观海路99号，云海市观海路９９号"}, Spelling{"postcode", "邮编264000。"},
        Spelling{"organisation", "云海示例水产公司认为"}, Spelling{"organisation_core", "云海示例水产不同意"},
        Spelling{"number", "案号20260302abc123"}, Spelling{"file", "见欧阳测试房产证扫描件"}));

TEST(Needles, are_searched_without_what_means_nothing) {
  EXPECT_EQ(left("本机关办公室收到申请后，依法答复。"), 0) << "a general word is no name";
  EXPECT_EQ(sought().passed_over, 1);
  EXPECT_EQ(left("金额为1264000元"), 0) << "a postcode within a longer number";
  EXPECT_EQ(left("本机关于2026年3月2日收到申请"), 0) << "a date is no day of birth";
}

TEST(Needles, find_what_the_case_does_not_hold) {
  EXPECT_GT(left("请致电13911112222"), 0);
  EXPECT_GT(left("申请人：王小明，要求公开"), 0);
  EXPECT_GT(left("邻居1980年5月6日出生"), 0);
}

TEST(Drafts, say_who_it_was_in_neutral_words) {
  const auto text = clean("欧阳测试（电话13800001234）申请公开云海示例水产有限公司的排污许可证");
  EXPECT_THAT(text, AllOf(HasSubstr("申请人"), HasSubstr("第三方"), HasSubstr("排污许可证")));
  EXPECT_THAT(text, Not(HasSubstr("1380")));
}

TEST(Drafts, hold_their_own_proof) {
  const Facts facts{.description = "本人欧阳测试，住云海市观海路99号，请公开征地批文",
                    .steps = {"收到申请", "征求第三方意见"},
                    .answer = "予以公开（条例第三十六条）。",
                    .reasons = "经检索，向欧阳测试提供"};
  const auto text = drafted(facts, sought(), settings());
  EXPECT_EQ(left(whole_of(text)), 0) << whole_of(text);
  EXPECT_THAT(text.course, HasSubstr("征求第三方意见"));
  EXPECT_THAT(left_in(text, sought(), settings()), IsEmpty());
}

TEST(Proofs, say_what_was_searched_and_never_the_values) {
  const auto proof = prove("申请人要求公开批文", sought(), settings());
  EXPECT_TRUE(proof.holds());
  EXPECT_EQ(count_of(proof, "applicant").searched, 1);
  EXPECT_GT(count_of(proof, "applicant").fragments, 3);
  EXPECT_GT(count_of(proof, "born").searched, 1);
  for (const auto& count : proof.counts) EXPECT_TRUE(settings().neutral.contains(count.kind)) << count.kind;
}

TEST(Proofs, hold_for_one_text_alone) {
  const auto one = prove("申请人要求公开批文", sought(), settings());
  EXPECT_NE(one.digest, prove("申请人要求公开批文。", sought(), settings()).digest);
  EXPECT_FALSE(Proof{}.holds()) << "without a text there is no proof";
}

TEST(Proofs, show_where_something_is_left) {
  const Text text{.title = "甲案", .question = "欧阳测试要求公开", .answer = "无"};
  const auto places = left_in(text, sought(), settings());
  ASSERT_THAT(places, SizeIs(1));
  EXPECT_EQ(places[0].field, "question");
  EXPECT_EQ(places[0].text, "欧阳测试");
  EXPECT_EQ(places[0].after, "要求公开");
}

/// Values put into a text at any place, in any spelling: the draft of the rules holds its proof.
TEST(Proofs, hold_for_what_the_rules_made_of_any_text) {
  std::mt19937 random(7);
  const std::vector<std::string> words{"请公开", "征地批文", "，", "。", "关于",
                                       "2026年", "补偿标准", "\n", "（", "12亩"};
  const auto all = values();
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) {
      if (random() % 3 == 0) {
        const auto characters = to_code_points(all[random() % all.size()].text);
        for (const char32_t c : characters) {
          text += to_utf8({&c, 1});
          if (random() % 5 == 0) text += "　";
        }
      } else {
        text += words[random() % words.size()];
      }
    }
    EXPECT_EQ(left(clean(text)), 0) << text << "\n→ " << clean(text);
  }
}

TEST(Confirming, is_for_somebody_who_did_not_write) {
  Study study{.text = {"题", "问", "经过", "答", "要点"}};
  const auto proof = prove(whole_of(study.text), sought(), settings());
  EXPECT_THAT(why_not_confirm(study, proof, PersonId{2}, {PersonId{1}}), IsEmpty());
  EXPECT_THAT(why_not_confirm(study, proof, PersonId{1}, {PersonId{1}}),
              Contains(::testing::Field(&Fault::code, "case_library.second_person")));
}

TEST(Confirming, needs_the_proof_of_this_very_text) {
  Study study{.text = {"题", "问", "经过", "答", "要点"}};
  const auto proof = prove(whole_of(study.text), sought(), settings());
  EXPECT_EQ(stage_of(study, proof), Stage::proven);
  study.text.lesson = "要点改了";
  EXPECT_EQ(stage_of(study, proof), Stage::drafted);
  EXPECT_THAT(why_not_confirm(study, proof, PersonId{2}, {PersonId{1}}),
              Contains(::testing::Field(&Fault::code, "case_library.not_proven")));
}

TEST(Confirming, needs_every_part_written) {
  Study study{.text = {"题", "问", "经过", "答", ""}};
  const auto proof = prove(whole_of(study.text), sought(), settings());
  EXPECT_THAT(why_not_confirm(study, proof, PersonId{2}, {}), Contains(::testing::Field(&Fault::field, "lesson")));
}

TEST(Births, are_read_out_of_a_residents_number) {
  EXPECT_THAT(birth_writings("11010519491231002X"), Contains("1949年12月31日"));
  EXPECT_THAT(birth_writings("E12345678"), IsEmpty());
  EXPECT_THAT(birth_writings("ABCDEFGHIJKLMNOPQR"), IsEmpty());
}

TEST(Settings, refuse_a_broken_catalog) {
  EXPECT_THROW(parse_settings("{}"), std::runtime_error);
  EXPECT_THROW(parse_settings("["), std::runtime_error);
}

}  // namespace

}  // namespace gongkai::case_library
