// Documents that are not simply public: on somebody's desk, sent back, filed, withdrawn, waiting for their hour.
#pragma once
#include "demo/load_directory.hpp"

namespace gongkai::demo {

Result<void> load_fates(Context& context, const City& city, const Places& places,
                        const std::vector<DocumentEntry>& documents, Loaded& loaded);

}  // namespace gongkai::demo
