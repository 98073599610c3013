#include "annual_report/counting.hpp"

#include <algorithm>
#include <stdexcept>

#include "regulation/applicant.hpp"
#include "regulation/outcome.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::Applicant;
using report_format::cell_of;
using report_format::Row;

Applicant column_of(const CaseFact& fact) {
  const auto kind = regulation::parse_applicant_kind(fact.applicant_kind).value_or(regulation::ApplicantKind::other);
  return static_cast<Applicant>(kind);
}

void add_row(std::vector<int>& cells, Row row, Applicant column) {
  cells.push_back(cell_of(row, column));
  cells.push_back(cell_of(row, Applicant::total));
}

/// The row of the outcome in the form of its year, as the first cell of the row.
Row result_row(const CaseFact& fact) {
  const auto* outcome = regulation::catalog_outcomes().find(fact.outcome);
  if (!outcome) throw std::runtime_error("a closed request has the unknown outcome " + fact.outcome);
  const auto& form = report_format::form(report_format::format_of_year(fact.closed->year()));
  const auto& id = regulation::report_row(*outcome, *fact.closed);
  const auto found = std::ranges::find(form.t3, id, &report_format::Row3::id);
  if (found == form.t3.end()) throw std::runtime_error("the form has no row " + id);
  return found->row;
}

}  // namespace

std::string_view id_of(Origin origin) {
  switch (origin) {
    case Origin::counted: return "counted";
    case Origin::computed: return "computed";
    case Origin::entered: return "entered";
  }
  return "";
}

std::vector<int> cells_of(const CaseFact& fact, int year) {
  const Day first = Day::of(year, 1, 1), last = Day::of(year, 12, 31);
  std::vector<int> cells;
  if (fact.received > last || (fact.closed && *fact.closed < first)) return cells;
  const auto column = column_of(fact);
  add_row(cells, fact.received < first ? Row::carried_in : Row::received, column);
  if (fact.closed && *fact.closed <= last) {
    add_row(cells, result_row(fact), column);
    add_row(cells, Row::r7, column);
  } else {
    add_row(cells, Row::carried_out, column);
  }
  return cells;
}

bool touches(const CaseFact& fact, int year, int cell) {
  const auto cells = cells_of(fact, year);
  return std::ranges::find(cells, cell) != cells.end();
}

void count(Tables& tables, std::span<const CaseFact> facts, int year) {
  for (const auto& fact : facts)
    for (const int cell : cells_of(fact, year)) {
      auto& count = tables.cells[static_cast<std::size_t>(cell)];
      count = count.value() + 1;
    }
}

Origin origin_of(const report_format::CellName& cell) {
  using report_format::TableId;
  switch (cell.table) {
    case TableId::t2: return cell.row.starts_with("a20_1.") ? Origin::counted : Origin::entered;
    case TableId::t3: return cell.row == "r7" || cell.column == "total" ? Origin::computed : Origin::counted;
    case TableId::t4: return cell.column == "total" ? Origin::computed : Origin::counted;
  }
  return Origin::entered;
}

Tables empty_tables(Format format) {
  Tables tables;
  const auto& form = report_format::form(format);
  for (const auto& cell : form.cells)
    if (origin_of(cell) != Origin::entered) tables.cells[static_cast<std::size_t>(cell.cell)] = 0;
  return tables;
}

std::vector<CarryGap> carry_gaps(const Tables& last_year, const Tables& tables, std::span<const CaseFact> facts,
                                 int year) {
  std::vector<CarryGap> gaps;
  for (int column = 0; column < report_format::t3_columns; ++column) {
    const auto which = static_cast<Applicant>(column);
    const auto before = last_year.at(Row::carried_out, which).value();
    const auto now = tables.at(Row::carried_in, which).value();
    if (before == now) continue;
    CarryGap gap{.cell = cell_of(Row::carried_in, which), .signed_ = before, .counted = now};
    for (const auto& fact : facts)
      if (touches(fact, year, gap.cell)) gap.cases.push_back(fact.id);
    gaps.push_back(std::move(gap));
  }
  return gaps;
}

}  // namespace gongkai::annual_report
