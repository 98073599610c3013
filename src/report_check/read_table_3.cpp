#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report_check/alignment.hpp"
#include "report_check/cell_text.hpp"
#include "report_check/columns.hpp"
#include "report_check/labels.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Applicant;
using report_format::Count;
constexpr std::size_t columns3 = report_format::t3_columns;
constexpr double least_likeness = 0.64;
constexpr std::size_t least_rows = 4;  // fewer are words that happen to look alike

bool is_header(const SourceRow& row) {
  int found = 0;
  for (const auto& cell : row.cells)
    for (const auto* word : {"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "申请人情况"})
      if (similarity(to_code_points(cell.squashed), to_code_points(word)) >= 0.75) ++found;
  return found > 0;
}

bool is_left_of(const SourceCell& a, const SourceCell& b) {
  return a.x > 0 && b.x > 0 ? a.x < b.x : a.column < b.column;
}

/// The columns by the header: five kinds of organisations in one row; natural persons left and the total right of them.
Columns columns_of(const Source& source, std::size_t row) {
  static const std::vector<std::string> organisations{"商业企业", "科研机构", "社会公益组织", "法律服务机构"};
  Columns columns;
  std::vector<const SourceCell*> found;
  for (const auto& cell : source.rows[row].cells)
    if (found.size() < organisations.size() && cell.squashed == organisations[found.size()]) found.push_back(&cell);
  if (found.size() < organisations.size()) return columns;
  const auto* natural = static_cast<const SourceCell*>(nullptr);
  const auto* total = static_cast<const SourceCell*>(nullptr);
  for (std::size_t i = row >= 4 ? row - 4 : 0; i <= std::min(row + 1, source.rows.size() - 1); ++i) {
    const auto& other = source.rows[i];
    if (other.table != source.rows[row].table) continue;
    for (const auto& cell : other.cells) {
      if (cell.squashed == "自然人" && is_left_of(cell, *found[0])) natural = &cell;
      if (cell.squashed == "总计" && is_left_of(*found[3], cell)) total = &cell;
    }
  }
  const auto* other = static_cast<const SourceCell*>(nullptr);
  for (const auto& cell : source.rows[row].cells)
    if (cell.squashed == "其他" && cell.column > found[3]->column && !other) other = &cell;
  const int last = other ? other->column : found[3]->column + found[3]->columns;
  columns.at = {natural ? natural->column : found[0]->column - 1,
                found[0]->column,
                found[1]->column,
                found[2]->column,
                found[3]->column,
                last,
                0};
  columns.at[6] = total && total->column > last ? total->column : last + (other ? other->columns : 1);
  if (found[0]->x > 0 && natural && other && total)
    columns.x = {natural->x, found[0]->x, found[1]->x, found[2]->x, found[3]->x, other->x, total->x};
  return columns;
}

class Table3 {
 public:
  Table3(const Source& source, Report& report)
      : m_source(source), m_report(report), m_form(report_format::form(report.format)) {}

  double read() {
    std::vector<Wanted> wanted;
    for (const auto& row : m_form.t3) {
      wanted.push_back({squash(row.label)});
      for (const auto& group : row.groups) wanted.back().groups.push_back(squash(group));
    }
    m_matches = align(m_source.rows, wanted, least_likeness);
    const auto found =
        static_cast<std::size_t>(std::ranges::count_if(m_matches, [](const Match& match) { return match.row >= 0; }));
    if (found < least_rows) return 0;
    m_report.has_table[static_cast<std::size_t>(TableId::t3)] = true;
    double likeness = 0;
    for (std::size_t i = 0; i < m_matches.size(); ++i) {
      read_row(m_form.t3[i], m_matches[i]);
      likeness += std::max(0.0, m_matches[i].likeness);
    }
    report_strangers();
    return likeness / static_cast<double>(m_matches.size());
  }

 private:
  void read_row(const report_format::Row3& row, const Match& match) {
    if (match.row < 0) {
      auto finding =
          finding_at("T3-MISSING-ROW", Severity::error, m_report, report_format::cell_of(row.row, Applicant::natural));
      finding.column.clear();
      finding.message = say("T3-MISSING-ROW", {{"row", row.label}});
      return void(m_report.findings.push_back(std::move(finding)));
    }
    const auto& source = row_of_values(match);
    m_used.insert({match.row, match.row + match.count});
    keep_sources(m_report, static_cast<int>(index(row, 0)), source, std::vector<std::string>(columns3));
    const auto columns = columns_for(static_cast<std::size_t>(&source - m_source.rows.data()));
    auto values = values_in(source, parts_of(source).label_end, columns, columns3);
    if (values.sureness == Sureness::too_many) values.texts = without_stray(row, values);
    else if (values.sureness != Sureness::sure) report_shift(row, values);
    keep_sources(m_report, static_cast<int>(index(row, 0)), source, values.texts);
    for (std::size_t i = 0; i < columns3; ++i) read_cell(row, i, values.texts[i]);
  }

  static std::size_t index(const report_format::Row3& row, std::size_t column) {
    return static_cast<std::size_t>(report_format::cell_of(row.row, static_cast<Applicant>(column)));
  }

  const SourceRow& row_of_values(const Match& match) const {
    for (int i = match.row; i < match.row + match.count; ++i)
      if (parts_of(m_source.rows[static_cast<std::size_t>(i)]).has_values)
        return m_source.rows[static_cast<std::size_t>(i)];
    return m_source.rows[static_cast<std::size_t>(match.row)];
  }

  /// The header above the row, in its own table if it has one; a table that goes on over the page without a header has
  /// its values in its last seven columns.
  Columns columns_for(std::size_t row) {
    const auto& source = m_source.rows[row];
    for (std::size_t i = row + 1; i-- > 0;) {
      if (source.is_grid && m_source.rows[i].table != source.table) break;
      if (!is_header(m_source.rows[i])) continue;
      if (auto columns = columns_of(m_source, i); !columns.at.empty()) return columns;
    }
    Columns columns;
    constexpr int least_width = 8;
    if (source.is_grid && source.width >= least_width)
      for (int i = source.width - static_cast<int>(columns3); i < source.width; ++i) columns.at.push_back(i);
    return columns;
  }

  void read_cell(const report_format::Row3& row, std::size_t column, const std::string& text) {
    const auto cell = index(row, column);
    const auto value = value_of(text, m_source.is_recognised);
    if (value.kind == CellText::number) m_report.tables.cells[cell] = value.number;
    if (value.kind != CellText::fraction && value.kind != CellText::words) return;
    auto finding = finding_at("T3-NNEG", Severity::error, m_report, static_cast<int>(cell));
    finding.found = json::value(text);
    finding.message = say("T3-TYPE", {{"cell", m_form.find(static_cast<int>(cell))->label}, {"found", text}});
    m_report.findings.push_back(std::move(finding));
  }

  /// Eight numbers for seven columns: if leaving out one of them makes the row add up, in one way only, it is the stray.
  std::vector<std::string> without_stray(const report_format::Row3& row, const Values& values) {
    std::set<std::vector<std::string>> readings;
    if (values.filled.size() == columns3 + 1)
      for (std::size_t left_out = 0; left_out < values.filled.size(); ++left_out) {
        auto texts = values.filled;
        texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(left_out));
        std::int64_t sum = 0;
        for (std::size_t i = 0; i + 1 < columns3; ++i) sum += value_of(texts[i]).number;
        if (sum == value_of(texts[columns3 - 1]).number) readings.insert(std::move(texts));
      }
    auto finding = finding_at("T3-COUNT", Severity::error, m_report, static_cast<int>(index(row, 0)));
    finding.column.clear();
    finding.expected = columns3;
    finding.found = values.filled.size();
    finding.message = say(readings.size() == 1 ? "T3-COUNT" : "T3-COUNT-UNCLEAR",
                          {{"row", row.label}, {"count", std::to_string(values.filled.size())}});
    m_report.findings.push_back(std::move(finding));
    return readings.size() == 1 ? *readings.begin() : values.texts;
  }

  void report_shift(const report_format::Row3& row, const Values& values) {
    auto finding = finding_at("T3-SHIFT", Severity::warning, m_report, static_cast<int>(index(row, 0)));
    finding.column.clear();
    std::string read;
    for (const auto& text : values.texts)
      read += (read.empty() ? "" : "、") + (text.empty() ? std::string("空") : text);
    finding.message = say("T3-SHIFT", {{"row", row.label}, {"values", read}});
    m_report.findings.push_back(std::move(finding));
  }

  /// Numbers between the rows of the table that belong to none of them.
  void report_strangers() {
    int first = static_cast<int>(m_source.rows.size()), last = -1;
    for (const auto& [begin, end] : m_used) first = std::min(first, begin), last = std::max(last, end);
    for (int i = first; i < last; ++i) {
      const bool used =
          std::ranges::any_of(m_used, [&](const auto& range) { return i >= range.first && i < range.second; });
      const auto& row = m_source.rows[static_cast<std::size_t>(i)];
      const auto parts = parts_of(row);
      const auto values = std::ranges::count_if(
          row.cells, [](const SourceCell& cell) { return !cell.text.empty() && is_value(cell.text); });
      if (used || !parts.has_values || values < 2 || is_header(row)) continue;
      m_report.findings.push_back({.code = "T3-EXTRA-ROW",
                                   .severity = Severity::error,
                                   .table = "t3",
                                   .found = json::value(parts.whole),
                                   .message = say("T3-EXTRA-ROW", {{"row", parts.whole}}),
                                   .place = to_text(row.spot)});
    }
  }

  const Source& m_source;
  Report& m_report;
  const report_format::Form& m_form;
  std::vector<Match> m_matches;
  std::set<std::pair<int, int>> m_used;
};
}  // namespace

double read_table_3(const Source& source, Report& report) {
  return Table3(source, report).read();
}

}  // namespace gongkai::report_check
