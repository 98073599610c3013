#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "similarity/difference.hpp"
#include "similarity/index.hpp"

namespace gongkai::similarity {
namespace {

const std::vector<std::string>& phrases() {
  static const std::vector<std::string> some{
      "申请公开",           "滨河路改造工程", "2025年",   "中标公告",         "云海港三期工程", "环境影响评价批复",
      "集体土地征收",       "补偿安置方案",   "北关街道", "老旧小区加装电梯", "资金使用明细",   "关于印发通知",
      "云政发〔2026〕12号", "公租房轮候名单", "东湖村",   "违法建设查处情况", "行政处罚决定书", "道路交通安全设施",
      "学区划分依据",       "听证会笔录"};
  return some;
}

/// A made-up description: some phrases in some order.
std::string made_text(std::mt19937& random) {
  std::string text;
  for (auto count = 3 + random() % 6; count > 0; --count) text += phrases()[random() % phrases().size()];
  return text;
}

std::vector<std::string> made_texts(std::size_t count) {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(made_text(random));
  return texts;
}

struct Alike {
  const char* left;
  const char* right;
};
class SameText : public testing::TestWithParam<Alike> {};
TEST_P(SameText, is_the_same_however_it_is_typed) {
  EXPECT_DOUBLE_EQ(similarity(GetParam().left, GetParam().right), 1);
}
INSTANTIATE_TEST_SUITE_P(Similarity, SameText,
                         testing::Values(Alike{"（二〇二六）年度预算", "(2026)年度预算"},
                                         Alike{"云政发〔2026〕12号", "云政发[2026]十二号"},
                                         Alike{"ＰＭ2.5 监测数据", "pm2.5监测数据"}, Alike{"补偿1,200元", "补偿1200元"},
                                         Alike{"第三十二条", "第32条"}, Alike{"中标公告、合同。", "中标公告，合同"},
                                         Alike{"滨河路\n改造", "滨河路 改造"}, Alike{"三月五日", "3月5日"}));

TEST(Similarity, falls_with_every_word_that_differs) {
  const auto near = similarity("申请公开滨河路改造工程中标公告", "申请公开滨河路改造工程中标合同");
  const auto far = similarity("申请公开滨河路改造工程中标公告", "申请公开北关街道学区划分依据");
  EXPECT_GT(near, far);
}

TEST(Similarity, is_nothing_between_texts_that_share_nothing) {
  EXPECT_DOUBLE_EQ(similarity("滨河路改造工程", "学区划分依据"), 0);
}

TEST(Similarity, keeps_a_numeral_that_is_part_of_a_word) {
  EXPECT_DOUBLE_EQ(similarity("一般公共预算", "一般公共预算"), 1);
  EXPECT_LT(similarity("三亚路", "山亚路"), 1);
}

TEST(Similarity, is_symmetric_and_between_nothing_and_one) {
  const auto texts = made_texts(60);
  for (const auto& left : texts)
    for (const auto& right : texts) {
      const auto value = similarity(left, right);
      EXPECT_EQ(value, similarity(right, left));
      EXPECT_TRUE(value >= 0 && value <= 1) << left << " | " << right;
    }
}

TEST(Similarity, of_a_text_with_itself_is_one) {
  for (const auto& text : made_texts(200)) EXPECT_DOUBLE_EQ(similarity(text, text), 1);
}

TEST(Similarity, bears_whatever_is_typed) {
  const std::vector<std::string> hostile{"",
                                         " ",
                                         "\xff\xfe\x80",
                                         std::string("\0\0", 2),
                                         std::string(300'000, 'a'),
                                         std::string(3000, '\n'),
                                         "十百千十百千十百千十百千十百千十百千十百千十百千",
                                         "零零零零",
                                         "😀😀",
                                         "a\xe4\xb8"};
  for (const auto& text : hostile) EXPECT_DOUBLE_EQ(similarity(text, text), 1);
}

TEST(NearDuplicates, are_exactly_those_of_the_slow_way) {
  const auto texts = made_texts(1500);
  Index index;
  std::vector<Shingles> sets;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    index.put(static_cast<std::int64_t>(i + 1), texts[i]);
    sets.push_back(shingles_of(texts[i]));
  }
  for (const double at_least : {0.3, 0.5, 0.8, 1.0}) {
    for (std::size_t asked = 0; asked < texts.size(); asked += 50) {
      std::vector<std::int64_t> slow, fast;
      for (std::size_t i = 0; i < texts.size(); ++i)
        if (jaccard(sets[asked], sets[i]) >= at_least - 1e-9) slow.push_back(static_cast<std::int64_t>(i + 1));
      for (const auto& near : index.find(texts[asked], {.at_least = at_least, .most = texts.size()}))
        fast.push_back(near.key);
      std::ranges::sort(fast);
      ASSERT_EQ(fast, slow) << texts[asked] << " at " << at_least;
    }
  }
}

TEST(NearDuplicates, come_with_the_most_alike_first) {
  Index index;
  index.put(1, "滨河路改造工程中标公告");
  index.put(2, "滨河路改造工程中标合同");
  index.put(3, "学区划分依据");
  const auto found = index.find("滨河路改造工程中标公告");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found.front(), (Near{1, 1.0}));
}

TEST(NearDuplicates, leave_out_the_text_itself_when_asked) {
  Index index;
  index.put(1, "滨河路改造工程中标公告");
  EXPECT_TRUE(index.find("滨河路改造工程中标公告", {.except = 1}).empty());
}

TEST(NearDuplicates, are_not_found_after_they_were_taken_out) {
  Index index;
  index.put(1, "滨河路改造工程中标公告");
  index.remove(1);
  index.remove(1);
  EXPECT_TRUE(index.find("滨河路改造工程中标公告").empty());
  EXPECT_EQ(index.size(), 0u);
}

TEST(NearDuplicates, follow_a_text_that_is_put_in_anew) {
  Index index;
  index.put(1, "滨河路改造工程中标公告");
  index.put(1, "学区划分依据");
  EXPECT_TRUE(index.find("滨河路改造工程中标公告").empty());
  EXPECT_EQ(index.find("学区划分依据").size(), 1u);
}

TEST(NearDuplicates, outlive_the_sweep_of_what_was_taken_out) {
  const auto texts = made_texts(5000);
  Index index;
  for (std::size_t i = 0; i < texts.size(); ++i) index.put(static_cast<std::int64_t>(i + 1), texts[i]);
  for (std::int64_t key = 1; key <= 4990; ++key) index.remove(key);
  EXPECT_EQ(index.size(), 10u);
  EXPECT_EQ(index.find(texts.back(), {.at_least = 1, .most = 1}).front().similarity, 1.0);
}

TEST(NearDuplicates, are_none_for_a_text_that_says_nothing) {
  Index index;
  index.put(1, "。。。");
  EXPECT_TRUE(index.find("，，").empty());
}

TEST(NearDuplicates, can_be_asked_for_while_texts_come_and_go) {
  const auto texts = made_texts(300);
  Index index;
  std::vector<std::jthread> threads;
  for (int part = 0; part < 3; ++part)
    threads.emplace_back([&, part] {
      for (int i = 0; i < 2000; ++i) {
        const auto at = static_cast<std::size_t>(i * 7 + part) % texts.size();
        if (i % 3 == 0) index.remove(static_cast<std::int64_t>(at));
        else if (i % 3 == 1) index.put(static_cast<std::int64_t>(at), texts[at]);
        else (void)index.find(texts[at]);
      }
    });
  threads.clear();
  EXPECT_LE(index.size(), texts.size());
}

std::string side_text(const std::vector<Run>& runs, Side side) {
  std::string text;
  for (const auto& run : runs)
    if (run.side == side || run.side == Side::both) text += run.text;
  return text;
}

TEST(Differences, name_the_words_that_differ) {
  const auto runs = difference("申请公开2024年滨河路改造工程中标公告", "申请公开2025年滨河路改造工程中标合同");
  EXPECT_EQ(words_of(runs, Side::left), (std::vector<std::string>{"2024", "公告"}));
  EXPECT_EQ(words_of(runs, Side::right), (std::vector<std::string>{"2025", "合同"}));
}

TEST(Differences, are_none_between_brackets_of_two_kinds) {
  const auto runs = difference("云政发〔2026〕12号", "云政发(2026)12号");
  EXPECT_TRUE(words_of(runs, Side::left).empty());
  EXPECT_TRUE(words_of(runs, Side::right).empty());
}

TEST(Differences, give_back_both_texts) {
  const auto texts = made_texts(40);
  for (const auto& left : texts)
    for (const auto& right : texts) {
      const auto runs = difference(left, right);
      EXPECT_EQ(side_text(runs, Side::left), left);
      EXPECT_EQ(similarity(side_text(runs, Side::right), right), 1.0);
    }
}

TEST(Differences, bear_whatever_is_typed) {
  std::string longest;
  for (int i = 0; i < 30'000; ++i) longest += "路";
  for (const std::string& text : {std::string(), std::string("\xff\x80"), std::string(200'000, 'x'), longest}) {
    const auto runs = difference(text, "滨河路");
    EXPECT_FALSE(runs.empty());
  }
}

}  // namespace
}  // namespace gongkai::similarity
