// Which cells of a row are its values: by the columns of the header where they are known, by the length of what is filled
// where they are not. Nothing is decided silently: the answer says how sure it is.
#pragma once
#include <string>
#include <vector>

#include "report_check/source.hpp"

namespace gongkai::report_check {

struct Columns {
  std::vector<int> at;    // column of each value; empty when no header was found
  std::vector<double> x;  // the same in points, of lines without columns
};

enum class Sureness {
  sure,
  shifted,    // found by counting from the last filled cell
  too_many,   // more filled cells than columns
  uncertain,  // several readings are possible
};

struct Values {
  std::vector<std::string> texts;   // one a column
  std::vector<std::string> filled;  // all filled cells in order, when there are too many
  Sureness sureness = Sureness::sure;
};

/// The values of the cells behind column `from`.
Values values_in(const SourceRow& row, int from, const Columns& columns, std::size_t count);

}  // namespace gongkai::report_check
