// The sentences of a report against its tables (law D2.8: N-…). All of it is soft: a sentence may be right in a way that
// no rule knows, so each finding says which definition was used.
#pragma once
#include <string>
#include <vector>

#include "report_check/model.hpp"

namespace gongkai::report_check {

/// What a sentence says about table 3, for ranking repairs: the sum of these cells is this number.
struct Statement {
  std::string code;
  std::vector<int> cells;
  std::int64_t number = 0;
};

struct Narrative {
  std::vector<Finding> findings;
  std::vector<Statement> statements;
};

/// `previous` is the report of the year before, null when it is not at hand.
Narrative check_narrative(const Report& report, const Report* previous);

/// A whole number that grew (or shrank) by so many per cent from a whole number: the bases that fit, none if none does.
std::vector<std::int64_t> bases_of(std::int64_t number, double percent, int decimals, bool grew);

}  // namespace gongkai::report_check
