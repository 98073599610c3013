#include "annual_report/year_columns.hpp"

#include <algorithm>

#include "annual_report/compile.hpp"

namespace gongkai::annual_report {

namespace {

using directory::Unit;
using report_format::Columns;
using report_format::Ending;
using report_format::MoneyUnit;

std::size_t at(int row) {
  return static_cast<std::size_t>(row);
}

/// The units below the path with parents before children and siblings together; `units` comes level by level.
std::vector<const Unit*> in_tree_order(const std::vector<Unit>& units, std::string_view below) {
  std::unordered_map<UnitId, std::vector<const Unit*>> children;
  std::vector<const Unit*> waiting, ordered;
  for (const auto& unit : units) {
    if (!unit.path.starts_with(below)) continue;
    const auto path_of_parent = unit.path.size() - to_text(unit.id).size() - 1;
    if (!unit.parent || path_of_parent < below.size()) waiting.push_back(&unit);
    else children[unit.parent].push_back(&unit);
  }
  std::ranges::reverse(waiting);
  while (!waiting.empty()) {
    const auto* unit = waiting.back();
    waiting.pop_back();
    ordered.push_back(unit);
    const auto& next = children[unit->id];
    waiting.insert(waiting.end(), next.rbegin(), next.rend());
  }
  return ordered;
}

int ending_of(const remedies::Cell& cell) {
  return cell.verdict ? static_cast<int>(*cell.verdict) - 1 : static_cast<int>(Ending::pending);
}

/// In the unit of the form.
Tables converted(const Tables& tables, MoneyUnit unit) {
  Tables same{.unit = unit};
  report_format::add(same, tables);
  return same;
}

}  // namespace

YearColumns::YearColumns(int year, const std::vector<Unit>& units, std::string_view below)
    : m_year(year), m_format(report_format::format_of_year(year)) {
  place(units, below);
  m_own = Columns(m_rows.size());
  m_editions = Columns(m_rows.size());
  m_states.resize(m_rows.size());
  m_stands.resize(m_rows.size());
  m_has_report.resize(m_rows.size());
  const auto empty = empty_tables(m_format);
  for (std::size_t row = 0; row < m_rows.size(); ++row) {
    m_own.put(row, empty);
    m_states[row].unit = m_rows[row].unit;
  }
}

void YearColumns::place(const std::vector<Unit>& units, std::string_view below) {
  for (const auto* unit : in_tree_order(units, below)) {
    const auto above = m_counting.find(unit->parent);
    const int parent = above == m_counting.end() ? -1 : above->second;
    if (!reports(*unit, m_year.number)) {
      if (parent >= 0) m_counting[unit->id] = parent;
      continue;
    }
    m_counting[unit->id] = static_cast<int>(m_rows.size());
    m_rows.push_back({unit->id, unit->kind, unit->name, parent, static_cast<int>(m_rows.size()) + 1});
  }
  for (const auto& row : m_rows) m_parents.push_back(row.parent);
  for (int row = static_cast<int>(m_rows.size()) - 1; row > 0; --row)
    if (const int parent = m_rows[at(row)].parent; parent >= 0)
      m_rows[at(parent)].end = std::max(m_rows[at(parent)].end, m_rows[at(row)].end);
}

std::optional<int> YearColumns::counting(UnitId unit) const {
  const auto found = m_counting.find(unit);
  return found == m_counting.end() ? std::nullopt : std::optional(found->second);
}

std::optional<int> YearColumns::row_of(UnitId unit) const {
  const auto row = counting(unit);
  return row && m_rows[at(*row)].unit == unit ? row : std::nullopt;
}

MoneyUnit YearColumns::money_unit() const {
  return m_format == Format::form_2021 ? MoneyUnit::ten_thousand : MoneyUnit::yuan;
}

std::optional<Tables> YearColumns::edition(int row) const {
  if (m_states[at(row)].digest.empty()) return std::nullopt;
  return m_editions.at(at(row), money_unit());
}

void YearColumns::count(const Counted& request, int times) {
  if (request.received > m_year.last || request.closed < m_year.first) return;
  if (const auto row = counting(request.unit))
    each_cell(request, m_year, [&](int cell) { m_own.add(at(*row), cell, times); });
}

void YearColumns::count(UnitId unit, const remedies::Course& course, int times) {
  const auto row = counting(unit);
  const auto cell = row ? remedies::cell_of(course, m_year.number) : std::nullopt;
  if (!cell) return;
  const auto block = static_cast<report_format::Remedy>(static_cast<int>(cell->block) - 1);
  m_own.add(at(*row), report_format::cell_of(block, static_cast<Ending>(ending_of(*cell))), times);
  m_own.add(at(*row), report_format::cell_of(block, Ending::total), times);
}

void YearColumns::count(const std::vector<DocumentCount>& documents) {
  for (const auto& name : report_format::form(m_format).cells) {
    if (name.table != report_format::TableId::t2 || origin_of(name) != Origin::counted) continue;
    std::ranges::fill(m_own.values(name.cell), 0);
  }
  for (const auto& one : documents)
    if (const auto row = counting(one.unit)) m_own.add(at(*row), one.cell, one.value);
}

void YearColumns::put(ReportState state) {
  const auto found = row_of(state.unit);
  if (!found) return;
  const auto row = at(*found);
  for (const auto& before : m_states[row].entries) m_own.set(row, before.cell, {});
  for (const auto& entry : state.entries) m_own.set(row, entry.cell, entry.value);
  m_editions.put(row, state.edition ? converted(*state.edition, money_unit()) : Tables{});
  state.edition.reset();
  m_stands[row] = state.stands;
  m_has_report[row] = static_cast<bool>(state.id);
  m_states[row] = std::move(state);
}

/// From the last row to the first: children come behind their parents, and what has one parent stands together.
template <class T, class Join>
void YearColumns::roll_up(std::span<const T> own, std::span<const T> editions, std::span<T> out, int first, int count,
                          Join join) const {
  const auto* parents = m_parents.data();
  const auto *stands = m_stands.data(), *has_report = m_has_report.data();
  int parent = -1;
  T sum{};  // of the rows with this parent, written when it changes
  for (int i = count - 1; i > 0; --i) {
    const auto row = at(first + i);
    if (const int above = parents[row] - first; above != parent) {
      if (parent >= 0) out[at(parent)] = join(out[at(parent)], sum);
      parent = above;
      sum = T{};
    }
    const T said = stands[row] ? editions[row] : join(out[at(i)], own[row]);
    out[at(i)] = said;
    if (has_report[row]) sum = join(sum, said);
  }
  if (parent >= 0) out[at(parent)] = join(out[at(parent)], sum);
  out[0] = join(out[0], own[at(first)]);
}

Columns YearColumns::rolled_up(int row) const {
  const int end = m_rows[at(row)].end;
  Columns stated(at(end - row));
  for (int below = row; below < end; ++below)
    for (const auto& one : m_states[at(below)].adjustments) stated.add(at(below - row), one.cell, one.value);
  for (const auto& name : report_format::form(m_format).cells) {
    const int cell = name.cell;
    roll_up<std::int64_t>(m_own.values(cell), m_editions.values(cell), stated.values(cell), row, end - row,
                          [](std::int64_t a, std::int64_t b) { return a + b; });
    roll_up<std::uint8_t>(m_own.filled(cell), m_editions.filled(cell), stated.filled(cell), row, end - row,
                          [](int a, int b) { return static_cast<std::uint8_t>(a | b); });
  }
  return stated;
}

bool YearColumns::operator==(const YearColumns& other) const {
  return m_year.number == other.m_year.number && m_rows == other.m_rows && m_own == other.m_own &&
         m_editions == other.m_editions && m_states == other.m_states;
}

}  // namespace gongkai::annual_report
