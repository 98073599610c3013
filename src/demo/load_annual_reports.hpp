// The annual reports of the demo city: a year that the whole city has published, a year in which it is being compiled, and
// reports of the years before this system for a few units.
#pragma once
#include "demo/load_directory.hpp"

namespace gongkai::demo {

Result<void> load_annual_reports(Context& context, const City& city, const Places& places);

}  // namespace gongkai::demo
