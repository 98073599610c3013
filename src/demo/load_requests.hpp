// Three years of requests in the demo city, by the use cases of every day and on their days.
#pragma once
#include "demo/load_directory.hpp"

namespace gongkai::demo {

Result<void> load_requests(Context& context, const City& city, const Places& places);

}  // namespace gongkai::demo
