#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"
#include "report_check/alignment.hpp"
#include "report_check/cell_text.hpp"
#include "report_check/columns.hpp"
#include "report_check/labels.hpp"
#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Ending;
using report_format::Remedy;
constexpr std::size_t columns4 = report_format::t4_blocks * report_format::t4_columns;
using Cells = std::array<std::int64_t, columns4>;

bool is_ending(const SourceCell& cell) {
  for (const auto* word : {"结果维持", "结果纠正", "其他结果", "尚未审结"})
    if (similarity(to_code_points(cell.squashed), to_code_points(word)) >= 0.75) return true;
  return false;
}

std::size_t count_endings(const SourceRow& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.cells, is_ending));
}

bool adds_up(const Cells& cells) {
  for (std::size_t block = 0; block < cells.size(); block += 5)
    if (cells[block] + cells[block + 1] + cells[block + 2] + cells[block + 3] != cells[block + 4]) return false;
  return true;
}

std::string list_of(const Cells& cells) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += i % 5 == 0 ? "；" : " ";
    text += std::to_string(cells[i]);
  }
  return text;
}

class Table4 {
 public:
  Table4(const Source& source, Report& report) : m_source(source), m_report(report) {}

  double read() {
    constexpr std::size_t least_endings = 4;
    std::size_t header = m_source.rows.size();
    for (std::size_t i = 0; i < m_source.rows.size() && header == m_source.rows.size(); ++i)
      if (count_endings(m_source.rows[i]) >= least_endings) header = i;
    if (header == m_source.rows.size()) return 0;
    if (count_endings(m_source.rows[header]) == least_endings && read_blocks(header)) return 1;
    const auto columns = columns_from(header);
    for (std::size_t i = header + 1; i < std::min(header + 8, m_source.rows.size()); ++i)
      if (is_row_of_values(m_source.rows[i])) return read_row(m_source.rows[i], columns);
    return 0;
  }

 private:
  /// A block a row, as spreadsheets and narrow pages have it. All three or none.
  bool read_blocks(std::size_t header) {
    std::vector<const SourceRow*> rows;
    for (const auto& block : report_format::form(m_report.format).t4) {
      const auto* row = row_labelled(squash(block.labels.back()), header + 1);
      if (!row) return false;
      rows.push_back(row);
    }
    Columns columns;
    for (const auto& cell : m_source.rows[header].cells)
      if (is_ending(cell) || cell.squashed == "总计") columns.at.push_back(cell.column);
    if (columns.at.size() != report_format::t4_columns) return false;
    m_report.has_table[static_cast<std::size_t>(TableId::t4)] = true;
    for (std::size_t block = 0; block < rows.size(); ++block) read_block(block, *rows[block], columns);
    return true;
  }

  const SourceRow* row_labelled(const std::string& label, std::size_t from) const {
    constexpr std::size_t near = 8;
    for (std::size_t i = from; i < std::min(from + near, m_source.rows.size()); ++i)
      if (std::ranges::find(m_source.rows[i].cells, label, &SourceCell::squashed) != m_source.rows[i].cells.end())
        return &m_source.rows[i];
    return nullptr;
  }

  void read_block(std::size_t block, const SourceRow& row, const Columns& columns) {
    m_row = &row;
    const auto values = values_in(row, parts_of(row).label_end, columns, report_format::t4_columns);
    if (values.sureness != Sureness::sure) report_count(filled_in(row), "T4-COUNT-UNCLEAR", {});
    const auto first = block * report_format::t4_columns;
    keep_sources(m_report, report_format::t4_begin + static_cast<int>(first), row, values.texts);
    for (std::size_t i = 0; i < report_format::t4_columns; ++i) set(first + i, values.texts[i]);
  }

  static bool is_row_of_values(const SourceRow& row) {
    std::size_t values = 0;
    for (const auto& cell : row.cells) {
      if (!is_value(cell.text)) return false;
      values += !cell.text.empty();
    }
    constexpr std::size_t least_values = 2, blank_row = 10;
    return values >= least_values || row.cells.size() >= blank_row;
  }

  /// All fifteen, when the header names them all.
  Columns columns_from(std::size_t header) const {
    std::vector<const SourceCell*> cells;
    for (std::size_t i = header; i < std::min(header + 4, m_source.rows.size()); ++i)
      for (const auto& cell : m_source.rows[i].cells)
        if (is_ending(cell) || cell.squashed == "总计") cells.push_back(&cell);
    Columns columns;
    if (cells.size() != columns4) return columns;
    const bool has_places = std::ranges::all_of(cells, [](const SourceCell* cell) { return cell->x > 0; });
    std::ranges::sort(cells, {}, [&](const SourceCell* cell) { return has_places ? cell->x : cell->column; });
    for (const auto* cell : cells) {
      columns.at.push_back(cell->column);
      if (has_places) columns.x.push_back(cell->x);
    }
    return columns;
  }

