// Which cells of a report that was read are not certain: a person decides each of them before the report is used.
#pragma once
#include <string_view>
#include <vector>

#include "report_check/model.hpp"

namespace gongkai::report_check {

enum class Doubt {
  recognised,  // read from a picture
  blank,       // nothing stands there; it would count as 0
  missing,     // the file has no such row or table
  misplaced,   // the numbers of the row did not stand under their columns, or were too many
  unreadable,  // words, or a number that is none
  unit,        // an amount of money without its unit
  weak,        // the tables as a whole were hard to recognise
};
std::string_view name_of(Doubt doubt);

struct Doubtful {
  int cell = 0;
  Doubt why = Doubt::blank;
  bool operator==(const Doubtful&) const = default;
};

/// The cells that a finding of the reading makes doubtful; none when it is not about how cells were read.
std::vector<int> cells_doubted_by(const Finding& finding, Format format);

/// In the order of the form, one for each cell: the gravest reason.
std::vector<Doubtful> doubts_of(const Report& report);

}  // namespace gongkai::report_check
