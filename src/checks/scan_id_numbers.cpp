#include <algorithm>
#include <array>

#include "base/time.hpp"
#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
const std::vector<std::u32string_view> labels{U"身份证", U"身份号码", U"证件号", U"证号", U"ID", U"id"};

/// The provinces of GB/T 2260 by their first two digits.
bool is_province(int code) {
  constexpr std::array<std::pair<int, int>, 8> ranges{
      {{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}, {71, 71}, {81, 83}}};
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](auto range) { return code >= range.first && code <= range.second; });
}

int number_at(std::string_view digits, std::size_t from, std::size_t count) {
  int value = 0;
  for (const char c : digits.substr(from, count)) value = value * 10 + (c - '0');
  return value;
}

bool is_birthday(int year, int month, int day) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

/// Region and birthday of 17 or 18 digits are possible.
bool looks_modern(std::string_view digits) {
  return is_province(number_at(digits, 0, 2)) &&
         is_birthday(number_at(digits, 6, 4), number_at(digits, 10, 2), number_at(digits, 12, 2));
}

bool looks_old(std::string_view digits) {
  return is_province(number_at(digits, 0, 2)) &&
         is_birthday(1900 + number_at(digits, 6, 2), number_at(digits, 8, 2), number_at(digits, 10, 2));
}

/// The X behind 17 digits, a gap before it allowed; npos when there is none.
std::size_t end_of_x(const Reading& reading, std::size_t end) {
  for (const auto at : {end, end + 1}) {
    if (at > end && reading.at(end) != U' ' && reading.at(end) != U'-') break;
    if (reading.at(at) == U'x' || reading.at(at) == U'X') return at + 1;
  }
  return std::string::npos;
}

/// In a word of letters and digits it is a code of something else.
bool stands_apart(const Reading& reading, std::size_t begin, std::size_t end, bool labelled) {
  if (is_letter(reading.at(end)) || reading.at(end) == U'.') return false;
  return labelled || (!is_letter(reading.before(begin)) && reading.before(begin) != U'.');
}

bool stands_in_cell(const Reading& reading, std::size_t begin, std::size_t end) {
  const auto is_edge = [](char32_t c) { return c == U'\0' || c == U'\t' || c == U'\n' || c == U' '; };
  return is_edge(reading.before(begin)) && is_edge(reading.at(end));
}

struct Scan {
  const Reading& reading;
  const std::vector<DigitGroup>& groups;
  bool labelled_somewhere = false;
  std::vector<Hit> hits{};

  bool labelled(std::size_t place) const { return has_before(reading, place, 40, labels); }
  void add(std::size_t begin, std::size_t end, std::string code) {
    if (!stands_apart(reading, begin, end, labelled(begin))) return;
    hits.push_back({Kind::id_number, Severity::must, begin, end, std::move(code), {}});
  }

  bool eighteen(std::size_t first) {
    const auto number = number_from(reading, groups, first, 18);
    if (number.digits.empty() || !looks_modern(number.digits)) return false;
    const bool is_right = id_check_character(std::string_view(number.digits).substr(0, 17)) == number.digits[17];
    if (is_right) add(number.begin, number.end, "checks.id_number");
    else if (has_before(reading, number.begin, 20, {U"身份证", U"身份号码"}))
      add(number.begin, number.end, "checks.id_number_mistyped");
    return is_right;
  }
  bool with_x(std::size_t first) {
    const auto number = number_from(reading, groups, first, 17);
    if (number.digits.empty() || !looks_modern(number.digits)) return false;
    const auto end = end_of_x(reading, number.end);
    if (end == std::string::npos || id_check_character(number.digits) != 'X') return false;
    add(number.begin, end, "checks.id_number");
    return true;
  }
  /// No check character guards the old form: only beside a label, or in a cell of a table that has one.
  void old_form(std::size_t first) {
    const auto number = number_from(reading, groups, first, 15);
    if (number.digits.empty() || !looks_old(number.digits)) return;
    const bool is_named = has_before(reading, number.begin, 40, {U"身份证", U"身份号码", U"证件号"}) ||
                          (labelled_somewhere && stands_in_cell(reading, number.begin, number.end));
    if (is_named) add(number.begin, number.end, "checks.id_number_old");
  }
};
}  // namespace

char id_check_character(std::string_view digits) {
  constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size() && i < digits.size(); ++i) sum += (digits[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

std::vector<Hit> scan_id_numbers(const Reading& reading, const std::vector<DigitGroup>& groups) {
  Scan scan{reading, groups};
  bool looked_for_label = false;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    // the first group of a number in pieces has two digits at least
    if (groups[i].end - groups[i].begin < 2) continue;
    if (scan.eighteen(i) || scan.with_x(i)) continue;
    const auto length = groups[i].end - groups[i].begin;
    if (length > 15) continue;
    if (!std::exchange(looked_for_label, true))
      scan.labelled_somewhere = has_anywhere(reading, {U"身份证", U"身份号码", U"证件号"});
    if (scan.labelled_somewhere) scan.old_form(i);
  }
  return std::move(scan.hits);
}

}  // namespace gongkai::checks
