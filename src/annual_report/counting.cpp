#include "annual_report/counting.hpp"

#include <algorithm>
#include <map>
#include <set>
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

/// Of every outcome, its row in the form of 2019 and in that of 2021.
using ResultRows = std::map<std::string, std::array<Row, 2>, std::less<>>;

Row row_named(const Form& form, std::string_view id) {
  const auto found = std::ranges::find(form.t3, id, &report_format::Row3::id);
  if (found == form.t3.end()) throw std::runtime_error("the form has no row " + std::string(id));
  return found->row;
}

const ResultRows& result_rows() {
  static const auto rows = [] {
    ResultRows all;
    for (const auto& outcome : regulation::catalog_outcomes().all())
      all.emplace(outcome.id, std::array{row_named(report_format::form(Format::form_2019), outcome.row_2019),
                                         row_named(report_format::form(Format::form_2021), outcome.row_2021)});
    return all;
  }();
  return rows;
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

Counted counted(const CaseFact& fact) {
  Counted one{.id = fact.id, .unit = fact.unit, .received = fact.received, .column = column_of(fact)};
  if (!fact.closed) return one;
  one.closed = *fact.closed;
  const auto found = result_rows().find(fact.outcome);
  if (found == result_rows().end())
    throw std::runtime_error("a closed request has the unknown outcome " + fact.outcome);
  one.result = found->second.at(static_cast<std::size_t>(report_format::format_of_year(one.closed.year())));
  return one;
}

std::vector<int> cells_of(const CaseFact& fact, int year) {
  std::vector<int> cells;
  each_cell(counted(fact), Year(year), [&](int cell) { cells.push_back(cell); });
  return cells;
}

bool touches(const CaseFact& fact, int year, int cell) {
  const auto cells = cells_of(fact, year);
  return std::ranges::find(cells, cell) != cells.end();
}

void count(Tables& tables, std::span<const CaseFact> facts, int year) {
  const Year of(year);
  for (const auto& fact : facts)
    each_cell(counted(fact), of, [&](int cell) {
      auto& count = tables.cells[static_cast<std::size_t>(cell)];
      count = count.value() + 1;
    });
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

std::vector<Carried> carried_out(std::span<const CaseFact> facts, int year) {
  std::vector<Carried> carried;
  for (const auto& fact : facts)
    if (touches(fact, year, cell_of(Row::carried_out, Applicant::total))) carried.push_back({fact.id, column_of(fact)});
  return carried;
}

std::vector<CarryGap> carry_gaps(const Tables& last_year, const Tables& tables) {
  std::vector<CarryGap> gaps;
  for (int column = 0; column < report_format::t3_columns; ++column) {
    const auto which = static_cast<Applicant>(column);
    const auto before = last_year.at(Row::carried_out, which).value();
    const auto now = tables.at(Row::carried_in, which).value();
    if (before != now) gaps.push_back({.cell = cell_of(Row::carried_in, which), .signed_ = before, .counted = now});
  }
  return gaps;
}

void name_cases(std::vector<CarryGap>& gaps, std::span<const CaseFact> facts, int year,
                std::span<const Carried> before) {
  for (auto& gap : gaps) {
    const auto column = static_cast<Applicant>(gap.cell - cell_of(Row::carried_in, Applicant::natural));
    std::set<CaseId> now, then;
    for (const auto& fact : facts)
      if (touches(fact, year, gap.cell)) now.insert(fact.id);
    gap.cases.assign(now.begin(), now.end());
    if (before.empty() && gap.signed_ > 0) continue;
    for (const auto& one : before)
      if (column == Applicant::total || one.column == column) then.insert(one.id);
    std::ranges::set_difference(then, now, std::back_inserter(gap.gone));
    std::ranges::set_difference(now, then, std::back_inserter(gap.joined));
  }
}

}  // namespace gongkai::annual_report
