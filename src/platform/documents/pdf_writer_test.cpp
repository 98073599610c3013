#include <gtest/gtest.h>
#include <poppler-document.h>
#include <poppler-page.h>

#include <fstream>

#include "base/text.hpp"
#include "platform/documents/inspect.hpp"
#include "platform/documents/numbering.hpp"
#include "platform/documents/official_text.hpp"
#include "platform/documents/pdf.hpp"
#include "platform/documents/raster.hpp"
#include "platform/documents/readers.hpp"

namespace gongkai::documents {
namespace {
constexpr double mm = 72 / 25.4;

std::string paragraphs(int count) {
  std::string markup;
  for (int i = 0; i < count; ++i)
    markup +=
        "<p>"
        "各区（市）人民政府要压实属地责任，加强与气象、应急、交通运输等部门的会商研判，落实“先期处置、逐级响应”要求，"
        "确保2026年11月15日前完成供热设施检修，检修率达到100%，用户投诉办结率不低于98.5%。</p>";
  return markup;
}

OfficialText notice(int count = 4) {
  return {.head = "云海市人民政府办公室文件",
          .number = "云政办发〔2026〕12号",
          .title = "云海市人民政府办公室关于做好2026年冬季供暖保障工作的通知",
          .addressee = "各区（市）人民政府，市政府各部门、各直属单位",
          .body = blocks_of("<h2>一、总体要求</h2>" + paragraphs(count)).value(),
          .enclosures = {"云海市冬季供暖保障责任分工表", "供热设施检修清单"},
          .signers = {"云海市人民政府办公室"},
          .formed_on = Day::of(2026, 10, 8),
          .note = "此件公开发布",
          .copies_to = "市委各部门，市人大常委会办公室，市政协办公室",
          .printed_by = "云海市人民政府办公室",
          .printed_on = Day::of(2026, 10, 9)};
}

struct Word {
  std::string text;
  double x = 0, y = 0;
};

/// What poppler sees, page by page: the reader that all uploads go through.
class Pdf {
 public:
  explicit Pdf(std::string bytes) : m_bytes(std::move(bytes)), m_document(open_pdf(m_bytes).value()) {
    if (const char* folder = std::getenv("GONGKAI_KEEP_PDF")) {
      const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
      std::ofstream(std::string(folder) + "/" + test->name() + ".pdf", std::ios::binary) << m_bytes;
    }
  }
  int pages() const { return m_document->pages(); }
  std::string text(int page) const {
    const std::unique_ptr<poppler::page> found(m_document->create_page(page - 1));
    return from_poppler(found->text());
  }
  std::string all_text() const {
    std::string all;
    for (int i = 1; i <= pages(); ++i) all += text(i);
    return all;
  }
  std::vector<Word> words(int page) const {
    const std::unique_ptr<poppler::page> found(m_document->create_page(page - 1));
    std::vector<Word> words;
    for (const auto& box : found->text_list())
      words.push_back({from_poppler(box.text()), box.bbox().x() / mm, (box.bbox().y() + box.bbox().height()) / mm});
    return words;
  }
  Word find(int page, std::string_view beginning) const {
    for (const auto& word : words(page))
      if (word.text.starts_with(beginning)) return word;
    ADD_FAILURE() << "not on page " << page << ": " << beginning;
    return {};
  }

