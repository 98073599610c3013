#include <algorithm>

#include "base/text.hpp"
#include "report_check/alignment.hpp"
#include "report_check/cell_text.hpp"
#include "report_check/columns.hpp"
#include "report_check/labels.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::CellKind;
using report_format::MoneyUnit;
constexpr double least_likeness = 0.8;
constexpr double least_header_likeness = 0.6;

class Table2 {
 public:
  Table2(const Source& source, Report& report)
      : m_source(source), m_report(report), m_form(report_format::form(report.format)) {}

  double read() {
    std::vector<Wanted> wanted;
    for (const auto& part : m_form.t2)
      for (const auto& row : part.rows) wanted.push_back({squash(row.label)});
    const auto first = first_header();
    if (first == m_source.rows.size()) return 0;
    const auto matches = align(m_source.rows, wanted, least_likeness, first);
    const auto found = std::ranges::count_if(matches, [](const Match& match) { return match.row >= 0; });
    constexpr int least_rows = 2;
    if (found < least_rows) return 0;
    m_report.has_table[static_cast<std::size_t>(TableId::t2)] = true;
    double likeness = 0;
    std::size_t next = 0;
    for (const auto& part : m_form.t2)
      for (const auto& row : part.rows) {
        const auto& match = matches[next++];
        likeness += std::max(0.0, match.likeness);
        if (match.row < 0) report_missing(part, row);
        else read_row(part, row, static_cast<std::size_t>(match.row));
      }
    return likeness / static_cast<double>(matches.size());
  }

 private:
  /// Before it the words are prose: 规章 and 行政许可 stand in many sentences.
  std::size_t first_header() const {
    for (std::size_t i = 0; i < m_source.rows.size(); ++i)
      for (const auto& cell : m_source.rows[i].cells)
        if (cell.squashed == "信息内容" || cell.squashed.starts_with("第二十条第")) return i;
    return m_source.rows.size();
  }

  void read_row(const report_format::Part2& part, const report_format::Part2Row& row, std::size_t at) {
    const auto& source = m_source.rows[at];
    keep_sources(m_report, row.first_cell, source, std::vector<std::string>(part.columns.size()));
    const auto columns = header_of(part, at);
    auto values = values_in(source, parts_of(source).label_end, columns, part.columns.size());
    if (has_words(source)) take_words(source, columns, values);  // 1.2036 亿元 is a value, "约 3 项" is not
    if (values.sureness == Sureness::too_many) report_count(part, row, values);
    keep_sources(m_report, row.first_cell, source, values.texts);
    for (std::size_t i = 0; i < part.columns.size(); ++i)
      read_cell(part.columns[i], row.first_cell + static_cast<int>(i), values.texts[i]);
  }

  static bool has_words(const SourceRow& row) {
    const int from = parts_of(row).label_end;
    return std::ranges::any_of(row.cells,
                               [&](const SourceCell& cell) { return cell.column >= from && !is_value(cell.text); });
  }
  static void take_words(const SourceRow& row, const Columns& columns, Values& values) {
    for (const auto& cell : row.cells) {
      if (is_value(cell.text) || cell.column < parts_of(row).label_end) continue;
      const auto found = std::ranges::find(columns.at, cell.column);
      if (found != columns.at.end()) values.texts[static_cast<std::size_t>(found - columns.at.begin())] = cell.text;
    }
  }

  /// The nearest row above that names the columns of the part; a label that was misspelt is said once.
  Columns header_of(const report_format::Part2& part, std::size_t row) {
    for (std::size_t i = row; i-- > 0 && row - i <= 4;) {
      Columns columns;
      std::vector<const SourceCell*> found;
      for (const auto& column : part.columns) {
        const auto wanted = to_code_points(squash(column.label));
        for (const auto& cell : m_source.rows[i].cells) {
          const bool is_behind = found.empty() || cell.column > found.back()->column;
          if (!is_behind || similarity(to_code_points(cell.squashed), wanted) < least_header_likeness) continue;
          found.push_back(&cell);
          break;
        }
      }
      if (found.size() != part.columns.size()) continue;
      for (std::size_t j = 0; j < found.size(); ++j) {
        columns.at.push_back(found[j]->column);
        if (found[j]->x > 0) columns.x.push_back(found[j]->x);
        if (found[j]->squashed != squash(part.columns[j].label))
          report_label(part, j, *found[j], m_source.rows[i].spot);
      }
      if (columns.x.size() < 2) columns.x.clear();
      return columns;
    }
    return {};
  }

  void read_cell(const report_format::Part2Column& column, int cell, const std::string& text) {
    const auto value = value_of(text, m_source.is_recognised);
    auto& count = m_report.tables.cells[static_cast<std::size_t>(cell)];
    const bool is_number = value.kind == CellText::number || value.kind == CellText::fraction;
    if (column.kind == CellKind::amount && is_number) {
      count = value.amount;
      m_report.tables.unit = value.unit != MoneyUnit::none ? value.unit : column.unit;
      return;
    }
    if (value.kind == CellText::number) count = value.number;
    if (value.kind != CellText::fraction && value.kind != CellText::words) return;
    auto finding = finding_at("T2-TYPE", Severity::error, m_report, cell);
    finding.found = json::value(text);
    finding.message = say("T3-TYPE", {{"cell", m_form.find(cell)->label}, {"found", text}});
    m_report.findings.push_back(std::move(finding));
  }

  void report_label(const report_format::Part2& part, std::size_t column, const SourceCell& cell, const Spot& spot) {
    const auto code = std::string("T2-LABEL");
    if (std::ranges::any_of(m_report.findings, [&](const Finding& finding) {
          return finding.code == code && finding.row == part.id && finding.column == part.columns[column].id;
        }))
      return;
    m_report.findings.push_back({.code = code,
                                 .severity = Severity::info,
                                 .table = "t2",
                                 .row = part.id,
                                 .column = part.columns[column].id,
                                 .expected = json::value(part.columns[column].label),
                                 .found = json::value(cell.text),
                                 .message = say(code, {{"found", cell.text}, {"expected", part.columns[column].label}}),
                                 .place = to_text(spot)});
  }

  void report_missing(const report_format::Part2& part, const report_format::Part2Row& row) {
    auto finding = finding_at("T2-MISSING-ROW", Severity::error, m_report, row.first_cell);
    finding.column.clear();
    finding.message = say("T2-MISSING-ROW", {{"part", part.header}, {"row", row.label}});
    m_report.findings.push_back(std::move(finding));
  }

  void report_count(const report_format::Part2& part, const report_format::Part2Row& row, const Values& values) {
    auto finding = finding_at("T2-COUNT", Severity::error, m_report, row.first_cell);
    finding.column.clear();
    finding.expected = part.columns.size();
    finding.found = values.filled.size();
    finding.message = say("T2-COUNT", {{"row", row.label},
                                       {"count", std::to_string(values.filled.size())},
                                       {"columns", std::to_string(part.columns.size())}});
    m_report.findings.push_back(std::move(finding));
  }

  const Source& m_source;
  Report& m_report;
  const report_format::Form& m_form;
};
}  // namespace

double read_table_2(const Source& source, Report& report) {
  return Table2(source, report).read();
}

}  // namespace gongkai::report_check
