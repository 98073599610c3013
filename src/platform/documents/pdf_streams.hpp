// A PDF's bytes without poppler: all of its streams inflated, and the names that stand outside and inside of them. A second
// opinion about what a file holds, because a reader shows only what it looks for.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::documents {

/// Calls f with each stream as it lies, then inflated where it can be. Streams that inflate to more than 64 MB are given as
/// they lie. Returns what stands outside of the streams: the structure.
std::string each_stream(std::string_view pdf, const std::function<void(std::string_view)>& f);

/// How often "/Annots" stands in the text as a whole name.
std::size_t count_name(std::string_view text, std::string_view name);
std::size_t count_word(std::string_view text, std::string_view word);

}  // namespace gongkai::documents
