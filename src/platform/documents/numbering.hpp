// How an official text numbers itself, and where its title breaks: pure rules over characters.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::documents {

/// 1 for 一、 2 for （一） 3 for 1. 4 for （1）; 0 when the line begins otherwise (GB/T 9704-2012, 7.3.3).
int numbering_level(std::string_view line);

/// A line that stands alone and ends without a stop.
bool is_heading_line(std::string_view line);

/// The part of a paragraph that is its heading: of "（一）加强领导。各单位要…" the bytes up to and with 。; 0 when it has
/// none.
std::size_t heading_prefix(std::string_view paragraph);

/// The title in lines of at most so many characters, of even length and broken between words: never inside a name in
/// 《》, never before 的 (GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜).
std::vector<std::string> title_lines(std::string_view title, std::size_t max_characters);

}  // namespace gongkai::documents
