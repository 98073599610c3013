// A scan: the picture of a printed page, read by recognition cell by cell.
#include <gtest/gtest.h>

#include "platform/documents/recognise.hpp"
#include "report_check/check.hpp"
#include "report_check/read_file.hpp"
#include "report_check/report_json.hpp"
#include "tests/files_samples/report_documents.hpp"

namespace gongkai::report_check {
namespace {

TEST(Scan, the_numbers_of_table_3_are_read_and_marked_as_recognised) {
  const auto& report = published().at(2);
  const samples::Parts parts{std::to_string(report.year) + "年政府信息公开工作年度报告",
                             samples::sheet_3(report_format::form(report.format), report.tables.at("t3").as_object())};
  const auto printed = samples::official_pdf_of({report.unit, parts[0], parts[1]});
  const int pages = documents::count_pages(printed, documents::Format::pdf).value();
  documents::Pieces pieces{.is_recognised = true};
  for (int page = 1; page <= pages; ++page) {
    auto read = documents::recognise_pieces(printed, documents::Format::pdf, page);
    ASSERT_TRUE(read) << read.error().code;
    pieces.confidence = read->confidence;
    std::ranges::move(read->list, std::back_inserter(pieces.list));
  }
  auto read = read_report(pieces);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->is_recognised);
  EXPECT_LT(read->confidence, 0.7);
  const auto tables = to_json(read->tables, read->format);
  int wrong = 0;
  for (const auto& [row, cells] : report.tables.at("t3").as_object())
    for (const auto& [column, number] : cells.as_object()) wrong += tables.at("t3").at(row).at(column) != number;
  fmt::print("scan: {} of 175 cells wrong\n", wrong);
  EXPECT_LE(wrong, 5);
  const auto checked = check(std::move(*read), nullptr);
  EXPECT_TRUE(std::ranges::any_of(checked.findings, [](const Finding& finding) { return finding.code == "OCR"; }));
}

}  // namespace
}  // namespace gongkai::report_check
