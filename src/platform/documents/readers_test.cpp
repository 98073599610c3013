#include "platform/documents/readers.hpp"

#include <gtest/gtest.h>

#include "platform/documents/collector.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
using namespace samples;

std::string part(const ExtractedText& text, PartKind kind) {
  std::string found;
  for (const auto& part : text.parts)
    if (part.kind == kind) found += (found.empty() ? "" : "|") + part.text;
  return found;
}
std::string property(const ExtractedText& text, std::string_view name) {
  for (const auto& [key, value] : text.properties)
    if (key == name) return value;
  return "";
}

TEST(Pdf, gives_its_text_page_by_page) {
  const auto text = read_pdf(pdf_of({"First page", "Second page"}));
  ASSERT_TRUE(text);
  ASSERT_EQ(text->parts.size(), 2u);
  EXPECT_EQ(text->parts[1].page, 2);
  EXPECT_EQ(text->parts[1].text, "Second page");
  EXPECT_EQ(property(*text, "author"), "Wang");
}

TEST(Pdf, kangxi_radicals_become_characters) {
  // cairo writes ⼯ (U+2F2F), ⼈ (U+2F08) and ⻓ (U+2ED3) where 工, 人 and 长 stand
  const auto text = read_pdf(pdf_of({"ABC"}, {{'A', "2F2F"}, {'B', "2F08"}, {'C', "2ED3"}}));
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "工人长");
}

TEST(Pdf, broken_ones_are_refused) {
  EXPECT_EQ(read_pdf("%PDF-1.4\nnothing").error().code, "files.damaged");
  EXPECT_EQ(read_pdf("").error().code, "files.damaged");
}

TEST(Docx, body_tables_and_properties) {
  const auto text = read_docx(docx_of(
      R"(<w:p><w:r><w:t xml:space="preserve">各区 </w:t><w:t>（市）</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>末段</w:t></w:r></w:p>)"));
  ASSERT_TRUE(text);
  EXPECT_EQ(part(*text, PartKind::body), "各区 （市）\n甲\t乙\t\n末段");
  EXPECT_EQ(property(*text, "author"), "王一");
  EXPECT_EQ(property(*text, "last_modified_by"), "李二");
}

TEST(Docx, what_a_reader_does_not_see_is_kept_apart) {
  const auto text = read_docx(docx_with(
      {{"word/comments.xml",
        R"(<w:comments xmlns:w="w"><w:comment w:author="张三"><w:p><w:r><w:t>此处待定</w:t></w:r></w:p></w:comment></w:comments>)"}},
      R"(<w:p><w:r><w:t>公开</w:t></w:r><w:del><w:r><w:delText>底价八十万</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>)"));
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "公开");
  EXPECT_EQ(part(*text, PartKind::deleted), "底价八十万");
  EXPECT_EQ(part(*text, PartKind::hidden), "内部");
  EXPECT_EQ(part(*text, PartKind::comment), "此处待定");
  EXPECT_EQ(hidden_parts(*text).size(), 3u);
  EXPECT_EQ(hidden_parts(*text).back()->label, "张三");
}

TEST(Docx, headers_footers_and_footnotes_are_labelled) {
  const auto story = [](std::string_view root, std::string_view words) {
    return fmt::format(R"(<w:{} xmlns:w="w"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:{}>)", root, words, root);
  };
  const auto text =
      read_docx(docx_with({{"word/_rels/document.xml.rels", relations({{"r1", "header", "header1.xml"},
                                                                       {"r2", "footer", "footer1.xml"},
                                                                       {"r3", "footnotes", "footnotes.xml"}})},
                           {"word/header1.xml", story("hdr", "云海市人民政府")},
                           {"word/footer1.xml", story("ftr", "第一页")},
                           {"word/footnotes.xml", story("footnotes", "数据截至三月")}}));
  ASSERT_TRUE(text);
  EXPECT_EQ(part(*text, PartKind::header), "云海市人民政府");
  EXPECT_EQ(part(*text, PartKind::footer), "第一页");
  EXPECT_EQ(part(*text, PartKind::footnote), "数据截至三月");
}

