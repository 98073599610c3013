#include "annual_report/findings.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report_check/check.hpp"

namespace gongkai::annual_report {

namespace {

report_check::Report empty_report(const Figures& figures, int year, Format format, const Tables& tables) {
  report_check::Report report{.unit = figures.unit, .year = year, .format = format, .tables = tables};
  std::ranges::fill(report.has_table, true);
  report.spots.resize(report_format::cell_count);
  report.confidence = 1;
  return report;
}

/// The cell that a finding marks: of a column of table 3 its sum.
int cell_of(const report_check::Finding& finding, const Form& form) {
  if (!finding.row.empty()) return form.cell_named(finding.table, finding.row, finding.column);
  return finding.column.empty() ? -1 : form.cell_named(finding.table, "r7", finding.column);
}

}  // namespace

report_check::Report as_read(const Figures& figures, const Parts& parts) {
  auto report = empty_report(figures, figures.year, figures.format, figures.tables);
  int line = 0;
  for (const auto& [part, words] : parts) {
    std::string_view rest = words;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      const auto text = trim(rest.substr(0, end));
      if (!text.empty()) report.paragraphs.push_back({std::string(text), {.line = ++line}, part});
      rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
  }
  return report;
}

OwnFindings findings_of(const Figures& figures, const Parts& parts) {
  const auto report = as_read(figures, parts);
  std::optional<report_check::Report> previous;
  if (figures.last_year) previous = empty_report(figures, figures.year - 1, figures.last_format, *figures.last_year);
  auto checked = report_check::check(report, previous ? &*previous : nullptr);
  const auto& form = report_format::form(figures.format);
  OwnFindings own{.repairs = std::move(checked.repairs)};
  for (auto& finding : checked.findings) {
    const auto paragraph = std::ranges::find_if(report.paragraphs, [&](const report_check::Paragraph& one) {
      return report_check::to_text(one.spot) == finding.place;
    });
    const int cell = cell_of(finding, form);
    own.findings.push_back({std::move(finding), cell, paragraph == report.paragraphs.end() ? 0 : paragraph->section});
  }
  return own;
}

}  // namespace gongkai::annual_report
