#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/text.hpp"
#include "platform/search/analysis.hpp"
#include "platform/search/document_number.hpp"
#include "platform/search/pinyin.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {

std::string form(std::string_view text) {
  return to_utf8(form_of(text));
}

std::vector<std::string> document_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  each_document_token(form_of(text), [&](std::u32string_view token, bool same_place) {
    tokens.push_back((same_place ? "=" : "") + to_utf8(token));
  });
  return tokens;
}

std::vector<std::string> query_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  each_query_token(form_of(text), [&](std::u32string_view token) { tokens.push_back(to_utf8(token)); });
  return tokens;
}

TEST(TextForm, folds_width_case_and_radicals) {
  EXPECT_EQ(form("ＰＭ２．５ Abc ⼈"), "pm 2 5 abc 人");
  EXPECT_EQ(form("㎡"), "m 2");
}

TEST(TextForm, drops_punctuation_and_parts_scripts) {
  EXPECT_EQ(form("云政发〔2021〕12号"), "云政发 2021 12 号");
  EXPECT_EQ(form("广播、电视"), "广播 电视");
  EXPECT_EQ(form("——！？"), "");
}

TEST(TextForm, joins_lines_inside_a_sentence_but_not_paragraphs) {
  EXPECT_EQ(form("政府信息\n公开"), "政府信息公开");
  EXPECT_EQ(form("附 件"), "附件");
  EXPECT_EQ(form("通知\n\n各县"), "通知 各县");
}

TEST(TextForm, places_point_into_the_source) {
  const std::string text = "《ＰＭ》好";
  const auto placed = placed_form_of(text);
  ASSERT_EQ(to_utf8(placed.text), "pm 好");
  EXPECT_EQ(text.substr(placed.begin[0], placed.end[1] - placed.begin[0]), "ＰＭ");
  EXPECT_EQ(text.substr(placed.begin[3], placed.end[3] - placed.begin[3]), "好");
}

TEST(TextForm, survives_broken_utf8) {
  EXPECT_EQ(form("\xE4\xBA信\xFF息"), "信 息");
}

TEST(Tokens, of_a_document_are_pairs_with_lone_ends) {
  EXPECT_EQ(document_tokens("年第12号文"), (std::vector<std::string>{"年第", "=年", "第", "12", "号文", "=号", "文"}));
}

TEST(Tokens, of_a_query_leave_the_last_run_open) {
  EXPECT_EQ(query_tokens("发〔2021〕12号"), (std::vector<std::string>{"发", "2021", "12", "号"}));
  EXPECT_EQ(query_tokens("信息公开"), (std::vector<std::string>{"信息", "息公", "公开"}));
}

/// What FTS5 does with a phrase: the tokens at consecutive places.
bool phrase_matches(std::string_view document, std::string_view query) {
  std::vector<std::vector<std::u32string>> places;
  each_document_token(form_of(document), [&](std::u32string_view token, bool same_place) {
    if (!same_place) places.emplace_back();
    places.back().emplace_back(token);
  });
  std::vector<std::u32string> wanted;
  each_query_token(form_of(query), [&](std::u32string_view token) { wanted.emplace_back(token); });
  for (std::size_t at = 0; !wanted.empty() && at + wanted.size() <= places.size(); ++at) {
    std::size_t i = 0;
    while (i < wanted.size() &&
           std::find(places[at + i].begin(), places[at + i].end(), wanted[i]) != places[at + i].end())
      ++i;
    if (i == wanted.size()) return true;
  }
  return false;
}

std::size_t count_han(std::u32string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char32_t c) { return class_of(c) == CharacterClass::han; }));
}

TEST(Tokens, every_substring_with_two_han_characters_finds_its_text) {
  std::mt19937 random(7);
  const std::u32string alphabet = U"云海市政府信息公开办法第条年月日号2021 A、。〔〕\n";
  for (int round = 0; round < 300; ++round) {
    std::u32string text;
    for (int i = 0; i < 24; ++i) text += alphabet[random() % alphabet.size()];
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      for (std::size_t size = 2; begin + size <= text.size(); ++size) {
        const auto part = text.substr(begin, size);
        const auto is_word = [&](std::size_t i) { return i < text.size() && is_in_word(text[i]); };
        // A cut inside a number is not a match: words are whole.
        const bool cuts_word =
            (begin > 0 && is_word(begin - 1) && is_word(begin)) || (is_word(begin + size - 1) && is_word(begin + size));
        if (count_han(part) < 2 || cuts_word) continue;
        ASSERT_TRUE(phrase_matches(to_utf8(text), to_utf8(part))) << to_utf8(text) << " | " << to_utf8(part);
      }
    }
  }
}

TEST(Tokens, a_phrase_matches_where_the_form_has_it_and_never_over_other_characters) {
  std::mt19937 random(11);
  const std::u32string alphabet = U"公开信息1、 ";
  const auto bare = [](const std::u32string& text) {
    auto form_without_spaces = form_of(to_utf8(text));
    std::erase(form_without_spaces, U' ');
    return form_without_spaces;
  };
  for (int round = 0; round < 20'000; ++round) {
    std::u32string text, query;
    for (int i = 0; i < 12; ++i) text += alphabet[random() % alphabet.size()];
    for (int i = 0; i < 3; ++i) query += alphabet[random() % alphabet.size()];
    const auto form_query = form_of(to_utf8(query));
    if (count_han(form_query) < 2) continue;
    const bool matches = phrase_matches(to_utf8(text), to_utf8(query));
    const bool in_form = find_phrase(form_of(to_utf8(text)), form_query) != std::u32string::npos;
    ASSERT_TRUE(matches || !in_form) << to_utf8(text) << " | " << to_utf8(query);
    ASSERT_TRUE(!matches || bare(text).contains(bare(query))) << to_utf8(text) << " | " << to_utf8(query);
  }
}

