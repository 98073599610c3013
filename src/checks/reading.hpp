// A text as the scanners read it: one code point a character, full-width forms made half-width, so that ３７０６ is 3706.
// Nothing is added or left out: a place in the reading is the same place in the text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checks/finding.hpp"

namespace gongkai::checks {

struct Reading {
  explicit Reading(std::string_view text);
  std::u32string written;  // as it stands in the text
  std::u32string folded;   // digits, Latin letters, dashes and blanks in one form

  std::size_t size() const { return folded.size(); }
  char32_t at(std::size_t i) const { return i < folded.size() ? folded[i] : U'\0'; }
  char32_t before(std::size_t i) const { return i == 0 ? U'\0' : folded[i - 1]; }
  std::string text(std::size_t begin, std::size_t end) const;
};

bool is_han(char32_t c);
/// One of the hundred most usual.
bool is_family_name(char32_t c);
constexpr bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
constexpr bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/// Digits without a gap: "2026", "02", "27" are three groups.
struct DigitGroup {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<DigitGroup> digit_groups(const Reading& reading);

/// A number written in one piece or in groups with a blank or a dash between ("3706 0219…", "138-1234-5678"): from group
/// `first`, ending with a whole group, exactly `length` digits. Empty when there is none.
struct SpacedNumber {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t last = 0;  // the last group
  std::string digits{};
};
SpacedNumber number_from(const Reading& reading, const std::vector<DigitGroup>& groups, std::size_t first,
                         std::size_t length);

/// Whether one of the words stands within so many characters before the place, on the same line.
bool has_before(const Reading& reading, std::size_t place, std::size_t reach,
                const std::vector<std::u32string_view>& words);
/// Whether one of the words stands anywhere.
bool has_anywhere(const Reading& reading, const std::vector<std::u32string_view>& words);
/// 张三, 欧阳小明: a name right before the place, blanks and punctuation between.
bool has_name_before(const Reading& reading, std::size_t place);

}  // namespace gongkai::checks
