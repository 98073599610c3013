#pragma once
#include "demo/city.hpp"
#include "demo/load_directory.hpp"

namespace gongkai::demo {

/// Studies of closed requests, candidates to be made public, a memo on a topic.
Result<void> load_mining(Context& context, const City& city, const Places& places);

}  // namespace gongkai::demo
