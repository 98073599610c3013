// UTF-8 text: validity, folding for comparison, lengths as a reader counts them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

bool is_valid_utf8(std::string_view text);
/// Replaces every invalid sequence by U+FFFD and drops control characters except newline and tab.
std::string clean_utf8(std::string_view text);
/// Unicode code points; each invalid byte counts as U+FFFD.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(std::u32string_view code_points);
std::size_t count_characters(std::string_view text);
/// The first n characters, with "…" behind when something was cut.
std::string shorten(std::string_view text, std::size_t characters);

/// NFKC, lower case, full width to half width, Kangxi radicals to Han characters: two texts that look alike fold alike.
std::string fold(std::string_view text);
/// Without white space (also U+3000) at both ends.
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// The candidate with the smallest edit distance, or "" when none is near: for "did you mean".
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace gongkai