 private:
  std::string m_bytes;
  std::unique_ptr<poppler::document> m_document;
};

std::string without_spaces(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\f') out += c;
  return out;
}

TEST(OfficialPdf, its_text_layer_says_what_was_written_character_by_character) {
  // cairo left alone maps glyphs back to Kangxi radicals: ⼯⼈⽇⽉ for 工人日月
  auto text = notice(0);
  text.body = blocks_of("<p>工人日月金木水火土长女子马鱼鸟，芝罘区、〔2026〕、㎡、𬭎、堃、“引号”、—、…</p>").value();
  const auto read = without_spaces(Pdf(write_official_pdf(text, {}).bytes).all_text());
  EXPECT_NE(read.find("工人日月金木水火土长女子马鱼鸟，芝罘区、〔2026〕、㎡、𬭎、堃、“引号”、—、…"), std::string::npos)
      << read;
}

TEST(OfficialPdf, passes_the_inspection_of_uploads) {
  EXPECT_TRUE(inspect(write_official_pdf(notice(), {}).bytes, Format::pdf));
}

TEST(OfficialPdf, the_same_text_makes_the_same_pages) {
  EXPECT_EQ(write_official_pdf(notice(20), {}).pages, write_official_pdf(notice(20), {}).pages);
}

TEST(OfficialPdf, says_how_many_pages_it_has) {
  const auto printed = write_official_pdf(notice(30), {});
  EXPECT_EQ(printed.pages, Pdf(printed.bytes).pages());
}

TEST(OfficialPdf, the_type_area_is_that_of_the_standard) {  // GB/T 9704-2012, 5.2
  const Pdf pdf(write_official_pdf(notice(30), {}).bytes);
  for (const auto& word : pdf.words(2)) {
    if (word.text == "—" || word.y > 262.5) continue;  // the page number is outside
    EXPECT_GE(word.x, 28 - 0.5) << word.text;
    EXPECT_GE(word.y, 37.0) << word.text;
  }
}

TEST(OfficialPdf, a_full_page_has_22_lines) {  // 5.2.3
  auto text = notice(0);
  text.body = blocks_of(paragraphs(30)).value();
  const Pdf pdf(write_official_pdf(text, {}).bytes);
  std::set<int> lines;
  for (const auto& word : pdf.words(2))
    if (word.y < 262.5) lines.insert(static_cast<int>(word.y));
  EXPECT_EQ(lines.size(), 22u);
}

TEST(OfficialPdf, a_full_line_has_28_characters) {  // 5.2.3
  auto text = notice(0);
  std::string body;
  for (int i = 0; i < 100; ++i) body += "政";
  text.body = blocks_of("<p class=\"align-left\">" + body + "</p>").value();
  const Pdf pdf(write_official_pdf(text, {}).bytes);
  std::string longest;
  for (const auto& word : pdf.words(1))
    if (word.text.starts_with("政政") && word.text.size() > longest.size()) longest = word.text;
  EXPECT_EQ(count_characters(longest), 28u);
}

TEST(OfficialPdf, odd_pages_carry_their_number_at_the_right_even_ones_at_the_left) {  // 7.5
  const Pdf pdf(write_official_pdf(notice(30), {}).bytes);
  const auto number_at = [&](int page) {
    for (const auto& word : pdf.words(page))
      if (word.y > 263 && word.text.starts_with("—")) return word.x;
    return 0.0;
  };
  EXPECT_GT(number_at(1), 140);
  EXPECT_LT(number_at(2), 60);
  EXPECT_GT(number_at(3), 140);
}

TEST(OfficialPdf, the_date_begins_two_characters_behind_the_signature) {  // 7.3.5.3, without a seal
  const Pdf pdf(write_official_pdf(notice(2), {}).bytes);
  double signature = 0;
  for (const auto& word : pdf.words(2))
    if (word.text == "云海市人民政府办公室" && word.x > 80 && signature == 0) signature = word.x;
  const auto date = pdf.find(2, "2026年10月8日");
  EXPECT_NEAR(date.x - signature, 2 * 156.0 / 28, 3.0);
}

TEST(OfficialPdf, a_page_with_the_date_carries_text_of_the_body) {  // 7.3.5: 不得采取标识“此页无正文”
  for (int count = 3; count < 14; ++count) {
    auto text = notice(count);
    text.enclosures.clear();
    const Pdf pdf(write_official_pdf(text, {}).bytes);
    for (int page = 1; page <= pdf.pages(); ++page) {
      const auto read = without_spaces(pdf.text(page));
      if (read.find("2026年10月8日") != std::string::npos) {
        EXPECT_NE(read.find("98.5%"), std::string::npos) << count << " paragraphs";
      }
    }
  }
}

TEST(OfficialPdf, no_line_begins_with_a_closing_mark) {
  const Pdf pdf(write_official_pdf(notice(30), {}).bytes);
  for (int page = 1; page <= pdf.pages(); ++page)
    for (const auto line : split(pdf.text(page), '\n'))
      for (const auto* mark : {"，", "。", "、", "；", "）", "”", "》"})
        EXPECT_FALSE(trim(line).starts_with(mark)) << line;
}

TEST(OfficialPdf, a_heading_does_not_stand_alone_at_the_foot_of_a_page) {
  std::string markup;
  for (int i = 0; i < 30; ++i) markup += "<h2>一、强化组织领导</h2><p>短。</p>";
  auto text = notice(0);
  text.body = blocks_of(markup).value();
  const Pdf pdf(write_official_pdf(text, {}).bytes);
  for (int page = 1; page < pdf.pages(); ++page) {
    std::string last;
    double lowest = 0;
    for (const auto& word : pdf.words(page))
      if (word.y < 262.5 && word.y > lowest) lowest = word.y, last = word.text;
    EXPECT_FALSE(last.starts_with("一、")) << page;
  }
}

TEST(OfficialPdf, a_table_that_goes_on_repeats_its_header) {
  std::string rows;
  for (int i = 1; i <= 80; ++i)
    rows += "<tr><td>" + std::to_string(i) + "</td><td>供热管网巡检</td><td>市住房城乡建设局</td></tr>";
  auto text = notice(1);
  text.body =
      blocks_of(
          "<table><caption>责任分工表</caption><thead><tr><th>序号</th><th>任务</th><th>责任单位</th></tr></thead>" +
          rows + "</table>")
          .value();
  const Pdf pdf(write_official_pdf(text, {}).bytes);
  ASSERT_GE(pdf.pages(), 3);
  for (int page = 1; page < pdf.pages(); ++page) EXPECT_NE(pdf.text(page).find("责任单位"), std::string::npos) << page;
  EXPECT_NE(without_spaces(pdf.all_text()).find("80供热管网巡检"), std::string::npos);
}

TEST(OfficialPdf, a_cell_taller_than_a_page_is_cut_and_nothing_is_lost) {
  std::string cell;
  for (int i = 0; i < 4000; ++i) cell += "长";
  auto text = notice(0);
  text.body = blocks_of("<table><tr><td>甲</td><td>" + cell + "终</td></tr></table>").value();
  const auto read = without_spaces(Pdf(write_official_pdf(text, {}).bytes).all_text());
  std::size_t count = 0;
  for (auto at = read.find("长"); at != std::string::npos; at = read.find("长", at + 3)) ++count;
  EXPECT_EQ(count, 4000u);
}

/// Where ink begins and ends on the upright line, within the type area.
struct Ink {
  int first = -1, last = -1;
};
Ink ink_at(const Raster& raster, double x, double dpi) {
  const auto pixels = [&](double millimetres) { return static_cast<int>(millimetres / 25.4 * dpi); };
  Ink ink;
  for (int y = pixels(36); y < pixels(263); ++y) {
    if (lightness(raster.at(pixels(x), y)) > 160) continue;
    if (ink.first < 0) ink.first = y;
    ink.last = y;
  }
  return ink;
}

TEST(OfficialPdf, a_cell_that_spans_rows_of_two_pages_is_closed_on_both) {
  std::string markup =
      "<table><tr><th>类</th><th>事项</th></tr><tr><td rowspan=\"60\">本年度办理结果</td><td>1</td></tr>";
  for (int row = 2; row <= 60; ++row) markup += "<tr><td>" + std::to_string(row) + "</td></tr>";
  auto text = notice(0);
  text.body = blocks_of(markup + "</table>").value();
  const auto bytes = write_official_pdf(text, {}).bytes;
  const Pdf pdf(bytes);
  ASSERT_GE(pdf.pages(), 3);
  EXPECT_NE(without_spaces(pdf.all_text()).find("本年度办理结果"), std::string::npos);
  const auto document = open_pdf(bytes).value();
  constexpr double dpi = 144;
  int pages_of_table = 0;
  for (int page = 1; page < pdf.pages(); ++page) {
    const std::unique_ptr<poppler::page> found(document->create_page(page));  // the second page and those behind it
    const auto raster = render(*found, dpi).value();
    const auto spanning = ink_at(raster, 28.6, dpi), single = ink_at(raster, 183, dpi);
    if (single.first < 0) continue;
    ++pages_of_table;
    EXPECT_NEAR(spanning.first, single.first, 1) << "the rule above, page " << page + 1;
    EXPECT_NEAR(spanning.last, single.last, 1) << "the rule below, page " << page + 1;
  }
  EXPECT_GE(pages_of_table, 2);
}

TEST(OfficialPdf, cells_that_span_keep_their_places) {
  auto text = notice(0);
  text.body = blocks_of(
                  "<table><tr><th rowspan=\"2\">项目</th><th "
                  "colspan=\"2\">金额（万元）</th></tr><tr><th>预算</th><th>决算</th></tr>"
                  "<tr><td>供热补贴</td><td>120</td><td>118.5</td></tr></table>")
                  .value();
  const Pdf pdf(write_official_pdf(text, {}).bytes);
  EXPECT_LT(pdf.find(1, "预算").x, pdf.find(1, "决算").x);
  EXPECT_GT(pdf.find(1, "预算").x, pdf.find(1, "项目").x);
  EXPECT_NEAR(pdf.find(1, "120").y, pdf.find(1, "供热补贴").y, 0.5);
}

TEST(OfficialPdf, the_first_page_of_a_letter_has_no_number) {  // 10.1
  auto text = notice(30);
  text.form = PrintForm::letter;
  text.head = "云海市人民政府办公室";
  const Pdf pdf(write_official_pdf(text, {}).bytes);
  const auto has_number = [&](int page) {
    for (const auto& word : pdf.words(page))
      if (word.y > 263 && word.text.starts_with("—")) return true;
    return false;
  };
  EXPECT_FALSE(has_number(1));
  EXPECT_TRUE(has_number(2));
}

TEST(OfficialPdf, broken_text_and_control_characters_do_no_harm) {
  auto text = notice(1);
  text.title = "标题\x01\xff关于\nTAB\t的通知";
  text.body.push_back({.spans = {{"x\x02\xc3\x28 <&> 'dest='"}}});
  EXPECT_GE(Pdf(write_official_pdf(text, {}).bytes).pages(), 1);
}

TEST(OfficialPdf, nothing_but_a_title_is_a_page) {
  EXPECT_EQ(write_official_pdf({.title = "公告"}, {}).pages, 1);
}

TEST(OfficialPdf, a_font_that_is_not_there_is_replaced_by_the_next_one) {
  Fonts fonts;
  fonts.body = "没有的字体, Noto Serif CJK SC";
  EXPECT_EQ(write_official_pdf(notice(), fonts).pages, write_official_pdf(notice(), {}).pages);
}

TEST(GazettePdf, the_contents_name_the_pages_where_the_documents_begin) {
  GazetteText gazette{.name = "云海市人民政府公报",
                      .issue = "2026年第3号（总第95号）",
                      .published = "2026年9月30日出版",
                      .cover_text = "云海市人民政府主管\n云海市人民政府办公室编"};
  for (int i = 0; i < 5; ++i) {
    auto text = notice(6 * (i + 1));
    text.head.clear();
    text.title = "第" + std::to_string(i + 1) + "件关于供暖工作的通知";
    gazette.articles.push_back({i < 3 ? "市政府文件" : "部门文件", text});
  }
  const auto printed = write_gazette_pdf(gazette, {});
  const Pdf pdf(printed.bytes);
  EXPECT_EQ(pdf.pages(), printed.pages);
  ASSERT_EQ(printed.starts.size(), 5u);
  EXPECT_EQ(printed.starts[0], 1);
  for (std::size_t i = 0; i < 5; ++i) {
    const auto page = printed.starts[i] + printed.unnumbered;
    EXPECT_NE(without_spaces(pdf.text(page)).find("第" + std::to_string(i + 1) + "件关于供暖工作"), std::string::npos)
        << i;
  }
  const auto contents = without_spaces(pdf.text(2));
  EXPECT_NE(contents.find("市政府文件"), std::string::npos);
  EXPECT_NE(contents.find(std::to_string(printed.starts[4])), std::string::npos);
}

TEST(Blocks, markup_becomes_headings_paragraphs_items_and_tables) {
  const auto blocks = blocks_of(
                          "<h2>一、总则</h2><p>　　第一款。</p><ol start=\"3\"><li>甲</li><li>乙</li></ol><p "
                          "class=\"signature\">市政府<br>2026年</p>"
                          "<table><tr><td>一</td></tr></table>")
                          .value();
  ASSERT_EQ(blocks.size(), 7u);
  EXPECT_EQ(blocks[0].kind, BlockKind::heading);
  EXPECT_EQ(blocks[1].spans[0].text, "第一款。");
  EXPECT_EQ(blocks[2].spans[0].text, "3.甲");
  EXPECT_EQ(blocks[3].spans[0].text, "4.乙");
  EXPECT_EQ(blocks[4].align, Align::right);
  EXPECT_EQ(blocks[5].align, Align::right);
  EXPECT_EQ(blocks[6].rows.size(), 1u);
}

TEST(Blocks, a_picture_says_what_it_shows_and_decoration_says_nothing) {
  const auto blocks =
      blocks_of("<p>甲</p><img src=\"/f/x/y.png\" alt=\"供热分区图\"><img src=\"/f/x/z.png\" alt=\"\">").value();
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(blocks[1].spans[0].text, "〔图：供热分区图〕");
}

TEST(Numbering, levels_are_those_of_the_standard) {  // GB/T 9704-2012, 7.3.3
  EXPECT_EQ(numbering_level("一、总体要求"), 1);
  EXPECT_EQ(numbering_level("十二、附则"), 1);
  EXPECT_EQ(numbering_level("（一）加强领导"), 2);
  EXPECT_EQ(numbering_level("1.检修设施"), 3);
  EXPECT_EQ(numbering_level("（1）管网"), 4);
  EXPECT_EQ(numbering_level("3.5%的用户"), 0);
  EXPECT_EQ(numbering_level("一是加强领导"), 0);
  EXPECT_EQ(numbering_level(""), 0);
}

TEST(Titles, break_between_words_into_even_lines) {  // 7.3.1
  const auto lines = title_lines("云海市人民政府办公室关于印发《云海市城市供热管理办法》的通知", 19);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0] + lines[1], "云海市人民政府办公室关于印发《云海市城市供热管理办法》的通知");
  EXPECT_FALSE(lines[1].starts_with("的"));
  EXPECT_TRUE(lines[0].ends_with("印发") || lines[0].ends_with("关于")) << lines[0];
}

TEST(Titles, break_behind_the_office_rather_than_in_a_word) {
  EXPECT_EQ(title_lines("云海市人民政府关于促进民营经济发展壮大的若干措施", 19),
            (std::vector<std::string>{"云海市人民政府关于", "促进民营经济发展壮大的若干措施"}));
}

TEST(Titles, keep_the_breaks_that_were_typed) {
  EXPECT_EQ(title_lines("甲\n乙丙", 20), (std::vector<std::string>{"甲", "乙丙"}));
}

TEST(Titles, no_line_is_longer_than_allowed) {
  std::string title;
  for (int i = 0; i < 90; ++i) title += "政策";
  for (const auto& line : title_lines(title, 19)) EXPECT_LE(count_characters(line), 19u);
}

}  // namespace
}  // namespace gongkai::documents
