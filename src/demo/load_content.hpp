// Columns and documents of the demo city, through the use cases of the content core: written by one person, released by
// another, on the days that the documents say.
#pragma once
#include "demo/load_directory.hpp"

namespace gongkai::demo {

Result<void> load_columns(Context& context, const City& city, const Places& places, Loaded& loaded);
/// The written documents: created, submitted and released.
Result<void> load_documents(Context& context, const City& city, const Places& places,
                            const std::vector<DocumentEntry>& documents, Loaded& loaded);
/// The made ones: taken over as released, which is one transaction instead of three.
Result<void> load_made_documents(Context& context, const City& city, const Places& places,
                                 const std::vector<DocumentEntry>& documents, Loaded& loaded);

}  // namespace gongkai::demo
