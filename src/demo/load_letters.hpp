#pragma once
#include "demo/city.hpp"
#include "demo/load_directory.hpp"

namespace gongkai::demo {

/// How the units write their letters, and the letters of some cases: on their way, sent, delivered. After load_requests.
Result<void> load_letters(Context& context, const City& city, const Places& places);

}  // namespace gongkai::demo
