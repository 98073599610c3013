// What must add up in an annual report (勾稽关系) and between the reports of two years, as pure functions over tables.
// A breach says which rule, where, and what stands on both sides.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "report_format/form.hpp"

namespace gongkai::report_format {

enum class Rule : std::uint8_t {
  t3_row,      // total = natural + … + other, every row
  t3_sum,      // r7 = r1 + … + r6, every column
  t3_balance,  // new + carried_in = r7 + carried_out, every column: printed on the form
  t3_negative,
  t4_sum,  // total = upheld + corrected + other + pending, every block
  t4_negative,
  t2_published,  // 2019: published ≤ total_published
  t2_items,      // 2019: prev_items + delta ≥ 0; between years: prev_items = last year's prev_items + delta
  t2_bound,      // 2021: valid ≥ made − repealed
  t2_negative,
  t2_stock,  // 2021: valid = last year's valid + made − repealed
  carry,     // carried_in = last year's carried_out, every column
};
std::string_view code_of(Rule rule);  // "T3-BAL"

struct Breach {
  Rule rule;
  int cell = 0;  // that stands for the place: the total of the row or column, the cell itself
  std::int64_t left = 0;
  std::int64_t right = 0;
  bool operator==(const Breach&) const = default;
};

/// Within one report, in the order of the form.
std::vector<Breach> breaches_of(const Tables& tables, Format format);
/// The same question without the answer's details: allocates nothing, for thousands of reports.
bool adds_up(const Tables& tables, Format format);

/// Between the reports of a unit for two years, one after the other. 2020 → 2021 changes the form: what the new form
/// counts anew (valid documents) begins with it.
std::vector<Breach> breaches_between(const Tables& last_year, Format last_format, const Tables& tables, Format format);

/// A rule as Σ factor·cell + constant = 0, or ≥ 0 for bounds: what a repair has to satisfy.
struct Equation {
  Rule rule;
  int place = 0;  // as Breach::cell
  bool is_bound = false;
  std::int64_t constant = 0;
  struct Term {
    int cell;
    std::int64_t factor;
  };
  std::vector<Term> terms;

  std::int64_t residual(const Tables& tables) const;
  bool holds(const Tables& tables) const {
    const auto rest = residual(tables);
    return is_bound ? rest >= 0 : rest == 0;
  }
};
std::vector<Equation> equations_of(Format format);
std::vector<Equation> equations_between(const Tables& last_year, Format last_format, Format format);

}  // namespace gongkai::report_format
