// What stands behind the figures, line by line: a page of it beside one cell, all of it as a table for recounting elsewhere.
#pragma once
#include "annual_report/compile.hpp"

namespace gongkai::annual_report {

/// A case as it counts: days and results, nobody's name.
struct CaseLine {
  CaseId id{};
  std::string kind{};
  std::string kind_name{};
  std::string number{};
  std::string unit{};
  std::string applicant_kind{};  // of a request
  Day received{};
  std::optional<Day> closed{};
  std::string outcome{};  // id; of a remedy the verdict
  std::string outcome_name{};
  std::string row{};  // of table 3 in the form of the closing year, or the block of table 4
};

/// Lines of the cases with an id above `after`, at most `most`.
std::vector<CaseLine> lines_of(db::Session& session, Services& services, const Report& report,
                               const std::vector<CaseId>& cases, CaseId after, std::size_t most);

/// Every case and document behind the unit's own counted cells, once for each row of the form that it counts in.
std::string case_list_csv(db::Session& session, Services& services, const Report& report);

}  // namespace gongkai::annual_report
