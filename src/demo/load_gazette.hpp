// 政府公报 of the demo city: issues built from its documents, and one from the archive, page by page as it was scanned.
#pragma once
#include "base/time.hpp"
#include "demo/desk.hpp"

namespace gongkai::demo {

/// Without a file store there is nothing to print into: then no issue is made.
Result<void> load_gazette(const Desk& desk, Context& context, FixedClock& clock, const json::object& works);

}  // namespace gongkai::demo
