#include <algorithm>

#include "base/text.hpp"
#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
constexpr std::u32string_view opening = U"[（(【〔﹝［{", closing = U"]）)】〕﹞］}";

bool is_one_of(char32_t c, std::u32string_view of) {
  return of.find(c) != of.npos;
}

/// Read from 号 leftwards: serial, bracket, year, bracket, the agency's characters.
struct Number {
  std::size_t begin = 0, bracket = 0, end = 0;  // of the agency, of the opening bracket, behind 号
  std::u32string year{}, serial{};
  bool has_ordinal = false, has_blank = false, right_brackets = false;
};

std::size_t back_over_blanks(const std::u32string& text, std::size_t at, bool& seen) {
  while (at > 0 && text[at - 1] == U' ') {
    --at;
    seen = true;
  }
  return at;
}

std::size_t back_over_digits(const std::u32string& text, std::size_t at) {
  while (at > 0 && is_digit(text[at - 1])) --at;
  return at;
}

std::optional<Number> number_ending(const Reading& reading, std::size_t mark) {
  const auto& text = reading.folded;
  Number number{.end = mark + 1};
  auto at = back_over_blanks(text, mark, number.has_blank);
  const auto serial = back_over_digits(text, at);
  if (serial == at || at - serial > 5) return std::nullopt;
  number.serial = text.substr(serial, at - serial);
  at = back_over_blanks(text, serial, number.has_blank);
  if (at > 0 && text[at - 1] == U'第') number.has_ordinal = true, --at;
  at = back_over_blanks(text, at, number.has_blank);
  if (at == 0 || !is_one_of(text[at - 1], closing)) return std::nullopt;
  number.right_brackets = text[at - 1] == U'〕';
  const auto year = back_over_digits(text, --at);
  number.year = text.substr(year, at - year);
  if ((number.year.size() != 4 && number.year.size() != 2) || year == 0 || !is_one_of(text[year - 1], opening))
    return std::nullopt;
  number.bracket = year - 1;
  number.right_brackets = number.right_brackets && text[number.bracket] == U'〔';
  at = back_over_blanks(text, number.bracket, number.has_blank);
  number.begin = at;
  while (number.begin > 0 && at - number.begin < 12 && is_han(text[number.begin - 1])) --number.begin;
  return at - number.begin >= 2 ? std::optional(number) : std::nullopt;
}

/// From the bracket on: nobody can tell where the agency's characters begin in a sentence.
std::string right_form(const Number& number) {
  auto serial = number.serial;
  serial.erase(0, std::min(serial.find_first_not_of(U'0'), serial.size() - 1));
  return to_utf8(U"〔" + number.year + U"〕" + serial + U"号");
}
}  // namespace

std::vector<Hit> scan_document_numbers(const Reading& reading) {
  std::vector<Hit> hits;
  const auto& text = reading.folded;
  for (auto mark = text.find(U'号'); mark != std::u32string::npos; mark = text.find(U'号', mark + 1)) {
    const auto number = number_ending(reading, mark);
    if (!number) continue;
    const bool has_zero = number->serial.size() > 1 && number->serial[0] == U'0';
    const auto add = [&](std::string code) {
      hits.push_back({Kind::document_number,
                      Severity::should,
                      number->bracket,
                      number->end,
                      std::move(code),
                      {{"right", right_form(*number)}}});
    };
    // GB/T 9704-2012, 7.2.5: the year in full within 〔〕; the serial without 第 and without leading zeros
    if (number->year.size() == 2) add("checks.number_year");
    else if (!number->right_brackets) add("checks.number_brackets");
    else if (number->has_ordinal || has_zero) add("checks.number_serial");
    else if (number->has_blank) add("checks.number_blank");
  }
  return hits;
}

}  // namespace gongkai::checks
