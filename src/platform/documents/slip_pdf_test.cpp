#include "platform/documents/slip_pdf.hpp"

#include <gtest/gtest.h>
#include <poppler-document.h>
#include <poppler-page.h>

#include <fstream>

#include "platform/documents/pdf.hpp"

namespace gongkai::documents {
namespace {

SlipText receipt() {
  SlipText text{
      .head = "云海市财政局",
      .title = "政府信息公开申请接收回执",
      .facts = {{"申请编号", "SQ20260930-7K2M9P"}, {"查询码", "H4TR8WQZ"}, {"提交时间", "2026年9月30日 23:59"}},
      .explanation = "收到之日不计入期限，从次日起逐个工作日计算。",
      .table = {"期限逐日计算", {"一", "二", "三", "四", "五", "六", "日"}, {}},
      .notes = {"请妥善保存查询码。", "可以在线查询进度。"},
      .code = std::vector(25, std::vector(25, true)),
      .code_words = "扫码查询进度"};
  for (int week = 0; week < 6; ++week) text.table.rows.push_back({"9-28", "9-29", "9-30 收到", "休", "休", "休", "休"});
  return text;
}

struct Read {
  int pages = 0;
  std::string text{};
};
Read read(const Printed& printed) {
  if (const char* folder = std::getenv("GONGKAI_KEEP_PDF")) {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    std::ofstream(std::string(folder) + "/" + test->name() + ".pdf", std::ios::binary) << printed.bytes;
  }
  const auto document = open_pdf(printed.bytes).value();
  const std::unique_ptr<poppler::page> page(document->create_page(0));
  return {document->pages(), from_poppler(page->text())};
}

TEST(Slip, is_one_page_with_all_that_it_was_given) {
  const auto found = read(write_slip_pdf(receipt(), Fonts{}));
  EXPECT_EQ(found.pages, 1);
  for (const char* words : {"SQ20260930-7K2M9P", "H4TR8WQZ", "9-30", "扫码查询进度", "请妥善保存查询码"})
    EXPECT_NE(found.text.find(words), std::string::npos) << words;
}

TEST(Slip, stays_one_page_however_much_was_asked_for) {
  auto text = receipt();
  for (int i = 0; i < 3000; ++i) text.facts[2].second += "滨河路";
  for (int week = 0; week < 40; ++week) text.table.rows.push_back(text.table.rows.front());
  EXPECT_EQ(read(write_slip_pdf(text, Fonts{})).pages, 1);
}

TEST(Slip, is_one_page_even_of_nothing) {
  EXPECT_EQ(read(write_slip_pdf({}, Fonts{})).pages, 1);
}

}  // namespace
}  // namespace gongkai::documents
