// One official text into a flow of pages, alone or in a gazette.
#pragma once
#include "platform/documents/official_text.hpp"
#include "platform/documents/page_flow.hpp"

namespace gongkai::documents {

/// Begins where the flow stands and leaves it behind the last line; the page is not ended.
void place_official_text(PageFlow& flow, const OfficialText& text);

}  // namespace gongkai::documents
