#include "platform/documents/docx_template.hpp"

#include <gmock/gmock.h>

#include "platform/documents/archive.hpp"
#include "platform/documents/readers.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::documents {
namespace {
using namespace samples;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string run(const std::string& text, const std::string& looks = "") {
  return "<w:r><w:rPr>" + looks + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}
std::string p(const std::string& runs) {
  return "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>" + runs + "</w:p>";
}
std::string filled_xml(const std::string& body, std::map<std::string, std::string, std::less<>> values) {
  const auto filled =
      fill_docx_template(docx_of(body), {.values = std::move(values), .title = "答复书", .author = "市财政局"});
  EXPECT_TRUE(filled) << (filled ? "" : filled.error().code);
  return filled ? Archive::open(*filled).value().read("word/document.xml").value() : "";
}
std::string filled_text(const std::string& body, std::map<std::string, std::string, std::less<>> values) {
  const auto filled = fill_docx_template(docx_of(body), {.values = std::move(values)});
  return filled ? visible_text(read_docx(*filled).value()) : filled.error().code;
}
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& place : placeholders_in(text)) names.push_back(place.name);
  return names;
}

TEST(Placeholders, are_found_in_order_and_trimmed) {
  EXPECT_THAT(names_in("于{{收到日期}}收到{{ 收件人 }}的申请"), ElementsAre("收到日期", "收件人"));
}

TEST(Placeholders, without_an_end_or_a_name_have_no_name) {
  EXPECT_THAT(names_in("{{收到日期"), ElementsAre(""));
  EXPECT_THAT(names_in("{{收到{{收件人}}"), ElementsAre("", "收件人"));
  EXPECT_THAT(names_in("{{}}"), ElementsAre(""));
  EXPECT_THAT(names_in("{{{{{{"), ElementsAre("", "", ""));
}

TEST(DocxTemplate, shows_where_each_paragraph_stands) {
  const auto text = read_docx_template(docx_of(p(run("第一段")) + p("") + p(run("第{{申请") + run("编号}}段"))));
  ASSERT_TRUE(text);
  EXPECT_THAT(text->paragraphs, ElementsAre(TemplateParagraph{"document", 1, "第一段"},
                                            TemplateParagraph{"document", 3, "第{{申请编号}}段"}));
}

TEST(DocxTemplate, tells_of_comments_and_tracked_changes) {
  EXPECT_TRUE(read_docx_template(docx_of(p("<w:ins>" + run("新") + "</w:ins>")))->has_revisions);
  EXPECT_TRUE(read_docx_template(docx_with({{"word/comments.xml", "<w:comments/>"}}, p(run("文"))))->has_comments);
  EXPECT_FALSE(read_docx_template(docx_of(p(run("文"))))->has_revisions);
}

TEST(DocxTemplate, fills_a_placeholder_that_the_word_processor_has_split) {
  EXPECT_EQ(filled_text(p(run("于{") + run("{收到") + run("日期}") + run("}收到")), {{"收到日期", "2026年3月2日"}}),
            "于2026年3月2日收到");
}

TEST(DocxTemplate, keeps_the_looks_of_the_first_run) {
  const auto xml =
      filled_xml(p(run("收件人：") + run("{{收", "<w:b/>") + run("件人}}", "<w:i/>")), {{"收件人", "林晓海"}});
  EXPECT_THAT(xml, HasSubstr("<w:b/></w:rPr><w:t xml:space=\"preserve\">林晓海</w:t>"));
}

TEST(DocxTemplate, gives_a_paragraph_for_each_line) {
  const auto xml = filled_xml(p(run("{{理由}}", "<w:b/>")), {{"理由", "一是甲。\n二是乙。"}});
  EXPECT_THAT(xml, HasSubstr("一是甲。</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>"));
  EXPECT_THAT(xml, HasSubstr("二是乙。"));
}

TEST(DocxTemplate, breaks_the_line_within_a_paragraph) {
  EXPECT_THAT(filled_xml(p(run("理由：{{理由}}")), {{"理由", "甲\n乙"}}),
              HasSubstr("甲</w:t><w:br/><w:t xml:space=\"preserve\">乙</w:t>"));
}

