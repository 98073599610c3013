#include "finding/rules.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace gongkai::finding {
namespace {

std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> found;
  for (const auto& fault : faults) found.push_back(fault.code);
  return found;
}
using Codes = std::vector<std::string>;

TEST(NormalQuery, is_one_form_for_all_ways_to_type_a_question) {
  for (const char* typed : {"公积金 提取", "  公积金　提取 ", "《公积金》，提取！", "公积金\t提取", "公积金、提取"})
    EXPECT_EQ(normal_query(typed), "公积金 提取") << typed;
  EXPECT_EQ(normal_query("ＰＭ２.５"), "pm2 5");
  EXPECT_EQ(normal_query("云政发〔2026〕12号"), "云政发 2026 12号");
  EXPECT_EQ(normal_query("？！"), "");
}

TEST(NormalQuery, is_bounded_and_stays_as_it_is) {
  std::string longest;
  for (int i = 0; i < 5000; ++i) longest += "公开，";
  const auto once = normal_query(longest);
  EXPECT_LE(count_characters(once), 40U);
  for (const char* text : {"公积金", "a\xFF b", "1 2 3", ""})
    EXPECT_EQ(normal_query(normal_query(text)), normal_query(text));
  EXPECT_EQ(normal_query(once), once);
}

// Personal Information Protection Law Art. 6: nothing is kept that the purpose does not need.
TEST(Personal, questions_by_which_somebody_could_be_known_are_not_kept) {
  for (const char* typed :
       {"13900000000", "139 0000 0000", "１３９００００００００", "0000-6000002", "11010119900307001X", "张某某 低保",
        "王小明先生", "李女士 投诉", "我叫张三", "鲁F12345", "海滨路3号楼2单元", "三号楼", "someone@example.org",
        "6222 0000 0000 0000 000", "1201室", "姓名 张三"})
    EXPECT_TRUE(looks_personal(typed)) << typed;
}

TEST(Personal, ordinary_questions_are_not_taken_for_somebody) {
  for (const char* typed :
       {"公积金提取", "云政发〔2026〕12号", "2026年政务公开工作要点", "PM2.5", "6路公交", "十五五规划", "教室照明标准",
        "办公室电话", "养老服务", "A级旅游景区", "会议室预约", "2025-2026供热", "65岁以上老人"})
    EXPECT_FALSE(looks_personal(typed)) << typed;
}

TEST(Words, must_fit_their_kind) {
  EXPECT_TRUE(why_not_word({WordKind::synonym, {"公租房", "公共租赁住房"}}).empty());
  EXPECT_EQ(codes(why_not_word({WordKind::synonym, {"公租房"}})), Codes{"finding.synonym_alone"});
  EXPECT_EQ(codes(why_not_word({WordKind::successor, {"甲局", "乙局", "丙局"}})),
            Codes{"finding.successor_not_a_pair"});
  EXPECT_EQ(codes(why_not_word({WordKind::unwelcome, {"甲词", "乙词"}})), Codes{"finding.one_word_expected"});
  EXPECT_EQ(codes(why_not_word({WordKind::unwelcome, {"的"}})), Codes{"finding.word_too_short"});
  EXPECT_TRUE(why_not_word({WordKind::question_word, {"吗"}}).empty());
  EXPECT_EQ(codes(why_not_word({WordKind::question_word, {}})), Codes{"finding.words_missing"});
  EXPECT_EQ(codes(why_not_word({WordKind::question_word, {"！！"}})), Codes{"finding.word_malformed"});
  std::string note;
  for (int i = 0; i < 201; ++i) note += "注";
  EXPECT_EQ(codes(why_not_word({WordKind::question_word, {"吗"}, note})), Codes{"finding.note_too_long"});
}

TEST(Words, are_tidied) {
  EXPECT_EQ(tidy({" 甲 ", "", "乙", "甲", "　"}), (Codes{"甲", "乙"}));
}

const BestBetFields bet{.queries = {"公积金提取"}, .documents = {DocumentId{1}}, .first_day = Day::of(2026, 1, 1)};

TEST(BestBets, need_questions_documents_and_a_period_that_does_not_end_before_it_begins) {
  EXPECT_TRUE(why_not_best_bet(bet).empty());
  auto wrong = bet;
  wrong.queries.clear();
  wrong.documents.clear();
  wrong.last_day = Day::of(2025, 12, 31);
  EXPECT_EQ(codes(why_not_best_bet(wrong)),
            (Codes{"finding.words_missing", "finding.documents_missing", "finding.period_reversed"}));
  wrong = bet;
  wrong.documents.assign(6, DocumentId{1});
  EXPECT_EQ(codes(why_not_best_bet(wrong)), Codes{"finding.too_many_documents"});
}

TEST(BestBets, speak_to_their_question_in_their_period_on_their_site) {
  const SiteId here{10}, there{11};
  const Day today = Day::of(2026, 3, 2);
  EXPECT_TRUE(applies(bet, "公积金提取", here, today));
  EXPECT_FALSE(applies(bet, "公积金", here, today));
  EXPECT_FALSE(applies(bet, "公积金提取", here, Day::of(2025, 12, 31)));
  auto limited = bet;
  limited.site = here;
  limited.last_day = today;
  EXPECT_TRUE(applies(limited, "公积金提取", here, today));
  EXPECT_FALSE(applies(limited, "公积金提取", there, today));
  EXPECT_FALSE(applies(limited, "公积金提取", here, today + 1));
}

}  // namespace
}  // namespace gongkai::finding
