#include "report_format/columns.hpp"

#include <algorithm>

#include "report_format/identities.hpp"

namespace gongkai::report_format {

namespace {

using Lane = std::array<std::int64_t, Columns::block>;
constexpr auto sign_bit = std::numeric_limits<std::int64_t>::min();

const std::int64_t* lane_of(const Columns& columns, int cell, std::size_t first) {
  return columns.values(cell).data() + first;
}

/// What is left over of the equation in each report.
void add_terms(const Columns& columns, const Equation& equation, std::size_t first, Lane& rest) {
  rest.fill(equation.constant);
  for (const auto& term : equation.terms) {
    const auto* values = lane_of(columns, term.cell, first);
    if (term.factor == 1)
      for (std::size_t i = 0; i < rest.size(); ++i) rest[i] += values[i];
    else if (term.factor == -1)
      for (std::size_t i = 0; i < rest.size(); ++i) rest[i] -= values[i];
    else
      for (std::size_t i = 0; i < rest.size(); ++i) rest[i] += term.factor * values[i];
  }
}

/// The cells that may be negative: none but the changes of 2019.
std::vector<int> cells_from_zero(Format format) {
  std::vector<int> cells;
  const auto& shape = form(format);
  for (int cell = 0; cell < cell_count; ++cell)
    if (const auto* name = shape.find(cell); !name || name->kind != CellKind::signed_count) cells.push_back(cell);
  return cells;
}

struct Rules {
  std::vector<Equation> equations;
  std::vector<int> from_zero;
};
const Rules& rules_of(Format format) {
  static const Rules of_2019{equations_of(Format::form_2019), cells_from_zero(Format::form_2019)};
  static const Rules of_2021{equations_of(Format::form_2021), cells_from_zero(Format::form_2021)};
  return format == Format::form_2019 ? of_2019 : of_2021;
}

/// Any bit that is set stands for a broken rule.
void check_block(const Columns& columns, const Rules& rules, std::size_t first, Lane& wrong) {
  Lane rest;
  for (const auto& equation : rules.equations) {
    add_terms(columns, equation, first, rest);
    const auto mask = equation.is_bound ? sign_bit : std::int64_t{-1};
    for (std::size_t i = 0; i < rest.size(); ++i) wrong[i] |= rest[i] & mask;
  }
  for (const int cell : rules.from_zero) {
    const auto* values = lane_of(columns, cell, first);
    for (std::size_t i = 0; i < wrong.size(); ++i) wrong[i] |= values[i] & sign_bit;
  }
}

}  // namespace

Columns::Columns(std::size_t rows)
    : m_rows(rows),
      m_padded((rows + block - 1) / block * block),
      m_values(m_padded * cell_count, 0),
      m_filled(m_padded * cell_count, 0) {}

void Columns::put(std::size_t row, const Tables& tables) {
  for (int cell = 0; cell < cell_count; ++cell) set(row, cell, tables.cells[static_cast<std::size_t>(cell)]);
}

Tables Columns::at(std::size_t row, MoneyUnit unit) const {
  Tables tables{.unit = unit};
  for (int cell = 0; cell < cell_count; ++cell)
    if (filled(cell)[row]) tables.cells[static_cast<std::size_t>(cell)] = values(cell)[row];
  return tables;
}

void Columns::set(std::size_t row, int cell, Count count) {
  values(cell)[row] = count.value();
  filled(cell)[row] = !count.is_blank();
}

void Columns::add(std::size_t row, int cell, std::int64_t value) {
  values(cell)[row] += value;
  filled(cell)[row] = 1;
}

std::vector<std::uint8_t> adding_up(const Columns& columns, Format format) {
  const auto& rules = rules_of(format);
  std::vector<std::uint8_t> fine(columns.rows());
  for (std::size_t first = 0; first < columns.rows(); first += Columns::block) {
    Lane wrong{};
    check_block(columns, rules, first, wrong);
    for (std::size_t i = first; i < std::min(first + Columns::block, columns.rows()); ++i)
      fine[i] = wrong[i - first] == 0;
  }
  return fine;
}

}  // namespace gongkai::report_format