TEST(FindPhrase, matches_words_whole) {
  EXPECT_EQ(find_phrase(U"2012 年", U"12"), std::u32string_view::npos);
  EXPECT_EQ(find_phrase(U"12 年", U"12"), 0U);
  EXPECT_EQ(find_phrase(U"信息公开", U"息公"), 1U);
}

TEST(DocumentNumber, is_one_key_in_every_style) {
  for (const char* text : {"云政发〔2021〕12号", "云政发[2021]12号", "云政发（2021）12号", "云政发(2021)012 号",
                           "云政发【2021】第12号", "云政发 2021 12号", "云政发〔２０２１〕１２号", "云政发〔2021〕12"})
    EXPECT_EQ(number_key(text), "云政发2021-12") << text;
  EXPECT_EQ(number_key("云海市人民政府令第6号"), number_key("云海市人民政府令 6号"));
}

TEST(DocumentNumber, is_not_seen_in_other_texts) {
  for (const char* text : {"", "12号", "2021", "公共租赁住房", "云政发", "云政发〔2021〕", "12路公交",
                           "云政发〔3021〕12号", "2021年12月", "云政发〔2021〕12号 解读"})
    EXPECT_EQ(number_key(text), "") << text;
}

TEST(Question, keeps_what_is_asked_for) {
  const Lexicon lexicon(words_of_the_catalog());
  const auto left = [&](std::string_view text) {
    std::vector<std::string> words;
    for (const auto& word : lexicon.without_question_words(form_of(text))) words.push_back(to_utf8(word));
    return words;
  };
  EXPECT_EQ(left("请问如何申请公共租赁住房？"), (std::vector<std::string>{"申请公共租赁住房"}));
  EXPECT_EQ(left("新生儿怎么参加医疗保险"), (std::vector<std::string>{"新生儿", "参加医疗保险"}));
  EXPECT_TRUE(left("怎么办").empty());
}

TEST(Pinyin, reads_characters_and_words) {
  EXPECT_EQ(readings_of(U"公开"), (std::vector<std::string>{"gong", "kai"}));
  EXPECT_EQ(readings_of(U"重庆"), (std::vector<std::string>{"chong", "qing"}));
}

TEST(Pinyin, parts_letters_into_syllables) {
  const auto xian = syllables_of("xian", false);
  ASSERT_EQ(xian.size(), 2U);
  EXPECT_EQ(xian[0], (std::vector<std::string>{"xian"}));
  EXPECT_EQ(xian[1], (std::vector<std::string>{"xi", "an"}));
  EXPECT_TRUE(syllables_of("gongk", false).empty());
  EXPECT_FALSE(syllables_of("gongk", true).empty());
  EXPECT_TRUE(syllables_of(std::string(60, 'q'), false).empty());
}

TEST(Analysis, lets_no_operator_through) {
  for (const char* text : {"\" OR 1", "a AND b NOT c", "NEAR(公开 信息, 2)", "title:公开*", "^公开 + -", "\"公开\"\"",
                           "{title body}: 公开", "'; DROP TABLE pairs; --"}) {
    const auto analysis = analyse(text, {});
    for (const auto& phrase : phrases_of(analysis.parts))
      for (const char32_t c : phrase) EXPECT_TRUE(c == U' ' || class_of(c) != CharacterClass::separator) << text;
  }
}

TEST(Analysis, is_bounded) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "公开" + std::to_string(i) + " ";
  const auto analysis = analyse(text, {});
  EXPECT_LE(analysis.parts.size(), 8U);
  EXPECT_TRUE(analyse("，。！？", {}).empty());
}

TEST(Lexicon, varies_one_word_at_a_time_and_keeps_what_was_written_first) {
  const Lexicon synonyms({.synonyms = {{"公租房", "公共租赁住房"}}});
  const auto variants = synonyms.variants(U"公租房申请");
  ASSERT_EQ(variants.size(), 2U);
  EXPECT_EQ(variants[0], U"公租房申请");
  EXPECT_EQ(variants[1], U"公共租赁住房申请");
  EXPECT_EQ(synonyms.pieces(U"公租房申请"), (std::vector<std::u32string>{U"公租房", U"申请"}));
}

TEST(Lexicon, leads_from_the_old_name_to_the_present_one_and_not_back) {
  const Lexicon lexicon({.successors = {{"国土资源局", "自然资源局"}, {"规划局", "自然资源局"}}});
  EXPECT_EQ(lexicon.variants(U"市国土资源局公告"),
            (std::vector<std::u32string>{U"市国土资源局公告", U"市自然资源局公告"}));
  EXPECT_EQ(lexicon.variants(U"自然资源局").size(), 1U);
}

TEST(Lexicon, knows_what_is_never_suggested) {
  const Lexicon lexicon({.unwelcome = {"测试专用"}});
  EXPECT_TRUE(lexicon.is_unwelcome(form_of("《测试专用》公告")));
  EXPECT_FALSE(lexicon.is_unwelcome(form_of("公告")));
  EXPECT_FALSE(Lexicon().is_unwelcome(U"公告"));
}

}  // namespace
}  // namespace gongkai::search
