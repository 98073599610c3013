#include <gtest/gtest.h>

#include "demo/attachment.hpp"
#include "demo/zip.hpp"

namespace gongkai::demo {
namespace {

const AttachmentEntry table{
    .name = "表.xlsx", .title = "任务表", .rows = {{"序号", "单位"}, {"1", "市教育局 <甲> & 乙"}}};
const AttachmentEntry page{.name = "页.pdf", .title = "说明", .paragraphs = {"第一段文字。", "第二段文字。"}};

TEST(StoredZip, begins_and_ends_as_the_format_asks) {
  const auto archive = stored_zip({{"a.txt", "hello"}});
  EXPECT_TRUE(archive.starts_with(std::string("PK\x03\x04", 4)));
  EXPECT_EQ(archive.substr(archive.size() - 22, 4), std::string("PK\x05\x06", 4));
  EXPECT_NE(archive.find(std::string("\x86\xa6\x10\x36", 4)), std::string::npos) << "CRC-32 of hello";
}

TEST(Spreadsheet, writes_numbers_as_numbers_and_escapes_texts) {
  const auto file = spreadsheet(table);
  EXPECT_NE(file.find("<c r=\"A3\"><v>1</v></c>"), std::string::npos);
  EXPECT_NE(file.find("市教育局 &lt;甲&gt; &amp; 乙"), std::string::npos);
  EXPECT_EQ(file, spreadsheet(table)) << "the same bytes each time: one blob in the store";
}

TEST(Pdf, points_to_each_of_its_objects) {
  const auto file = pdf(page);
  const auto start = file.rfind("startxref\n") + 10;
  const auto table_at = std::stoul(file.substr(start));
  EXPECT_EQ(file.substr(table_at, 5), "xref\n");
  for (std::size_t i = 1; i <= 7; ++i) {
    const auto at = std::stoul(file.substr(table_at + 9 + 20 * i, 10));
    EXPECT_TRUE(file.substr(at).starts_with(std::to_string(i) + " 0 obj")) << i;
  }
}

}  // namespace
}  // namespace gongkai::demo
