// One official text into a flow of pages, alone or in a gazette.
#pragma once
#include "platform/documents/official_text.hpp"
#include "platform/documents/page_flow.hpp"

namespace gongkai::documents {

/// Begins where the flow stands and leaves it behind the last line; the page is not ended.
void place_official_text(PageFlow& flow, const OfficialText& text);

/// 7.3.5, 7.3.6: signature, date and seal; they stay together.
void place_signature(PageFlow& flow, const OfficialText& text);
int lines_of_signature(const OfficialText& text);

}  // namespace gongkai::documents
