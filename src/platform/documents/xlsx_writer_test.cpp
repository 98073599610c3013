#include "platform/documents/xlsx_writer.hpp"

#include <gtest/gtest.h>

#include "platform/documents/archive.hpp"
#include "platform/documents/inspect.hpp"
#include "platform/documents/readers.hpp"

namespace gongkai::documents {
namespace {
using namespace std::string_literals;

Sheet ledger() {
  Sheet sheet{.name = "台账", .columns = {{"文号", 20}, {"印发日期"}, {"件数"}}};
  sheet.rows.push_back({"云政发〔2026〕3号", Day::of(2026, 3, 5), 12});
  sheet.rows.push_back({"云政办发〔2026〕4号", {}, 2.5});
  return sheet;
}

std::string text_of(const std::vector<Sheet>& sheets) {
  const auto text = read_xlsx(write_xlsx(sheets));
  return text ? visible_text(*text) : text.error().code;
}
std::string entry_of(const std::string& bytes, const std::string& name) {
  const auto archive = Archive::open(bytes).value();
  return archive.read(name).value();
}

TEST(XlsxWriter, what_it_writes_our_reader_reads) {
  EXPECT_EQ(text_of({ledger()}).substr(0, text_of({ledger()}).find("第")),
            "文号\t印发日期\t件数\n云政发〔2026〕3号\t46086\t12\n云政办发〔2026〕4号\t2.5\n");
}

TEST(XlsxWriter, a_workbook_passes_the_inspection_of_uploads) {
  EXPECT_TRUE(inspect(write_xlsx({ledger()}), Format::xlsx));
}

TEST(XlsxWriter, text_that_looks_like_a_formula_stays_text) {
  Sheet sheet{.name = "名单", .columns = {{"姓名"}}};
  for (const auto* text : {"=1+1", "+SUM(A1)", "-2+3", "@cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")"})
    sheet.rows.push_back({text});
  const auto page = entry_of(write_xlsx({sheet}), "xl/worksheets/sheet1.xml");
  EXPECT_EQ(page.find("<f>"), std::string::npos);
  EXPECT_NE(page.find("=1+1"), std::string::npos);
}

TEST(XlsxWriter, a_formula_carries_its_result) {
  auto sheet = ledger();
  sheet.rows.push_back({"合计", {}, Formula{"SUM(C2:C3)", 14.5}});
  EXPECT_NE(text_of({sheet}).find("合计\t14.5"), std::string::npos);
  EXPECT_NE(entry_of(write_xlsx({sheet}), "xl/worksheets/sheet1.xml").find("<f>SUM(C2:C3)</f>"), std::string::npos);
}

TEST(XlsxWriter, the_header_is_frozen_and_repeated_below_a_title) {
  auto sheet = ledger();
  sheet.title = "2026年第一季度规范性文件备案目录";
  const auto bytes = write_xlsx({sheet});
  EXPECT_NE(entry_of(bytes, "xl/worksheets/sheet1.xml").find("ySplit=\"2\""), std::string::npos);
  EXPECT_NE(entry_of(bytes, "xl/worksheets/sheet1.xml").find("A1:C1"), std::string::npos);
  EXPECT_NE(entry_of(bytes, "xl/workbook.xml").find("$1:$2"), std::string::npos);
}

TEST(XlsxWriter, control_characters_and_broken_text_do_not_break_it) {
  Sheet sheet{.name = "坏", .columns = {{"甲\x01<&>\"乙\xff"}}};
  sheet.rows.push_back({"第一行\n第二行\x07"});
  const auto text = text_of({sheet});
  EXPECT_NE(text.find("甲<&>\"乙"), std::string::npos);
  EXPECT_NE(text.find("第一行\n第二行"), std::string::npos);
}

TEST(XlsxWriter, a_text_beyond_the_limit_of_excel_is_cut) {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "文";
  Sheet sheet{.name = "长", .columns = {{"正文"}}};
  sheet.rows.push_back({text});
  const auto read = text_of({sheet});
  EXPECT_NE(read.find("…"), std::string::npos);
  EXPECT_LT(read.size(), std::size_t{32'800 * 3});
}

TEST(XlsxWriter, sheet_names_are_made_lawful_and_unique) {
  auto first = ledger(), second = ledger(), third = ledger();
  first.name = second.name = "收入/支出[2026]";
  third.name = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五";
  const auto text = read_xlsx(write_xlsx({first, second, third}));
  ASSERT_TRUE(text);
  std::vector<std::string> names;
  for (const auto& part : text->parts)
    if (part.kind == PartKind::body) names.push_back(part.label);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[0], "收入-支出-2026-");
  EXPECT_EQ(names[1], "收入-支出-2026- (2)");
  EXPECT_TRUE(names[2].starts_with("一二三四五六七八九十"));
}

TEST(XlsxWriter, nothing_to_write_is_a_mistake_of_the_programmer) {
  EXPECT_THROW(write_xlsx({}), std::invalid_argument);
  EXPECT_THROW(write_xlsx({Sheet{.name = "空"}}), std::invalid_argument);
}

TEST(XlsxWriter, column_letters_count_in_base_26_without_a_zero) {
  EXPECT_EQ(column_letters(1), "A");
  EXPECT_EQ(column_letters(26), "Z");
  EXPECT_EQ(column_letters(27), "AA");
  EXPECT_EQ(column_letters(703), "AAA");
}

}  // namespace
}  // namespace gongkai::documents
