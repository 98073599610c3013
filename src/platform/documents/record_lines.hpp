// Writes records as JSON lines under the limits of records.hpp.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace gongkai::documents {

class RecordLines {
 public:
  using Values = std::vector<std::pair<std::string, std::string>>;
  /// Empty values are left out. Fault files.records_too_many when the whole grows too large.
  Result<void> add(std::string_view place, const Values& values);
  /// A record that could not be read, and why.
  Result<void> add_fault(std::string_view place, std::string_view code);
  std::string take() { return std::move(m_lines); }

 private:
  Result<void> add_line(std::string line);
  std::string m_lines;
};

}  // namespace gongkai::documents
