// Pure: what one request adds to table 3 (law.md D2.7), and the tables of many. The identities hold by construction: every
// case that touches a year entered it once (new or carried in) and left it once (a result or carried out).
#pragma once
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

/// The cells that the case adds one to, with their totals; none when the year does not touch it. Throws
/// std::runtime_error when a closed case has an unknown outcome: nothing is left out silently.
std::vector<int> cells_of(const CaseFact& fact, int year);

/// Whether the case is behind the cell.
bool touches(const CaseFact& fact, int year, int cell);

/// Adds the cases to table 3; its cells begin at zero.
void count(Tables& tables, std::span<const CaseFact> facts, int year);

/// Every cell of the form that is counted or computed, at zero.
Tables empty_tables(Format format);

Origin origin_of(const report_format::CellName& cell);

/// carried_in of the year against carried_out of last year's signed report, column by column.
struct CarryGap {
  int cell = -1;             // carried_in of the column
  std::int64_t signed_ = 0;  // what last year's report carried out
  std::int64_t counted = 0;
  std::vector<CaseId> cases{};  // carried in now: where to look
};
std::vector<CarryGap> carry_gaps(const Tables& last_year, const Tables& tables, std::span<const CaseFact> facts,
                                 int year);

}  // namespace gongkai::annual_report
