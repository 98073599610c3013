// The figures of the published reports, written by producers that build their files differently: every cell comes back,
// with the findings of the originals and no other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report_check/check.hpp"
#include "report_check/read_file.hpp"
#include "report_check/report_json.hpp"
#include "tests/files_samples/report_documents.hpp"

namespace gongkai::report_check {
namespace {
using testing::UnorderedElementsAreArray;

struct Producer {
  std::string name;
  documents::Format format;
  std::function<std::string(const samples::Parts&)> write;
};

const std::vector<Producer>& producers() {
  using enum documents::Format;
  static const std::vector<Producer> list{
      {"html_with_spans", html, samples::html_of},
      {"html_nested", html, samples::nested_html_of},
      {"html_flat", html, samples::flat_html_of},
      {"docx_merged", docx, samples::word_of},
      {"docx_nested", docx, samples::nested_word_of},
      {"docx_tabs", docx,
       [](const samples::Parts& parts) {
         std::string body;
         const auto text = samples::tabbed_text_of(parts);
         for (const auto line : split(text, '\n')) {
           body += "<w:p>";
           const auto cells = split(line, '\t');
           for (std::size_t i = 0; i < cells.size(); ++i)
             body += (i ? "<w:r><w:tab/></w:r>" : "") + ("<w:r><w:t>" + std::string(cells[i]) + "</w:t></w:r>");
           body += "</w:p>";
         }
         return samples::docx_of(body);
       }},
      {"xlsx_one_sheet", xlsx, samples::xlsx_of},
      {"xlsx_sheets", xlsx, samples::sheets_of},
      {"xlsx_own_writer", xlsx, samples::written_xlsx_of},
      {"pdf_official", pdf, samples::official_pdf_of},
      {"pdf_ruled", pdf, [](const samples::Parts& parts) { return samples::raw_pdf_of(parts, true); }},
      {"pdf_without_rules", pdf, [](const samples::Parts& parts) { return samples::raw_pdf_of(parts, false); }},
      {"text_tabs", txt, samples::tabbed_text_of},
  };
  return list;
}

class Producers : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(, Producers, testing::Range<std::size_t>(0, 13),
                         [](const auto& of) { return producers()[of.param].name; });

/// What the figures and sentences deserve, whatever the file looks like.
std::vector<std::string> deserved(const Published& report, Severity severity) {
  const bool error = severity == Severity::error;
  if (report.id == "zhifu_2019")
    return error ? std::vector<std::string>{"T3-BAL natural", "T3-BAL enterprise", "T3-BAL total"}
                 : std::vector<std::string>{"N-RECV total", "N-SUM total"};
  if (report.id == "yantai_office_2021")
    return error ? std::vector<std::string>{"T4-COUNT"} : std::vector<std::string>{"N-NOSUIT", "N-ALLREPLIED total"};
  if (error) return {};
  return report.id == "zhaoyuan_office_2023" ? std::vector<std::string>{"N-GROWTH"}
                                             : std::vector<std::string>{"T2-UNIT amount", "N-PARTS"};
}

TEST_P(Producers, every_cell_and_every_finding_is_the_same) {
  const auto& producer = producers()[GetParam()];
  for (const auto& report : published()) {
    SCOPED_TRACE(report.id);
    const auto bytes = producer.write(samples::parts_of(report));
    EXPECT_EQ(format_of("report", bytes), producer.format);
    const auto pieces = documents::read_pieces(bytes, producer.format);
    ASSERT_TRUE(pieces) << pieces.error().code;
    auto read = read_report(*pieces);
    ASSERT_TRUE(read) << read.error().code;
    EXPECT_EQ(read->unit, report.unit);
    EXPECT_EQ(read->year, report.year);
    EXPECT_EQ(read->format, report.format);
    const auto checked = check(std::move(*read), nullptr);
    const auto tables = to_json(checked.report.tables, checked.report.format);
    for (const auto* table : {"t2", "t3", "t4"}) EXPECT_EQ(tables.at(table), report.tables.at(table)) << table;
    EXPECT_THAT(codes_of(checked, Severity::error), UnorderedElementsAreArray(deserved(report, Severity::error)));
    EXPECT_THAT(codes_of(checked, Severity::warning), UnorderedElementsAreArray(deserved(report, Severity::warning)));
  }
}

}  // namespace
}  // namespace gongkai::report_check