TEST(Docx, older_programs_fallback_is_not_read_twice) {
  const auto text = read_docx(docx_of(
      R"(<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>)"));
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "框");
}

std::string xlsx(std::string_view sheet, std::string_view state = "visible", Entries more = {}) {
  Entries entries{
      {"[Content_Types].xml", content_types("spreadsheetml.sheet")},
      {"xl/workbook.xml",
       fmt::format(
           R"(<workbook xmlns:r="r"><sheets><sheet name="一季度" sheetId="1" state="{}" r:id="rId1"/></sheets></workbook>)",
           state)},
      {"xl/_rels/workbook.xml.rels", relations({{"rId1", "worksheet", "worksheets/sheet1.xml"}})},
      {"xl/sharedStrings.xml", "<sst><si><t>单位</t></si><si><r><t>合</t></r><r><t>计</t></r></si></sst>"},
      {"xl/worksheets/sheet1.xml", fmt::format("<worksheet>{}</worksheet>", sheet)}};
  for (auto& entry : more) entries.push_back(std::move(entry));
  return zip_of(entries);
}

TEST(Xlsx, cells_come_by_rows) {
  const auto text = read_xlsx(xlsx(
      R"(<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>水务局</t></is></c><c r="B2"><v>12.5</v></c></row></sheetData>)"));
  ASSERT_TRUE(text);
  EXPECT_EQ(part(*text, PartKind::body), "单位\t合计\n水务局\t12.5");
  EXPECT_EQ(text->parts[0].label, "一季度");
}

TEST(Xlsx, hidden_rows_columns_and_sheets_are_kept_apart) {
  const auto text = read_xlsx(xlsx(
      R"(<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row></sheetData>)"));
  ASSERT_TRUE(text);
  EXPECT_EQ(part(*text, PartKind::body), "1");
  EXPECT_EQ(part(*text, PartKind::hidden), "2\n3");
  const auto sheet = read_xlsx(xlsx(R"(<sheetData><row><c><v>7</v></c></row></sheetData>)", "veryHidden"));
  ASSERT_TRUE(sheet);
  EXPECT_EQ(visible_text(*sheet), "");
  EXPECT_EQ(part(*sheet, PartKind::hidden), "7");
}

TEST(Xlsx, comments_and_headers_are_found) {
  const auto text = read_xlsx(xlsx(
      R"(<sheetData/><headerFooter><oddHeader>&amp;L&amp;"宋体,粗体"内部资料&amp;R&amp;P</oddHeader></headerFooter>)",
      "visible",
      {{"xl/worksheets/_rels/sheet1.xml.rels", relations({{"r1", "comments", "../comments1.xml"}})},
       {"xl/comments1.xml",
        R"(<comments><commentList><comment ref="A1"><text><t>请核对</t></text></comment></commentList></comments>)"}}));
  ASSERT_TRUE(text);
  EXPECT_EQ(part(*text, PartKind::comment), "请核对");
  EXPECT_EQ(part(*text, PartKind::header), "内部资料");
}

TEST(Xlsx, a_huge_column_reference_does_no_harm) {
  EXPECT_TRUE(read_xlsx(xlsx(
      R"(<cols><col min="-5" max="2000000000" hidden="1"/></cols><sheetData><row><c r="ZZZZZZZZZZ1"><v>1</v></c><c t="s"><v>99999999999999999999</v></c></row></sheetData>)")));
}

