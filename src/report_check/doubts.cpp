#include "report_check/doubts.hpp"

#include <map>

namespace gongkai::report_check {
namespace {
constexpr double sure_enough = 0.9;

/// What a finding of the reading says about the cells it names.
std::optional<Doubt> doubt_of(const Finding& finding) {
  if (finding.code.ends_with("-MISSING-ROW") || finding.code == "TABLE-MISSING") return Doubt::missing;
  if (finding.code.ends_with("-COUNT") || finding.code.ends_with("-SHIFT")) return Doubt::misplaced;
  if (finding.code == "T3-NNEG" || finding.code == "T4-NNEG" || finding.code == "T2-TYPE") return Doubt::unreadable;
  return std::nullopt;
}

/// A finding without a row means the table, one without a column the row.
bool is_meant(const Finding& finding, const report_format::CellName& name) {
  return finding.table == report_format::name_of(name.table) && (finding.row.empty() || finding.row == name.row) &&
         (finding.column.empty() || finding.column == name.column);
}

std::optional<Doubt> doubt_of(const Report& report, const report_format::CellName& name) {
  for (const auto& finding : report.findings)
    if (const auto why = doubt_of(finding); why && is_meant(finding, name)) return why;
  const auto count = report.tables.cells[static_cast<std::size_t>(name.cell)];
  if (report.is_recognised) return Doubt::recognised;
  if (count.is_blank()) return Doubt::blank;
  if (name.kind == report_format::CellKind::amount && count.value() != 0 &&
      report.tables.unit == report_format::MoneyUnit::none)
    return Doubt::unit;
  if (report.confidence < sure_enough) return Doubt::weak;
  return std::nullopt;
}
}  // namespace

std::string_view name_of(Doubt doubt) {
  switch (doubt) {
    case Doubt::recognised: return "recognised";
    case Doubt::blank: return "blank";
    case Doubt::missing: return "missing";
    case Doubt::misplaced: return "misplaced";
    case Doubt::unreadable: return "unreadable";
    case Doubt::unit: return "unit";
    case Doubt::weak: return "weak";
  }
  return "";
}

std::vector<int> cells_doubted_by(const Finding& finding, Format format) {
  std::vector<int> cells;
  if (!doubt_of(finding)) return cells;
  for (const auto& name : report_format::form(format).cells)
    if (is_meant(finding, name)) cells.push_back(name.cell);
  return cells;
}

std::vector<Doubtful> doubts_of(const Report& report) {
  std::vector<Doubtful> doubts;
  for (const auto& name : report_format::form(report.format).cells)
    if (const auto why = doubt_of(report, name)) doubts.push_back({name.cell, *why});
  return doubts;
}

}  // namespace gongkai::report_check