  double read_row(const SourceRow& row, const Columns& columns) {
    m_report.has_table[static_cast<std::size_t>(TableId::t4)] = true;
    m_row = &row;
    keep_sources(m_report, report_format::t4_begin, row, std::vector<std::string>(columns4));
    const auto values = values_in(row, 0, columns, columns4);
    if (values.sureness == Sureness::too_many) return read_surplus(values.filled), 1;
    if (values.sureness != Sureness::sure || is_short(row, columns))
      report_count(filled_in(row), "T4-COUNT-UNCLEAR", {});
    keep_sources(m_report, report_format::t4_begin, row, values.texts);
    for (std::size_t i = 0; i < columns4; ++i) set(i, values.texts[i]);
    return 1;
  }

  /// Fewer cells than columns and no header that says which are missing.
  static bool is_short(const SourceRow& row, const Columns& columns) {
    return row.cells.size() < columns4 && columns.at.empty() && columns.x.empty();
  }
  static std::size_t filled_in(const SourceRow& row) {
    return static_cast<std::size_t>(
        std::ranges::count_if(row.cells, [](const SourceCell& cell) { return !cell.text.empty(); }));
  }

  void set(std::size_t column, const std::string& text) {
    const auto cell = static_cast<std::size_t>(report_format::t4_begin) + column;
    const auto value = value_of(text, m_source.is_recognised);
    if (value.kind == CellText::number) m_report.tables.cells[cell] = value.number;
    if (value.kind != CellText::fraction && value.kind != CellText::words) return;
    auto finding = finding_at("T4-NNEG", Severity::error, m_report, static_cast<int>(cell));
    finding.found = json::value(text);
    finding.message =
        say("T3-TYPE",
            {{"cell", report_format::form(m_report.format).find(static_cast<int>(cell))->label}, {"found", text}});
    m_report.findings.push_back(std::move(finding));
  }

  /// More numbers than columns: the reading that adds up, when there is only one. It is said, and left to a person.
  void read_surplus(const std::vector<std::string>& filled) {
    std::set<Cells> readings;
    collect_readings(filled, filled.size() - columns4, 0, readings);
    Cells in_order{};
    for (std::size_t i = 0; i < columns4; ++i) in_order[i] = value_of(filled[i]).number;
    const auto chosen = readings.size() == 1 ? *readings.begin() : in_order;
    for (std::size_t i = 0; i < columns4; ++i) set(i, std::to_string(chosen[i]));
    report_count(filled.size(), readings.size() == 1 ? "T4-COUNT" : "T4-COUNT-UNCLEAR", list_of(chosen));
    if (readings.size() != 1) return;
    report_in_order(in_order);
    keep_repair(in_order, chosen);
  }

  void collect_readings(const std::vector<std::string>& texts, std::size_t surplus, std::size_t from,
                        std::set<Cells>& readings) const {
    constexpr std::size_t most_surplus = 2;
    if (surplus > most_surplus) return;
    if (surplus == 0) {
      Cells cells{};
      for (std::size_t i = 0; i < columns4; ++i) cells[i] = value_of(texts[i]).number;
      if (adds_up(cells)) readings.insert(cells);
      return;
    }
    for (std::size_t i = from; i < texts.size(); ++i) {
      auto fewer = texts;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      collect_readings(fewer, surplus - 1, i, readings);
    }
  }

  void report_count(std::size_t count, std::string_view words, const std::string& reading) {
    m_report.findings.push_back({.code = "T4-COUNT",
                                 .severity = Severity::error,
                                 .table = "t4",
                                 .expected = columns4,
                                 .found = count,
                                 .message = say(words, {{"count", std::to_string(count)}, {"reading", reading}}),
                                 .place = to_text(m_row->spot)});
  }

  /// What the row would say from left to right: why the surplus cell is where it is.
  void report_in_order(const Cells& cells) {
    for (std::size_t block = 0; block < report_format::t4_blocks; ++block) {
      const auto begin = block * 5;
      const auto sum = cells[begin] + cells[begin + 1] + cells[begin + 2] + cells[begin + 3];
      if (sum == cells[begin + 4]) continue;
      auto finding =
          finding_at("T4-SUM", Severity::info, m_report, report_format::t4_begin + static_cast<int>(begin) + 4);
      finding.expected = sum;
      finding.found = cells[begin + 4];
      finding.message = say("T4-SUM-SURPLUS", {{"block", report_format::form(m_report.format).t4[block].labels.back()},
                                               {"sum", std::to_string(sum)},
                                               {"total", std::to_string(cells[begin + 4])}});
      m_report.findings.push_back(std::move(finding));
    }
  }

  void keep_repair(const Cells& from, const Cells& to) {
    Repair repair{.changes = {}, .because = say("T4-COUNT-REPAIR")};
    for (std::size_t i = 0; i < columns4; ++i)
      if (from[i] != to[i]) repair.changes.push_back({report_format::t4_begin + static_cast<int>(i), from[i], to[i]});
    m_report.readings.push_back(std::move(repair));
  }

  const Source& m_source;
  Report& m_report;
  const SourceRow* m_row = nullptr;
};
}  // namespace

double read_table_4(const Source& source, Report& report) {
  return Table4(source, report).read();
}

}  // namespace gongkai::report_check