TEST(DocxTemplate, leaves_out_a_paragraph_whose_value_is_empty) {
  EXPECT_EQ(filled_text(p(run("甲")) + p(run("{{办理经过}}")) + p(run("乙")), {{"办理经过", ""}}), "甲\n乙");
}

TEST(DocxTemplate, keeps_the_only_paragraph_of_a_cell) {
  const auto xml = filled_xml("<w:tbl><w:tr><w:tc>" + p(run("{{附送}}")) + "</w:tc></w:tr></w:tbl>", {{"附送", ""}});
  EXPECT_THAT(xml, HasSubstr("<w:tc><w:p>"));
}

TEST(DocxTemplate, shows_what_has_no_value) {
  EXPECT_EQ(filled_text(p(run("{{联系方式}}")), {}), "【未填：联系方式】");
}

TEST(DocxTemplate, writes_markup_in_a_value_as_text) {
  EXPECT_EQ(filled_text(p(run("答：{{理由}}")), {{"理由", "<w:b/>&\"{{文号}}\""}}), "答：<w:b/>&\"{{文号}}\"");
}

TEST(DocxTemplate, fills_headers_and_footers) {
  const auto docx = docx_with({{"word/_rels/document.xml.rels", relations({{"rId1", "header", "header1.xml"}})},
                               {"word/header1.xml", "<w:hdr>" + p(run("{{单位}}")) + "</w:hdr>"}},
                              p(run("正文")));
  const auto filled = fill_docx_template(docx, {.values = {{"单位", "云海市财政局"}}});
  ASSERT_TRUE(filled);
  EXPECT_THAT(Archive::open(*filled)->read("word/header1.xml").value(), HasSubstr("云海市财政局"));
}

TEST(DocxTemplate, forgets_who_wrote_the_form) {
  const auto filled = fill_docx_template(docx_of(p(run("甲"))), {.title = "答复书", .author = "云海市财政局"});
  ASSERT_TRUE(filled);
  const auto core = Archive::open(*filled)->read("docProps/core.xml").value();
  EXPECT_THAT(core, HasSubstr("云海市财政局"));
  EXPECT_THAT(core, Not(HasSubstr("李二")));
}

TEST(DocxTemplate, copies_the_other_parts_as_they_are) {
  const auto docx = docx_with({{"word/styles.xml", "<w:styles>own</w:styles>"}}, p(run("{{甲}}")));
  const auto filled = fill_docx_template(docx, {.values = {{"甲", "乙"}}});
  EXPECT_EQ(Archive::open(*filled)->read("word/styles.xml").value(), "<w:styles>own</w:styles>");
}

TEST(DocxTemplate, refuses_what_is_broken_or_too_deep) {
  EXPECT_EQ(read_docx_template("PK\x03\x04").error().code, "files.damaged");
  EXPECT_EQ(fill_docx_template("", {}).error().code, "files.damaged");
  std::string deep;
  for (int i = 0; i < 5'000; ++i) deep += "<w:sdt>";
  deep += p(run("底"));
  for (int i = 0; i < 5'000; ++i) deep += "</w:sdt>";
  EXPECT_EQ(read_docx_template(docx_of(deep)).error().code, "files.too_deep");
}

TEST(DocxTemplate, comes_through_the_wire_unchanged) {
  const TemplateText text{.paragraphs = {{"document", 1, "甲{{乙}}"}, {"header1", 2, "丙"}}, .has_comments = true};
  EXPECT_EQ(decode_template_text(encode(text)).value(), text);
  const TemplateFilling filling{.values = {{"理由", "甲\n乙"}, {"空", ""}}, .title = "题", .author = "局"};
  EXPECT_EQ(decode_filling(encode(filling)), filling);
  EXPECT_EQ(decode_template_text("xx").error().code, "files.damaged");
}

}  // namespace
}  // namespace gongkai::documents
