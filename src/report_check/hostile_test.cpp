// Files that mean no good, or are none: a refusal or a report, always soon.
#include <gtest/gtest.h>

#include "report_check/cell_text.hpp"
#include "report_check/check.hpp"
#include "report_check/narrative.hpp"
#include "report_check/read_file.hpp"
#include "report_check/report_json.hpp"
#include "report_check/sentence.hpp"
#include "tests/files_samples/report_documents.hpp"
#include "tests/files_samples/worker_main.hpp"

namespace gongkai::report_check {
namespace {
using documents::Format;

std::string fault_of(std::string_view bytes, documents::Format format) {
  const auto pieces = documents::read_pieces(bytes, format);
  if (!pieces) return pieces.error().code;
  const auto report = read_report(*pieces);
  return report ? "" : report.error().code;
}

const Published& any() {
  return published().at(3);
}

TEST(Hostile, cut_off_files_are_refused_or_read_in_part) {
  using enum documents::Format;
  const auto parts = samples::parts_of(any());
  const std::vector<std::pair<documents::Format, std::string>> files{{html, samples::html_of(parts)},
                                                                     {docx, samples::word_of(parts)},
                                                                     {xlsx, samples::xlsx_of(parts)},
                                                                     {pdf, samples::raw_pdf_of(parts, true)},
                                                                     {txt, samples::tabbed_text_of(parts)}};
  for (const auto& [format, bytes] : files)
    for (std::size_t cut = 0; cut < bytes.size(); cut += bytes.size() / 7 + 1) {
      const auto pieces = documents::read_pieces(std::string_view(bytes).substr(0, cut), format);
      if (!pieces) continue;
      if (auto report = read_report(*pieces)) (void)check(std::move(*report), nullptr);
    }
}

TEST(Hostile, encrypted_and_bombs_are_refused) {
  EXPECT_EQ(fault_of(samples::zip_of(samples::docx_entries("<w:p/>"), "secret"), documents::Format::docx),
            "files.encrypted");
  samples::Entries bomb = samples::docx_entries(std::string(40 << 20, ' '));
  EXPECT_EQ(fault_of(samples::zip_of(bomb), documents::Format::docx), "files.bomb");
}

TEST(Hostile, deep_nesting_ends) {
  std::string html, word;
  for (int i = 0; i < 20'000; ++i) html += "<table><tr><td>", word += "<w:tbl><w:tr><w:tc>";
  EXPECT_EQ(fault_of(html, documents::Format::html), "files.html_too_deep");
  for (int i = 0; i < 20'000; ++i) word += "</w:tc></w:tr></w:tbl>";
  EXPECT_EQ(fault_of(samples::docx_of(word), documents::Format::docx), "report_check.no_tables");
}

TEST(Hostile, spans_of_any_size_are_bounded) {
  const auto html = "<table><tr><td colspan=999999999 rowspan=999999999>规章</td><td rowspan=-5>0</td></tr>" +
                    std::string(2'000, 'x') + "</table>";
  EXPECT_EQ(fault_of(html, documents::Format::html), "report_check.no_tables");
  const auto sheet = samples::workbook_of(
      {{"a",
        R"(<worksheet><sheetData><row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>)"}},
      {});
  EXPECT_EQ(fault_of(sheet, documents::Format::xlsx), "report_check.no_tables");
}

TEST(Hostile, what_is_no_report_has_no_tables) {
  EXPECT_EQ(fault_of("", documents::Format::txt), "report_check.no_tables");
  EXPECT_EQ(fault_of("云海市2026年政务公开工作要点\n一、聚焦重点\n", documents::Format::txt), "report_check.no_tables");
  EXPECT_EQ(
      fault_of("<html><table><tr><td>1<td>2<td>3<td>4<td>5<td>6<td>7<td>8<td>9<td>10</table>", documents::Format::html),
      "report_check.no_tables");
}

TEST(Hostile, a_table_of_ten_columns_is_not_taken_for_seven) {
  auto parts = samples::parts_of(any());
  for (auto& part : parts)
    if (auto* sheet = std::get_if<samples::Sheet>(&part); sheet && sheet->size() > 20)
      for (std::size_t row = 3; row < sheet->size(); ++row)
        for (int extra = 0; extra < 3; ++extra) (*sheet)[row].push_back({"9", 1, 1, true});
  const auto pieces = documents::read_html_pieces(samples::html_of(parts));
  auto report = read_report(*pieces);
  ASSERT_TRUE(report);
  const auto checked = check(std::move(*report), nullptr);
  EXPECT_TRUE(std::ranges::any_of(checked.findings, [](const Finding& finding) { return finding.code == "T3-COUNT"; }));
  EXPECT_LT(checked.report.confidence, 0.5);
}

TEST(Hostile, a_missing_row_and_a_missing_table_are_errors) {
  auto parts = samples::parts_of(any());
  std::erase_if(parts, [](const samples::Part& part) {
    const auto* sheet = std::get_if<samples::Sheet>(&part);
    return sheet && sheet->size() == 4;
  });
  for (auto& part : parts)
    if (auto* sheet = std::get_if<samples::Sheet>(&part); sheet && sheet->size() > 20)
      sheet->erase(sheet->begin() + 4);  // 上年结转
  const auto pieces = documents::read_pieces(samples::flat_html_of(parts), documents::Format::html);
  auto report = read_report(*pieces);
  ASSERT_TRUE(report);
  const auto codes = codes_of(check(std::move(*report), nullptr), Severity::error);
  EXPECT_NE(std::ranges::find(codes, "T3-MISSING-ROW"), codes.end());
  EXPECT_NE(std::ranges::find(codes, "TABLE-MISSING"), codes.end());
}

TEST(Hostile, unreadable_paths_and_unknown_formats_are_faults) {
  documents::Workers workers;
  EXPECT_EQ(read_file(workers, "/nowhere/report.pdf", "report.pdf").error().code, "report_check.unreadable_path");
  const samples::Folder folder;
  EXPECT_EQ(read_file(workers, folder.write("a.doc", "\xD0\xCF\x11\xE0 old"), "a.doc").error().code,
            "report_check.format_unknown");
  EXPECT_EQ(read_file(workers, folder.write("a.zip", "PK\x03\x04 nothing"), "a.zip").error().code,
            "report_check.format_unknown");
  EXPECT_EQ(read_file(workers, folder.write("b.pdf", "%PDF-1.4 broken"), "b.pdf").error().code, "files.damaged");
}

TEST(Files, a_folder_is_checked_in_parallel_and_says_its_progress) {
  const samples::Folder folder;
  std::vector<Job> jobs;
  for (int i = 0; i < 24; ++i) {
    const auto path =
        folder.write(fmt::format("{}.txt", i),
                     samples::tabbed_text_of(samples::parts_of(published()[static_cast<std::size_t>(i % 4)])));
    jobs.push_back({path, path});
  }
  documents::Workers workers(documents::launch_self(), {}, 2);
  std::size_t said = 0;
  const auto files = check_files(workers, jobs, nullptr, 2, [&](std::size_t done) { said = done; });
  EXPECT_EQ(said, jobs.size());
  ASSERT_EQ(files.size(), jobs.size());
  for (const auto& file : files) EXPECT_FALSE(file.fault);
  // the same unit and year twice
  EXPECT_EQ(std::ranges::count_if(files,
                                  [](const Checked& file) {
                                    return std::ranges::any_of(file.findings, [](const Finding& finding) {
                                      return finding.code == "DUPLICATE";
                                    });
                                  }),
            20);
  const auto sum = sum_of({files[0], files[2]}, report_format::Format::form_2021);
  EXPECT_TRUE(compare_with_sum({.format = report_format::Format::form_2021,
                                .tables = sum,
                                .spots = std::vector<Spot>(report_format::cell_count)},
                               sum)
                  .empty());
  EXPECT_FALSE(compare_with_sum(files[0].report, sum).empty());
}

TEST(Previous, what_was_carried_over_must_be_taken_over) {
  const auto read = [](const Published& report) {
    return *read_report(*documents::read_html_pieces(samples::html_of(samples::parts_of(report))));
  };
  const auto& zhaoyuan = published().at(2);
  auto last_year = read(zhaoyuan);
  last_year.year = 2022;
  const auto checked = check(read(zhaoyuan), &last_year);  // 2 carried in, but last year wrote 1 and 1
  const auto codes = codes_of(checked, Severity::error);
  EXPECT_NE(std::ranges::find(codes, "Y-CARRY natural"), codes.end());
  EXPECT_NE(std::ranges::find(codes, "T2-STOCK valid"), codes.end());  // 10 ≠ 10 + 1 − 3
  last_year.year = 2019;
  const auto warnings = codes_of(check(read(zhaoyuan), &last_year), Severity::warning);
  EXPECT_NE(std::ranges::find(warnings, "Y-PREVIOUS"), warnings.end());
}

TEST(Cells, numbers_in_all_their_dresses) {
  const auto number = [](std::string_view text) {
    return value_of(text).kind == CellText::number ? value_of(text).number : -999;
  };
  EXPECT_EQ(number("７５"), 75);
  EXPECT_EQ(number(" 1，233 "), 1233);
  EXPECT_EQ(number("12 件"), 12);
  EXPECT_EQ(number("－14"), -14);
  EXPECT_EQ(number("194.0"), 194);
  EXPECT_EQ(number("**7**"), 7);
  EXPECT_EQ(number("1,2"), -999);
  EXPECT_EQ(number("1O"), -999);
  EXPECT_EQ(value_of("1O", true).number, 10);
  EXPECT_EQ(value_of("—").kind, CellText::dash);
  EXPECT_EQ(value_of("／").kind, CellText::dash);
  EXPECT_EQ(value_of("　").kind, CellText::blank);
  EXPECT_EQ(value_of("1.5").kind, CellText::fraction);
  EXPECT_EQ(value_of("1.2036 亿元").unit, report_format::MoneyUnit::hundred_million);
  EXPECT_EQ(value_of("1.2036 亿元").amount, 1'203'600);
}

TEST(Growth, has_a_base_of_whole_numbers_or_none) {
  EXPECT_EQ(bases_of(199, 158, 0, true), (std::vector<std::int64_t>{77}));
  EXPECT_TRUE(bases_of(40, 50, 0, true).empty());
  EXPECT_EQ(bases_of(42, 50, 0, true), (std::vector<std::int64_t>{28}));
  EXPECT_EQ(bases_of(50, 50, 0, false), (std::vector<std::int64_t>{100, 101}));  // 101 → 50 is 50.495 %
  EXPECT_TRUE(bases_of(0, 50, 0, true).empty());
}

TEST(Sentences, figures_know_what_they_count) {
  const auto figures = figures_of(
      plain("2021年，收到留言29,061条，已回复29035条，回复率99.9%，近150条，20余件（其中3件）。国令第711号"));
  ASSERT_EQ(figures.size(), 6u);
  EXPECT_EQ(figures[0].whole(), 29061);
  EXPECT_EQ(figures[0].lead, "收到留言");
  EXPECT_EQ(figures[2].decimals, 1);
  EXPECT_TRUE(figures[3].is_about);
  EXPECT_TRUE(figures[4].is_about);
  EXPECT_EQ(figures[5].depth, 1);
}

}  // namespace
}  // namespace gongkai::report_check
