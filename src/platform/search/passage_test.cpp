#include "platform/search/passage.hpp"

#include <gtest/gtest.h>

#include <random>

#include "base/text.hpp"

namespace gongkai::search {
namespace {

std::vector<std::string> marked(const Marked& passage) {
  std::vector<std::string> words;
  for (const auto& [begin, end] : passage.marks) words.push_back(passage.text.substr(begin, end - begin));
  return words;
}

TEST(Mark, shows_the_words_as_they_stand_in_the_text) {
  const std::u32string phrases[] = {U"pm 2 5", U"信息公开"};
  EXPECT_EQ(marked(mark("ＰＭ２．５与信息\n公开", phrases)), (std::vector<std::string>{"ＰＭ２．５", "信息 公开"}));
}

TEST(Mark, joins_overlapping_places) {
  const std::u32string phrases[] = {U"政府信息", U"信息公开"};
  EXPECT_EQ(marked(mark("政府信息公开条例", phrases)), (std::vector<std::string>{"政府信息公开"}));
}

TEST(Snippet, begins_at_the_sentence_of_the_match) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "这是前面的一句话。";
  text += "申请人应当提交身份证明。后面还有。";
  const std::u32string phrases[] = {U"身份证明"};
  const auto passage = snippet(text, phrases);
  EXPECT_TRUE(passage.text.starts_with("申请人") || passage.text.starts_with("这是前面")) << passage.text;
  EXPECT_EQ(marked(passage), (std::vector<std::string>{"身份证明"}));
}

TEST(Snippet, prefers_the_place_where_all_words_meet) {
  std::string text = "补贴在这里。";
  for (int i = 0; i < 60; ++i) text += "无关的一句话。";
  text += "创业补贴一万元。";
  const std::u32string phrases[] = {U"创业", U"补贴"};
  EXPECT_EQ(marked(snippet(text, phrases)), (std::vector<std::string>{"创业补贴"}));
}

TEST(Snippet, without_a_match_is_the_beginning) {
  const auto passage = snippet("第一句。第二句。", {});
  EXPECT_EQ(passage.text, "第一句。第二句。");
  EXPECT_TRUE(passage.marks.empty());
}

TEST(Snippet, finds_a_match_far_down_a_long_text) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "空话。";
  const std::u32string phrases[] = {U"水库"};
  EXPECT_EQ(marked(snippet(text + "青石水库加固。", phrases)), (std::vector<std::string>{"水库"}));
}

TEST(Snippet, is_always_whole_characters_with_marks_in_order) {
  std::mt19937 random(3);
  const std::u32string alphabet = U"公开信息。，\n aA1😀〔";
  const std::u32string phrases[] = {U"公开", U"信", U"a 1"};
  for (int round = 0; round < 3000; ++round) {
    std::u32string text;
    for (unsigned i = 0; i < random() % 300; ++i) text += alphabet[random() % alphabet.size()];
    const auto passage = snippet(to_utf8(text), phrases, 40);
    ASSERT_TRUE(is_valid_utf8(passage.text));
    ASSERT_LE(count_characters(passage.text), 42U);
    std::size_t last = 0;
    for (const auto& [begin, end] : passage.marks) {
      ASSERT_TRUE(begin < end && begin >= last && end <= passage.text.size());
      ASSERT_TRUE(is_valid_utf8(passage.text.substr(begin, end - begin)));
      last = end;
    }
  }
}

}  // namespace
}  // namespace gongkai::search
