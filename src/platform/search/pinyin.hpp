// Readings of Han characters, for typing without an input method and for words that were mistyped by sound.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::search {

/// The reading without tone: U'公' → "gong"; "" for what has none.
std::string_view reading_of(char32_t c);

/// One entry for each character of the form: the reading of a Han character (words of catalog/search/readings.json
/// have their own), the character itself otherwise.
std::vector<std::string> readings_of(std::u32string_view form);

/// The ways to part letters into syllables, best (fewest) first: "xian" → {"xian"}, {"xi","an"}. The last syllable
/// may be unfinished when `typing`. Empty when there is none.
std::vector<std::vector<std::string>> syllables_of(std::string_view letters, bool typing);

}  // namespace gongkai::search
