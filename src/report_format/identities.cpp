#include "report_format/identities.hpp"

#include <array>

namespace gongkai::report_format {
namespace {
constexpr int result_begin = static_cast<int>(Row::r1), result_end = static_cast<int>(Row::r7);

std::int64_t value3(const Tables& tables, int row, int column) {
  return tables.value(t3_begin + row * t3_columns + column);
}

/// Calls found(rule, cell, left, right) for each breach; found returns false to stop. False when stopped.
template <class F>
bool each_breach_of_t3(const Tables& tables, F&& found) {
  constexpr int total = t3_columns - 1;
  constexpr auto received = static_cast<int>(Row::received), carried_in = static_cast<int>(Row::carried_in),
                 carried_out = static_cast<int>(Row::carried_out), r7 = static_cast<int>(Row::r7);
  std::array<std::int64_t, t3_columns> results{};  // of each column: the rows that r7 adds up
  bool is_negative = false;
  for (int row = 0; row < t3_rows; ++row) {
    const bool is_result = row >= result_begin && row < result_end;
    std::int64_t sum = 0, last = 0;
    for (int column = 0; column < t3_columns; ++column) {
      last = value3(tables, row, column);
      sum += last;
      is_negative = is_negative || last < 0;
      if (is_result) results[static_cast<std::size_t>(column)] += last;
    }
    if (const auto parts = sum - last; last != parts)
      if (!found(Rule::t3_row, t3_begin + row * t3_columns + total, last, parts)) return false;
  }
  for (int column = 0; column < t3_columns; ++column) {
    const auto sum = results[static_cast<std::size_t>(column)];
    if (const auto stated = value3(tables, r7, column); stated != sum)
      if (!found(Rule::t3_sum, t3_begin + r7 * t3_columns + column, stated, sum)) return false;
  }
  for (int column = 0; column < t3_columns; ++column) {
    const auto came = value3(tables, received, column) + value3(tables, carried_in, column);
    const auto went = value3(tables, r7, column) + value3(tables, carried_out, column);
    if (came != went && !found(Rule::t3_balance, t3_begin + column, came, went)) return false;
  }
  for (int cell = t3_begin; is_negative && cell < t4_begin; ++cell)
    if (tables.value(cell) < 0 && !found(Rule::t3_negative, cell, tables.value(cell), 0)) return false;
  return true;
}

template <class F>
bool each_breach_of_t4(const Tables& tables, F&& found) {
  for (int block = 0; block < t4_blocks; ++block) {
    const int begin = t4_begin + block * t4_columns;
    std::int64_t sum = 0;
    for (int column = 0; column + 1 < t4_columns; ++column) sum += tables.value(begin + column);
    if (const auto stated = tables.value(begin + t4_columns - 1); stated != sum)
      if (!found(Rule::t4_sum, begin + t4_columns - 1, stated, sum)) return false;
  }
  for (int cell = t4_begin; cell < cell_count; ++cell)
    if (tables.value(cell) < 0 && !found(Rule::t4_negative, cell, tables.value(cell), 0)) return false;
  return true;
}

// Table 2 by its cells, in the order of catalog/report_formats; form_test.cpp holds them against the ids.
constexpr int documents_2019[] = {0, 3};          // made, published, total_published
constexpr int items_2019[] = {6, 9, 12, 15, 18};  // prev_items, delta
constexpr int documents_2021[] = {0, 3};          // made, repealed, valid
constexpr bool is_delta(int cell) {
  return cell >= 6 && cell <= 19 && (cell == 19 || (cell - 6) % 3 == 1);
}

template <class F>
bool each_breach_of_t2(const Tables& tables, Format format, F&& found) {
  const auto value = [&](int cell) { return tables.value(cell); };
  if (format == Format::form_2019) {
    for (const int row : documents_2019)
      if (value(row + 1) > value(row + 2) && !found(Rule::t2_published, row + 1, value(row + 1), value(row + 2)))
        return false;
    for (const int row : items_2019)
      if (value(row) + value(row + 1) < 0 && !found(Rule::t2_items, row + 1, value(row) + value(row + 1), 0))
        return false;
  } else {
    for (const int row : documents_2021)
      if (value(row + 2) < value(row) - value(row + 1) &&
          !found(Rule::t2_bound, row + 2, value(row + 2), value(row) - value(row + 1)))
        return false;
  }
  for (int cell = 0; cell < t2_cells; ++cell) {
    const bool may_be_negative = format == Format::form_2019 && is_delta(cell);
    if (!may_be_negative && value(cell) < 0 && !found(Rule::t2_negative, cell, value(cell), 0)) return false;
  }
  return true;
}

template <class F>
bool each_breach(const Tables& tables, Format format, F&& found) {
  return each_breach_of_t2(tables, format, found) && each_breach_of_t3(tables, found) &&
         each_breach_of_t4(tables, found);
}

Equation sum_equation(Rule rule, int total, int begin, int end, int step) {
  Equation equation{.rule = rule, .place = total, .terms = {{total, -1}}};
  for (int cell = begin; cell < end; cell += step) equation.terms.push_back({cell, 1});
  return equation;
}

void add_equations_of_t3(const Form& form, std::vector<Equation>& out) {
  for (const auto& row : form.t3) {
    const int begin = cell_of(row.row, Applicant::natural);
    out.push_back(sum_equation(Rule::t3_row, begin + 6, begin, begin + 6, 1));
  }
  for (int column = 0; column < t3_columns; ++column) {
    const auto kind = static_cast<Applicant>(column);
    Equation sum{.rule = Rule::t3_sum, .place = cell_of(Row::r7, kind), .terms = {{cell_of(Row::r7, kind), -1}}};
    for (const auto& row : form.t3)
      if (row.row >= Row::r1 && row.row < Row::r7) sum.terms.push_back({cell_of(row.row, kind), 1});
    out.push_back(std::move(sum));
    out.push_back({.rule = Rule::t3_balance,
                   .place = cell_of(Row::received, kind),
                   .terms = {{cell_of(Row::received, kind), 1},
                             {cell_of(Row::carried_in, kind), 1},
                             {cell_of(Row::r7, kind), -1},
                             {cell_of(Row::carried_out, kind), -1}}});
  }
}

void add_bounds_of_t2(Format format, std::vector<Equation>& out) {
  const auto bound = [&](Rule rule, int place, std::vector<Equation::Term> terms) {
    out.push_back({.rule = rule, .place = place, .is_bound = true, .terms = std::move(terms)});
  };
  if (format == Format::form_2019) {
    for (const int row : documents_2019) bound(Rule::t2_published, row + 1, {{row + 2, 1}, {row + 1, -1}});
    for (const int row : items_2019) bound(Rule::t2_items, row + 1, {{row, 1}, {row + 1, 1}});
  } else {
    for (const int row : documents_2021) bound(Rule::t2_bound, row + 2, {{row + 2, 1}, {row, -1}, {row + 1, 1}});
  }
}
}  // namespace

std::string_view code_of(Rule rule) {
  switch (rule) {
    case Rule::t3_row: return "T3-ROW";
    case Rule::t3_sum: return "T3-SUM";
    case Rule::t3_balance: return "T3-BAL";
    case Rule::t3_negative: return "T3-NNEG";
    case Rule::t4_sum: return "T4-SUM";
    case Rule::t4_negative: return "T4-NNEG";
    case Rule::t2_published: return "T2-PUB";
    case Rule::t2_items: return "T2-ITEMS";
    case Rule::t2_bound: return "T2-BOUND";
    case Rule::t2_negative: return "T2-TYPE";
    case Rule::t2_stock: return "T2-STOCK";
    case Rule::carry: return "Y-CARRY";
  }
  return "";
}

std::vector<Breach> breaches_of(const Tables& tables, Format format) {
  std::vector<Breach> breaches;
  each_breach(tables, format, [&](Rule rule, int cell, std::int64_t left, std::int64_t right) {
    breaches.push_back({rule, cell, left, right});
    return true;
  });
  return breaches;
}

bool adds_up(const Tables& tables, Format format) {
  return each_breach(tables, format, [](Rule, int, std::int64_t, std::int64_t) { return false; });
}

std::int64_t Equation::residual(const Tables& tables) const {
  auto sum = constant;
  for (const auto& term : terms) sum += term.factor * tables.value(term.cell);
  return sum;
}

std::vector<Equation> equations_of(Format format) {
  std::vector<Equation> equations;
  add_bounds_of_t2(format, equations);
  add_equations_of_t3(form(format), equations);
  for (int block = 0; block < t4_blocks; ++block) {
    const int begin = t4_begin + block * t4_columns;
    equations.push_back(sum_equation(Rule::t4_sum, begin + 4, begin, begin + 4, 1));
  }
  return equations;
}

std::vector<Equation> equations_between(const Tables& last_year, Format last_format, Format format) {
  std::vector<Equation> equations;
  if (last_format == Format::form_2021 && format == Format::form_2021)
    for (const int row : documents_2021)  // law: valid(N) = valid(N−1) + made(N) − repealed(N)
      equations.push_back({.rule = Rule::t2_stock,
                           .place = row + 2,
                           .constant = last_year.value(row + 2),
                           .terms = {{row, 1}, {row + 1, -1}, {row + 2, -1}}});
  if (last_format == Format::form_2019 && format == Format::form_2019)
    for (const int row : items_2019)
      equations.push_back({.rule = Rule::t2_items,
                           .place = row,
                           .constant = last_year.value(row) + last_year.value(row + 1),
                           .terms = {{row, -1}}});
  for (int column = 0; column < t3_columns; ++column) {
    const auto kind = static_cast<Applicant>(column);
    equations.push_back({.rule = Rule::carry,
                         .place = cell_of(Row::carried_in, kind),
                         .constant = last_year.value(cell_of(Row::carried_out, kind)),
                         .terms = {{cell_of(Row::carried_in, kind), -1}}});
  }
  return equations;
}

std::vector<Breach> breaches_between(const Tables& last_year, Format last_format, const Tables& tables, Format format) {
  std::vector<Breach> breaches;
  for (const auto& equation : equations_between(last_year, last_format, format)) {
    const auto stated = tables.value(equation.place);
    if (const auto rest = equation.residual(tables); rest != 0)
      breaches.push_back({equation.rule, equation.place, stated, stated + rest});
  }
  return breaches;
}

}  // namespace gongkai::report_format
