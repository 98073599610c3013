// Which row of a document is which row of the form: labels are compared loosely, their order strictly.
#pragma once
#include <string>
#include <vector>

#include "report_check/source.hpp"

namespace gongkai::report_check {

/// A label of the form with the groups it stands under.
struct Wanted {
  std::string label;                  // squashed
  std::vector<std::string> groups{};  // squashed, from the outside in
};

struct Match {
  int row = -1;   // first row of the source; -1 when none is like the label
  int count = 1;  // a label may be broken over several rows
  double likeness = 0;
};

/// What of a row is its label and where its values begin.
struct RowParts {
  std::string own;    // the last cell of words before the values, squashed
  std::string whole;  // all of them
  int label_end = 0;  // column behind the label
  bool has_values = false;
};
RowParts parts_of(const SourceRow& row);

/// The best match in order, one a label; rows before `from` are left out.
std::vector<Match> align(const std::vector<SourceRow>& rows, const std::vector<Wanted>& wanted, double least_likeness,
                         std::size_t from = 0);

}  // namespace gongkai::report_check
