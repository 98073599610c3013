// What a hit shows: the title with its matches marked, and a passage of the text around them.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "platform/search/index.hpp"

namespace gongkai::search {

/// The whole text with every place of every phrase marked; overlapping marks are one.
Marked mark(std::string_view text, std::span<const std::u32string> phrases);

/// About `characters` characters around the place where most different phrases meet, beginning at a sentence when one
/// begins near enough. Without any match: the beginning of the text, and no marks.
Marked snippet(std::string_view text, std::span<const std::u32string> phrases, std::size_t characters = 110);

}  // namespace gongkai::search
