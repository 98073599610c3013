// Pure: what one request adds to table 3 (law.md D2.7), and the tables of many. The identities hold by construction: every
// case that touches a year entered it once (new or carried in) and left it once (a result or carried out).
#pragma once
#include <limits>
#include <span>

#include "annual_report/model.hpp"

namespace gongkai::annual_report {

struct CaseFact {
  CaseId id{};
  UnitId unit{};
  std::string applicant_kind{};
  Day received{};
  std::optional<Day> closed{};
  std::string outcome{};  // of regulation::catalog_outcomes(), once closed
};

/// A request as table 3 sees it: what does not depend on the year is worked out.
struct Counted {
  CaseId id{};
  UnitId unit{};
  Day received{};
  Day closed = Day{std::numeric_limits<std::int32_t>::max()};  // open ones never close
  report_format::Applicant column = report_format::Applicant::other;
  report_format::Row result = report_format::Row::r7;  // once closed

  bool is_closed() const { return closed.number != std::numeric_limits<std::int32_t>::max(); }
  bool operator==(const Counted&) const = default;
};
/// Throws std::runtime_error when a closed case has an unknown outcome: nothing is left out silently.
Counted counted(const CaseFact& fact);

/// A year with its ends: what is asked for a million cases.
struct Year {
  explicit Year(int of) : number(of), first(Day::of(of, 1, 1)), last(Day::of(of, 12, 31)) {}
  int number;
  Day first, last;
};

/// Calls f(cell) for every cell that the case adds one to, with their totals; never when the year does not touch it.
template <class F>
void each_cell(const Counted& one, const Year& year, F&& f) {
  using report_format::Row;
  if (one.received > year.last || one.closed < year.first) return;
  const auto row = [&](Row at) {
    f(report_format::cell_of(at, one.column));
    f(report_format::cell_of(at, report_format::Applicant::total));
  };
  row(one.received < year.first ? Row::carried_in : Row::received);
  if (one.closed > year.last) return row(Row::carried_out);
  row(one.result);
  row(Row::r7);
}

/// The same cells as a list.
std::vector<int> cells_of(const CaseFact& fact, int year);

/// Whether the case is behind the cell.
bool touches(const CaseFact& fact, int year, int cell);

/// Adds the cases to table 3; its cells begin at zero.
void count(Tables& tables, std::span<const CaseFact> facts, int year);

/// Every cell of the form that is counted or computed, at zero.
Tables empty_tables(Format format);

Origin origin_of(const report_format::CellName& cell);

/// A request that last year's report carried out, in its column.
struct Carried {
  CaseId id{};
  report_format::Applicant column = report_format::Applicant::other;
  bool operator==(const Carried&) const = default;
};
/// Of the requests, those that the year carries out.
std::vector<Carried> carried_out(std::span<const CaseFact> facts, int year);

/// carried_in of the year against carried_out of last year's signed report, column by column.
struct CarryGap {
  int cell = -1;             // carried_in of the column
  std::int64_t signed_ = 0;  // what last year's report carried out
  std::int64_t counted = 0;
  std::vector<CaseId> cases{};   // carried in now: where to look when nothing is known of last year's cases
  std::vector<CaseId> gone{};    // carried out then and not in this column now: moved, changed, taken back
  std::vector<CaseId> joined{};  // in this column now and not carried out then
};
std::vector<CarryGap> carry_gaps(const Tables& last_year, const Tables& tables);
/// Names the cases. `before` is what last year's reports carried out; empty where they came as files.
void name_cases(std::vector<CarryGap>& gaps, std::span<const CaseFact> facts, int year,
                std::span<const Carried> before);

}  // namespace gongkai::annual_report
