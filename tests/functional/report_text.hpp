// The published reports of src/report_check/cases as text files, as if a unit of the demo city had written them.
#pragma once
#include <string>

namespace gongkai::testing {

/// Cells parted by tabs, blank ones blank. `id` is that of the case: "zhifu_2019".
std::string published_report(const std::string& id, const std::string& unit);

}  // namespace gongkai::testing
