// Scanners for how a text is written: GB/T 15834 (punctuation), GB/T 15835 (numerals), GB/T 9704 (official documents) and
// 通用规范汉字表. Pure; a hit says what would be right.
#pragma once
#include <vector>

#include "checks/reading.hpp"

namespace gongkai::checks {

/// 《》“”（）〔〕【】 in pairs within a paragraph; marks said twice; half-width marks between Han characters; 。。。for ……
std::vector<Hit> scan_punctuation(const Reading& reading);
/// Dates: days that do not exist, leading zeros, a year of two digits, Arabic and Chinese numerals in one date, ○ for 〇.
std::vector<Hit> scan_dates(const Reading& reading, const std::vector<DigitGroup>& groups);
/// Traditional characters in simplified text: one hit a run.
std::vector<Hit> scan_traditional(const Reading& reading);
/// Blanks between Han characters, words said twice, full-width digits and letters.
std::vector<Hit> scan_spacing(const Reading& reading);
/// 发文字号 in the text: 〔〕 around four digits, no 第, no leading zero, no blank, 号 behind.
std::vector<Hit> scan_document_numbers(const Reading& reading);

/// All of them in the order of the text.
std::vector<Hit> scan_style(const Reading& reading);

/// A traditional character that has a simplified form and is not itself one of the standard characters (GB 2312).
bool is_traditional(char32_t c);
/// The mark of the text: 此件公开发布 … "" when it has none.
struct DisclosureMark {
  std::string disclosure{};  // proactive, on_request, withheld
  std::size_t begin = 0, end = 0;
};
std::optional<DisclosureMark> find_disclosure_mark(const Reading& reading);

struct TitleRules {
  std::size_t max_characters = 120;
  bool official = false;  // the type carries a 文号: 关于…的通知
};
std::vector<Hit> scan_title(const Reading& reading, const TitleRules& rules);

}  // namespace gongkai::checks
