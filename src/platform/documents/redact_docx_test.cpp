#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/archive.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/inspect.hpp"
#include "platform/documents/needles.hpp"
#include "platform/documents/readers.hpp"
#include "platform/documents/redaction.hpp"
#include "tests/files_samples/metadata.hpp"
#include "tests/files_samples/pictures.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
std::string paragraph(std::string_view text) {
  return fmt::format("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", text);
}

std::string full_docx() {
  const std::string body =
      R"(<w:p w:rsidR="00A1"><w:r><w:t>申请人王</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>小明，电话1390535</w:t></w:r><w:r><w:t>8888。</w:t></w:r></w:p>)"
      R"(<w:p><w:ins w:author="李二"><w:r><w:t>补充一句。</w:t></w:r></w:ins><w:del w:author="李二"><w:r><w:delText>删掉的王小明</w:delText></w:r></w:del></w:p>)"
      R"(<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏的王小明</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>样式隐藏</w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>公开的话。</w:t></w:r></w:p>)"
      R"(<w:p><w:hyperlink r:id="rId9"><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD 王小明 </w:instrText></w:r></w:p>)"
      R"(<w:p><w:r><w:t>图：</w:t></w:r><w:r><w:drawing><wp:docPr descr="王小明的照片" name="p1"/><a:blip r:embed="rId5"/></w:drawing></w:r></w:p>)"
      R"(<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表格里的话</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删掉的行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>)";
  return samples::docx_with(
      {{"word/_rels/document.xml.rels", samples::relations({{"rId1", "header", "header1.xml"},
                                                            {"rId2", "footnotes", "footnotes.xml"},
                                                            {"rId3", "comments", "comments.xml"},
                                                            {"rId4", "styles", "styles.xml"},
                                                            {"rId5", "image", "media/王小明.jpeg"},
                                                            {"rId6", "settings", "settings.xml"},
                                                            {"rId7", "customXml", "../customXml/item1.xml"}})},
       {"word/header1.xml", R"(<w:hdr xmlns:w="w">)" + paragraph("王小明案卷") + "</w:hdr>"},
       {"word/footnotes.xml",
        R"(<w:footnotes xmlns:w="w"><w:footnote>)" + paragraph("脚注") + "</w:footnote></w:footnotes>"},
       {"word/comments.xml", R"(<w:comments xmlns:w="w"><w:comment w:author="张三">)" + paragraph("这是王小明") +
                                 "</w:comment></w:comments>"},
       {"word/styles.xml",
        R"(<w:styles xmlns:w="w"><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Secret"><w:basedOn w:val="Base"/></w:style></w:styles>)"},
       {"word/settings.xml",
        R"(<w:settings xmlns:w="w"><w:rsids><w:rsid w:val="00A1"/></w:rsids><w:docVars><w:docVar w:name="n" w:val="王小明"/></w:docVars><w:evenAndOddHeaders/></w:settings>)"},
       {"word/media/王小明.jpeg", samples::jpeg_with({{0xE1, samples::exif_of("Wang")}}, samples::picture(".jpg"))},
       {"customXml/item1.xml", "<root>王小明</root>"},
       {"docProps/thumbnail.jpeg", samples::picture(".jpg")},
       {"docProps/app.xml", "<Properties><Company>某局</Company></Properties>"}},
      body);
}

std::vector<SourceLine> lines_of(const std::string& bytes, Format format = Format::docx) {
  std::vector<SourceLine> lines;
  auto source = read_source(bytes, format, 0).value();
  for (auto& page : source.found)
    for (auto& line : page.lines) lines.push_back(std::move(line));
  return lines;
}

std::vector<Mark> marks_on(const std::vector<SourceLine>& lines, const std::string& text) {
  std::vector<Mark> marks;
  const auto sought = to_code_points(text);
  for (const auto& line : lines) {
    const auto points = to_code_points(line.text);
    for (auto at = points.find(sought); at != std::u32string::npos; at = points.find(sought, at + 1))
      marks.push_back({.line = line.number, .begin = at, .end = at + sought.size(), .label = "第十五条"});
  }
  return marks;
}

std::string everything_in(const std::string& docx) {
  const auto archive = Archive::open(docx).value();
  std::string all;
  for (const auto& entry : archive.entries()) all += entry.name + "\n" + archive.read(entry.name).value_or("") + "\n";
  return all;
}

TEST(RedactDocx, takes_a_name_out_that_is_cut_over_several_runs) {
  const auto source = full_docx();
  const auto result = redact(source, Format::docx, marks_on(lines_of(source), "王小明")).value();
  const auto text = visible_text(extract(result, Format::docx).value());
  EXPECT_EQ(count_in_text(text, "王小明"), 0) << text;
  EXPECT_NE(text.find("申请人■■■■■■〔第十五条〕，电话13905358888。"), std::string::npos) << text;
  EXPECT_NE(text.find("补充一句。"), std::string::npos);
}

TEST(RedactDocx, a_block_does_not_tell_how_long_the_word_was) {
  const auto source = samples::docx_of(paragraph("甲某") + paragraph("欧阳某某某"));
  auto marks = marks_on(lines_of(source), "甲");
  for (auto& mark : marks_on(lines_of(source), "欧阳某某")) marks.push_back(mark);
  const auto lines = lines_of(redact(source, Format::docx, marks).value());
  EXPECT_EQ(lines.at(0).text, lines.at(1).text);
}

