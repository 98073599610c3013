// Labels as they are compared: no blanks, no punctuation, no difference of width or of radicals that look like characters.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::report_check {

/// Letters, digits and Han characters only, folded.
std::string squash(std::string_view text);
/// 0 to 1: twice the longest common subsequence over both lengths.
double similarity(std::u32string_view a, std::u32string_view b);
/// How many Han characters the text has.
int count_han(std::string_view text);

}  // namespace gongkai::report_check
