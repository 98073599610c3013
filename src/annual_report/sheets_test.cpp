// What goes out is read back by the checker that reads anybody's report.
#include "annual_report/sheets.hpp"

#include <gmock/gmock.h>

#include "annual_report/counting.hpp"
#include "platform/documents/docx_writer.hpp"
#include "platform/documents/pieces.hpp"
#include "report_check/check.hpp"

namespace gongkai::annual_report {
namespace {

using report_format::Applicant;
using report_format::Row;
using ::testing::HasSubstr;

Frozen sample() {
  Frozen report{.unit_name = "云海市财政局", .year = 2025, .tables = empty_tables(Format::form_2021)};
  for (auto& cell : report.tables.cells)
    if (cell.is_blank()) cell = 0;
  report.tables.unit = report_format::MoneyUnit::ten_thousand;
  for (const auto column : {Applicant::natural, Applicant::total}) {
    report.tables.at(Row::received, column) = 7;
    report.tables.at(Row::r1, column) = 5;
    report.tables.at(Row::r7, column) = 5;
    report.tables.at(Row::carried_out, column) = 2;
  }
  report.parts = {{1, "本报告由云海市财政局编制，数据统计期限自2025年1月1日起至2025年12月31日止。"},
                  {2, "主动公开政府信息的数量见下表。"},
                  {3, "2025年新收申请7件，办结5件。"},
                  {4, "2025年没有发生政府信息公开行政复议案件。"},
                  {5, "公开目录更新不够及时，将按季度核对。"},
                  {6, "本年度没有收取信息处理费。"}};
  return report;
}

/// Different numbers in every place that adds up.
Tables filled(Format format) {
  auto tables = empty_tables(format);
  for (auto& cell : tables.cells)
    if (cell.is_blank()) cell = 0;
  const auto& form = report_format::form(format);
  std::int64_t next = 3;
  for (const auto& part : form.t2)
    for (const auto& row : part.rows)
      for (std::size_t i = 0; i < part.columns.size(); ++i)
        tables.cells[static_cast<std::size_t>(row.first_cell) + i] =
            part.columns[i].kind == report_format::CellKind::amount ? 1'250'000 : ++next;
  for (const auto column : {Applicant::enterprise, Applicant::total}) {
    tables.at(Row::received, column) = 17;
    tables.at(Row::carried_in, column) = 1;
    tables.at(Row::r3_6, column) = 12;
    tables.at(Row::r7, column) = 12;
    tables.at(Row::carried_out, column) = 6;
  }
  tables.at(report_format::Remedy::suit_direct, report_format::Ending::corrected) = 2;
  tables.at(report_format::Remedy::suit_direct, report_format::Ending::total) = 2;
  return tables;
}

TEST(OfficeFile, is_read_back_by_the_checker_cell_by_cell_without_an_error_or_a_missing_part) {
  const auto report = sample();
  const auto bytes = documents::write_official_docx(official_text(report, report.unit_name, Day::of(2026, 1, 20)));
  const auto pieces = documents::read_docx_pieces(bytes);
  ASSERT_TRUE(pieces);
  auto read = report_check::read_report(*pieces);
  ASSERT_TRUE(read);
  for (const auto& cell : report_format::form(report.format).cells)
    EXPECT_EQ(read->tables.value(cell.cell), report.tables.value(cell.cell)) << cell.label;
  const auto checked = report_check::check(std::move(*read), nullptr);
  EXPECT_EQ(checked.report.unit, report.unit_name);
  EXPECT_EQ(checked.report.year, report.year);
  for (const auto& finding : checked.report.findings) {
    EXPECT_NE(finding.severity, report_check::Severity::error) << finding.message;
    EXPECT_NE(finding.code, "S-MISSING") << finding.message;
  }
}

/// What a reader of the form would call a broken table.
std::vector<std::string> errors_of(const report_check::Checked& checked) {
  std::vector<std::string> errors;
  for (const auto& finding : checked.findings)
    if (finding.severity == report_check::Severity::error) errors.push_back(finding.message);
  return errors;
}

TEST(Workbook, is_read_back_by_the_checker_as_a_whole_report_in_both_forms) {
  for (const auto format : {Format::form_2019, Format::form_2021}) {
    auto report = sample();
    report.format = format;
    report.year = format == Format::form_2019 ? 2020 : 2025;
    report.tables = filled(format);
    const auto pieces = documents::read_pieces(workbook(report), documents::Format::xlsx);
    ASSERT_TRUE(pieces);
    auto read = report_check::read_report(*pieces);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->unit, report.unit_name);
    EXPECT_EQ(read->year, report.year);
    EXPECT_EQ(read->format, format);
    for (const auto& cell : report_format::form(format).cells)
      EXPECT_EQ(read->tables.value(cell.cell), report.tables.value(cell.cell)) << cell.label;
    EXPECT_THAT(errors_of(report_check::check(*std::move(read), nullptr)), ::testing::IsEmpty());
  }
}

TEST(Sheets, have_as_many_columns_in_every_row) {
  for (const auto format : {Format::form_2019, Format::form_2021}) {
    for (const auto& sheet : sheets_of(empty_tables(format), format)) {
      std::vector<int> open;  // rows that a cell above still covers, by column
      std::size_t width = 0;
      for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        std::size_t covered = 0;
        for (auto& rows : open)
          if (rows > 0) {
            ++covered;
            --rows;
          }
        std::erase(open, 0);
        for (const auto& cell : sheet.rows[i]) {
          covered += static_cast<std::size_t>(cell.columns);
          if (cell.rows > 1) open.insert(open.end(), static_cast<std::size_t>(cell.columns), cell.rows - 1);
        }
        if (i == 0) width = covered;
        EXPECT_EQ(covered, width) << sheet.id << " row " << i;
      }
    }
  }
}

TEST(Csv, has_a_line_for_every_cell_and_quotes_labels) {
  const auto text = csv(sample());
  EXPECT_THAT(text, HasSubstr("t3,new,natural,\"一、本年新收政府信息公开申请数量 · 自然人\",7\r\n"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(text, '\n')),
            report_format::form(Format::form_2021).cells.size() + 1);
}

}  // namespace
}  // namespace gongkai::annual_report
