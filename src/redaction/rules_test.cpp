#include "redaction/rules.hpp"

#include <gmock/gmock.h>

#include <random>

#include "base/text.hpp"
#include "redaction/suggest.hpp"

namespace gongkai::redaction {
namespace {
using documents::Source;
using documents::SourceLine;
using documents::SourcePage;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Source text_source(const std::vector<std::string>& lines) {
  SourcePage page;
  for (const auto& line : lines)
    page.lines.push_back({.number = static_cast<int>(page.lines.size()) + 1, .part = "body", .text = line});
  return {.pages = 1, .found = {page}};
}

/// A page whose characters are words of their own, twenty to the width and forty lines to the height.
Source page_source(const std::vector<std::u32string>& lines) {
  SourcePage page{.width = 595, .height = 842};
  for (const auto& text : lines) {
    SourceLine line{.number = static_cast<int>(page.lines.size()) + 1, .text = to_utf8(text)};
    for (std::size_t i = 0; i < text.size(); ++i)
      line.words.push_back({i, i + 1, {0.05 * double(i), 0.025 * double(page.lines.size()), 0.05, 0.02}});
    page.lines.push_back(std::move(line));
  }
  return {.pages = 1, .has_boxes = true, .found = {page}};
}

Mark over(int line, std::size_t begin, std::size_t end) {
  return {.line = line, .begin = begin, .end = end, .ground = "privacy"};
}

TEST(Finding, does_not_mind_blanks_line_ends_and_forms_of_digits) {
  const auto found = find_all(text_source({"电话 １３９ 0535", "8888。再打13905358888"}), "13905358888");
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_THAT(found[0], ElementsAre(Place{1, 1, 3, 11}, Place{1, 2, 0, 4}));
  EXPECT_THAT(found[1], ElementsAre(Place{1, 2, 7, 18}));
}

TEST(Finding, of_nothing_finds_nothing) {
  EXPECT_THAT(find_all(text_source({"文字"}), "  "), IsEmpty());
}

TEST(Marking, on_a_page_covers_the_words_of_each_line_by_a_box) {
  const auto source = page_source({U"申请人王小", U"明说"});
  const auto found = find_all(source, "王小明");
  ASSERT_THAT(found, SizeIs(1));
  const auto marks = marks_on(source, found[0], "privacy");
  ASSERT_THAT(marks, SizeIs(2));
  EXPECT_NEAR(marks[0].box.x, 0.15, 1e-9);
  EXPECT_NEAR(marks[0].box.width, 0.10, 1e-9);
  EXPECT_EQ(marks[1].page, 1);
  const auto passages = passages_of(source, marks);
  ASSERT_THAT(passages, SizeIs(2));
  EXPECT_EQ(passages[0].text + passages[1].text, "王小明");
}

TEST(Needles, say_how_often_the_words_stand_without_a_mark) {
  const auto source = text_source({"王小明来访", "王小明又来"});
  const auto needles = needles_of(source, {over(1, 0, 3)});
  ASSERT_THAT(needles, SizeIs(1));
  EXPECT_EQ(needles[0].text, "王小明");
  EXPECT_EQ(needles[0].allowed, 1);
  EXPECT_EQ(needles_of(source, {over(1, 0, 3), over(2, 0, 3)})[0].allowed, 0);
}

TEST(Needles, leave_out_what_tells_nothing) {
  EXPECT_THAT(needles_of(text_source({"王某 3 元"}), {over(1, 0, 1), over(1, 3, 4)}), IsEmpty());
  EXPECT_TRUE(is_telling("王小"));
  EXPECT_TRUE(is_telling("A123"));
  EXPECT_FALSE(is_telling("第3"));
}

TEST(Differences, are_the_marks_that_the_other_version_leaves_open) {
  const std::vector<Mark> now{over(1, 0, 3), over(2, 5, 9)}, then{over(1, 0, 4)};
  EXPECT_THAT(uncovered(now, then), ElementsAre(2u));
  EXPECT_THAT(uncovered(then, now), ElementsAre(1u));
  EXPECT_THAT(uncovered(now, now), IsEmpty());
}

TEST(Differences, of_boxes_forgive_a_hair) {
  const Mark a{.page = 1, .box = {0.1, 0.1, 0.2, 0.05}, .ground = "privacy"};
  auto b = a;
  b.box.x += 0.002;
  EXPECT_THAT(uncovered({a}, {b}), IsEmpty());
  b.box.x += 0.02;
  EXPECT_THAT(uncovered({a}, {b}), ElementsAre(1u));
  b.page = 2;
  EXPECT_THAT(uncovered({b}, {a}), ElementsAre(1u));
}

TEST(PublicPassages, count_in_their_surroundings_or_when_they_are_long) {
  const auto source = text_source({"经核实，该项目补偿金额为三百二十万元，已于去年拨付到位。"});
  const auto passages = passages_of(source, {over(1, 12, 18)});
  ASSERT_THAT(passages, SizeIs(1));
  EXPECT_EQ(passages[0].text, "三百二十万元");
  EXPECT_THAT(said_in("公告：该项目补偿金额为三百二十万元，已于去年拨付到位！", passages), ElementsAre(0u));
  EXPECT_THAT(said_in("预算三百二十万元。", passages), IsEmpty());
  const auto whole = passages_of(source, {over(1, 4, 18)});
  EXPECT_THAT(said_in("据悉，该项目补偿金额为三百二十万元。", whole), ElementsAre(0u));
}

TEST(Suggestions, are_numbers_over_line_ends_and_names_everywhere) {
  const auto source =
      text_source({"申请人：王小明，身份证号11010519491231", "002X，电话13905351234。", "王小明于三月提出。"});
  const auto found = suggest(source);
  std::vector<std::string> kinds;
  for (const auto& one : found) kinds.push_back(one.kind);
  EXPECT_THAT(kinds, ElementsAre("name", "id_number", "phone", "name"));
  EXPECT_THAT(found[1].marks, SizeIs(2)) << "over the end of the line";
  EXPECT_EQ(found[0].shown, "王**");
  EXPECT_EQ(found[2].shown.find("13905351234"), std::string::npos);
}

TEST(Suggestions, take_no_ordinary_words_for_names) {
  EXPECT_THAT(suggest(text_source({"申请人认为补偿过低，申请人提出复议。", "联系人：详见附件"})), IsEmpty());
}

TEST(Marks, come_back_from_their_json_and_broken_ones_are_refused) {
  const std::vector<Mark> marks{{.page = 2, .box = {0, 0.5, 1, 0.25}, .ground = "E16_2"}, over(3, 1, 4)};
  const auto back = marks_of(to_json(marks));
  ASSERT_TRUE(back) << back.error().code << json::to_string(to_json(marks));
  EXPECT_EQ(*back, marks);
  for (const auto* text :
       {R"([{}])", R"([{"ground":"privacy"}])", R"([{"ground":"privacy","page":1,"x":0,"y":0,"width":0,"height":1}])",
        R"([{"ground":"privacy","page":1,"x":9,"y":0,"width":1,"height":1}])", R"(["x"])",
        R"([{"ground":"privacy","line":1,"begin":4,"end":4}])", R"([{"ground":"privacy","line":1,"begin":-1,"end":4}])",
        R"([{"ground":"privacy","page":-4,"line":0}])"})
    EXPECT_EQ(marks_of(json::parse(text)->as_array()).error().code, "redaction.mark_broken") << text;
  EXPECT_EQ(marks_of(json::parse(R"([{"ground":"E99","line":1,"begin":0,"end":1}])")->as_array()).error().code,
            "redaction.ground_unknown");
}

// Regulation Art. 14, 15 and 16: what may be withheld, and nothing else.
TEST(Grounds, name_their_articles) {
  for (const auto& [id, article] :
       {std::pair{"E14a", "第十四条"}, std::pair{"E14b", "第十四条"}, std::pair{"E14c", "第十四条"},
        std::pair{"E15", "第十五条"}, std::pair{"privacy", "第十五条"}, std::pair{"trade_secret", "第十五条"},
        std::pair{"E16_1", "第十六条第一款"}, std::pair{"E16_2", "第十六条第二款"},
        std::pair{"E16_3", "第十六条第二款"}}) {
    ASSERT_TRUE(find_ground(id)) << id;
    EXPECT_TRUE(find_ground(id)->article.ends_with(article)) << id;
  }
  EXPECT_THAT(grounds(), SizeIs(9));
}

/// What is covered and what remains are the whole, whatever is marked.
TEST(Passages, of_random_marks_are_exactly_what_the_result_lacks) {
  std::mt19937 random(20260302);
  const std::u32string alphabet = U"甲乙丙丁戊己庚辛壬癸";
  for (int round = 0; round < 300; ++round) {
    std::u32string text;
    for (int i = 0; i < 30; ++i) text += alphabet[random() % alphabet.size()];
    std::vector<Mark> marks;
    std::vector<bool> covered(text.size());
    for (int i = 0; i < 4; ++i) {
      const auto begin = random() % 30, end = begin + 1 + random() % (30 - begin);
      marks.push_back(over(1, begin, end));
      std::fill(covered.begin() + static_cast<std::ptrdiff_t>(begin),
                covered.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
    std::size_t characters = 0;
    for (const auto& passage : passages_of(text_source({to_utf8(text)}), marks))
      characters += count_characters(passage.text);
    EXPECT_EQ(characters, static_cast<std::size_t>(std::count(covered.begin(), covered.end(), true)));
  }
}
}  // namespace
}  // namespace gongkai::redaction
