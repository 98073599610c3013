// Minimal repair: the smallest set of cells whose change makes every rule hold. The report says what is broken; this says
// what could have been meant, for a person to decide.
#pragma once
#include <vector>

#include "report_check/model.hpp"
#include "report_check/narrative.hpp"
#include "report_format/identities.hpp"

namespace gongkai::report_check {

struct RepairLimits {
  int cells = 5;        // of one part of the tables; more is no slip any more
  int steps = 150'000;  // of the search: a table that is wholly wrong is not searched to the end
  std::size_t answers = 5;
};

/// The best first: what agrees with most of the statements, then what looks like a slip of the pen. Empty when the rules
/// hold, or when no repair was found within the limits.
std::vector<Repair> find_repairs(const Tables& tables, const std::vector<report_format::Equation>& equations,
                                 const std::vector<Statement>& statements, const RepairLimits& limits = {});

}  // namespace gongkai::report_check