TEST(Pptx, slides_notes_and_hidden_slides) {
  const auto slide = [](std::string_view words, std::string_view show) {
    return fmt::format(R"(<p:sld xmlns:p="p" xmlns:a="a" show="{}"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>)", show,
                       words);
  };
  const auto text = read_pptx(zip_of(
      {{"[Content_Types].xml", content_types("presentationml.presentation")},
       {"ppt/presentation.xml",
        R"(<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId r:id="r2"/><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>)"},
       {"ppt/_rels/presentation.xml.rels",
        relations({{"r1", "slide", "slides/slide1.xml"}, {"r2", "slide", "slides/slide2.xml"}})},
       {"ppt/slides/slide1.xml", slide("备用", "0")},
       {"ppt/slides/slide2.xml", slide("首页", "1")},
       {"ppt/slides/_rels/slide2.xml.rels", relations({{"r1", "notesSlide", "../notesSlides/n.xml"}})},
       {"ppt/notesSlides/n.xml", slide("讲三分钟", "1")}}));
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "首页");
  EXPECT_EQ(text->parts[0].page, 1);
  EXPECT_EQ(part(*text, PartKind::notes), "讲三分钟");
  EXPECT_EQ(part(*text, PartKind::hidden), "备用");
}

TEST(PlainText, finds_the_encoding) {
  const std::string gbk = "\xB9\xAB\xBF\xAA";  // 公开
  for (const auto& bytes : {std::string("公开"), gbk, std::string("\xEF\xBB\xBF公开"),
                            std::string("\xFF\xFE\x6C\x51\x00\x5F", 6), std::string("\xFE\xFF\x51\x6C\x5F\x00", 6)}) {
    const auto text = read_plain(bytes);
    ASSERT_TRUE(text);
    EXPECT_EQ(visible_text(*text), "公开");
  }
  EXPECT_EQ(read_plain(std::string("\x7F"
                                   "ELF\x02\x01\x01\0\0\0\0",
                                   11))
                .error()
                .code,
            "files.encoding");
}

TEST(PlainText, gb18030_four_byte_characters_are_read) {
  const auto text = read_plain("\x84\x31\xA4\x37 \xB9\xAB");  // a rare character, 公
  ASSERT_TRUE(text);
  EXPECT_TRUE(visible_text(*text).ends_with("公"));
}

TEST(Html, gives_title_and_words) {
  const auto text = read_html(
      "<html><head><title>通知</title><style>p{}</style></head><body><p>第一段<script>x()</script></p><p>第二段</p></"
      "body></html>");
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "第一段\n第二段");
  EXPECT_EQ(property(*text, "title"), "通知");
}

TEST(Readers, survive_every_truncation) {
  const auto docx = docx_of("<w:p><w:r><w:t>文</w:t></w:r></w:p>");
  for (std::size_t size = 0; size < docx.size(); size += 7) EXPECT_FALSE(read_docx(docx.substr(0, size)));
  const auto pdf = pdf_of({"text"});
  for (std::size_t size = 0; size < pdf.size(); size += 37) (void)read_pdf(pdf.substr(0, size));
}

TEST(Readers, deeply_nested_xml_is_walked_without_a_stack) {
  std::string body;
  for (int i = 0; i < 200'000; ++i) body += "<w:a>";
  body += "<w:t>底</w:t>";
  for (int i = 0; i < 200'000; ++i) body += "</w:a>";
  const auto text = read_docx(docx_of(body));
  ASSERT_TRUE(text);
  EXPECT_EQ(visible_text(*text), "底");
}

TEST(Readers, long_text_is_cut_and_says_so) {
  const auto text = read_plain(std::string(max_text_bytes + 10, 'a'));
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->truncated);
}
TEST(VisiblePages, keep_what_a_reader_sees_of_each_page) {
  const ExtractedText text{.parts = {{PartKind::header, "", 1, "页眉"},
                                     {PartKind::body, "", 1, "第一页"},
                                     {PartKind::comment, "张", 1, "批注"},
                                     {PartKind::body, "", 3, "第三页"},
                                     {PartKind::body, "", 4, ""}}};
  const auto pages = visible_pages(text);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].page, 1);
  EXPECT_EQ(pages[0].text, "页眉\n第一页");
  EXPECT_EQ(pages[1].page, 3);
}

}  // namespace
}  // namespace gongkai::documents
