#pragma once
#include "demo/load_directory.hpp"

namespace gongkai::demo {

/// 抽检 over the requests of the demo city: one that is over, one that is being scored.
Result<void> load_oversight(Context& context, const City& city, const Places& places);

}  // namespace gongkai::demo
