// The own report before the checker that reads anybody's (R1–R18), without going through a file.
#pragma once
#include "annual_report/narrative.hpp"
#include "report_check/model.hpp"

namespace gongkai::annual_report {

/// As the checker would have read it: every table there, each paragraph with its part.
report_check::Report as_read(const Figures& figures, const Parts& parts);

struct OwnFinding {
  report_check::Finding of{};
  int cell = -1;  // where the desk marks it
  int part = 0;   // 1 to 6 when a sentence is meant
};
struct OwnFindings {
  std::vector<OwnFinding> findings{};
  std::vector<report_check::Repair> repairs{};
};
OwnFindings findings_of(const Figures& figures, const Parts& parts);

}  // namespace gongkai::annual_report
