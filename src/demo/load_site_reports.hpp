// 政府网站工作年度报表 of the last whole year, with the visits of its days that it counts.
#pragma once
#include "demo/desk.hpp"

namespace gongkai::demo {

Result<void> load_site_reports(const Desk& desk, Context& context, FixedClock& clock, const json::object& works);

}  // namespace gongkai::demo
