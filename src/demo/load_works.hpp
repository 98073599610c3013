// What a city keeps beside its documents: topics and a notice bar, the gazette, the catalogue in force, words of the search
// and of the checks, contributions of its units. Each work is done once.
#pragma once
#include "demo/load_directory.hpp"

namespace gongkai::demo {

Result<void> load_works(Context& context, const City& city, const Places& places);

}  // namespace gongkai::demo
