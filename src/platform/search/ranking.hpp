// The order of hits whose title matches. Pure.
#pragma once
#include <string>
#include <vector>

#include "platform/search/analysis.hpp"
#include "platform/search/columns.hpp"
#include "platform/search/reader.hpp"

namespace gongkai::search {

/// Sorts rows whose title holds all parts: the more of the title is what was looked for the better, at its beginning
/// better, newer better, repealed a little behind.
void rank_titles(std::vector<std::int64_t>& rows, const std::vector<Part>& parts, const Columns& columns);

/// The name inside the frame of an official title: 市政府办公室关于印发《办法》的通知 → 办法. The frame says nothing about
/// what the document is.
std::string_view core_of(std::string_view title);

/// Does the title (a form in UTF-8) hold every part?
bool title_holds(std::string_view title, const std::vector<Part>& parts);

/// Sorts the first `scored` rows by weight, newness and validity; the rest stays newest first.
void rank_weighed(std::vector<Weighed>& rows, std::size_t scored, const Columns& columns);

}  // namespace gongkai::search