TEST(RedactDocx, leaves_comments_changes_hidden_text_properties_and_names_behind) {
  const auto source = full_docx();
  const auto marks = marks_on(lines_of(source), "王小明");
  const auto result = redact(source, Format::docx, marks).value();
  const auto all = everything_in(result);
  for (const auto* gone : {"王小明", "隐藏的", "样式隐藏", "删掉的", "李二", "张三", "某局", "Wang", "rsid", "docVar",
                           "MERGEFIELD", "customXml", "thumbnail", "docProps", "comments.xml", "照片", "commentRange"})
    EXPECT_EQ(all.find(gone), std::string::npos) << gone;
  EXPECT_NE(all.find("evenAndOddHeaders"), std::string::npos);
  EXPECT_NE(all.find("word/media/image1.jpeg"), std::string::npos);
}

TEST(RedactDocx, result_is_a_whole_file_that_the_inspection_lets_in) {
  const auto source = full_docx();
  const auto result = redact(source, Format::docx, marks_on(lines_of(source), "王小明")).value();
  const auto inspected = inspect(result, Format::docx);
  EXPECT_TRUE(inspected) << inspected.error().code;
  EXPECT_EQ(redact(result, Format::docx, {}).value().empty(), false);
}

TEST(RedactDocx, proves_that_nothing_is_left_and_finds_what_is) {
  const auto source = full_docx();
  const auto marks = marks_on(lines_of(source), "王小明");
  const auto result = redact(source, Format::docx, marks).value();
  const auto good = check_redacted(result, Format::docx, {marks, {{"王小明", 0}, {"13905358888", 1}}}).value();
  EXPECT_TRUE(good.left.empty()) << good.left.front().kind << " " << good.left.front().place;
  EXPECT_FALSE(check_redacted(result, Format::docx, {marks, {{"13905358888", 0}}}).value().left.empty());
  EXPECT_GT(check_redacted(source, Format::docx, {marks, {{"王小明", 0}}}).value().left.size(), 3u);
}

TEST(RedactDocx, a_marked_picture_goes_with_its_bytes) {
  const auto source = full_docx();
  auto lines = lines_of(source);
  const auto result = redact(source, Format::docx, marks_on(lines, "\uFFFC")).value();
  EXPECT_EQ(everything_in(result).find("word/media/"), std::string::npos);
}

TEST(RedactDocx, says_what_it_will_leave_behind) {
  const auto extras = read_source(full_docx(), Format::docx, 0)->extras;
  for (const auto* kind : {"comment", "deleted", "hidden", "property", "thumbnail", "custom_data"})
    EXPECT_TRUE(std::ranges::any_of(extras, [&](const auto& extra) { return extra.first == kind; })) << kind;
}

TEST(RedactDocx, refuses_marks_outside_and_damaged_files) {
  const auto source = samples::docx_of(paragraph("一二三"));
  const std::vector<Mark> wrong{{.line = 2, .begin = 0, .end = 1},
                                {.line = 1, .begin = 0, .end = 4},
                                {.line = 1, .begin = 2, .end = 2},
                                {.line = 0, .begin = 0, .end = 1}};
  for (const auto& mark : wrong) EXPECT_EQ(redact(source, Format::docx, {mark}).error().code, "files.mark_outside");
  EXPECT_EQ(redact("PK no", Format::docx, {}).error().code, "files.damaged");
}

TEST(RedactText, puts_a_block_of_one_length_and_keeps_the_rest) {
  const std::string source = "第一行 王小明\r\n第二行 欧阳小明";
  auto marks = marks_on(lines_of(source, Format::txt), "王小明");
  const auto result = redact(source, Format::txt, marks).value();
  EXPECT_EQ(result, "第一行 ■■■■■■〔第十五条〕\n第二行 欧阳小明");
  EXPECT_TRUE(check_redacted(result, Format::txt, {marks, {{"王小明", 0}}}).value().left.empty());
  EXPECT_FALSE(check_redacted(source, Format::txt, {marks, {{"王小明", 0}}}).value().left.empty());
}

TEST(RedactText, overlapping_marks_are_one) {
  const std::vector<Mark> marks{{.line = 1, .begin = 1, .end = 3}, {.line = 1, .begin = 2, .end = 4}};
  EXPECT_EQ(redact("一二三四五", Format::txt, marks).value(), "一■■■■■■五");
}

TEST(RedactText, reads_the_encoding_of_the_office) {
  const std::string gbk = "\xCD\xF5\xD0\xA1\xC3\xF7";  // 王小明 in GB 2312
  EXPECT_EQ(lines_of(gbk, Format::txt).at(0).text, "王小明");
}

TEST(RedactText, parts_a_long_text_into_pages_with_lines_counted_through) {
  std::string text;
  for (int i = 1; i <= 250; ++i) text += fmt::format("第{}行\n", i);
  const auto source = read_source(text, Format::txt, 3).value();
  EXPECT_EQ(source.pages, 3);
  ASSERT_EQ(source.found.size(), 1u);
  EXPECT_EQ(source.found[0].lines.front().number, 201);
  EXPECT_EQ(read_source(text, Format::txt, 4).error().code, "files.page_not_found");
}

TEST(Needles, are_found_in_every_form_of_writing) {
  EXPECT_EQ(count_in_text("３７０６ 0219\n90", "3706021990"), 1);
  EXPECT_EQ(count_in_text("王 小\n明", "王小明"), 1);
  const auto forms = byte_forms("王小明");
  EXPECT_EQ(forms.size(), 4u);
  EXPECT_TRUE(byte_forms("12").empty());
}
}  // namespace
}  // namespace gongkai::documents
