#include "case_library/birth.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/time.hpp"

namespace gongkai::case_library {

namespace {

constexpr std::size_t number_length = 18, day_at = 6, day_length = 8;
const std::vector<std::u32string_view> before_it{U"出生", U"生于", U"生日", U"诞生"};

/// The end of 1949年12月31日, 1949-12-31 or 1949.12 that begins here; `begin` when there is none.
std::size_t date_end(const checks::Reading& reading, std::size_t begin) {
  auto at = begin;
  std::size_t digits = 0, separators = 0;
  for (; at < reading.size() && at - begin < 16; ++at) {
    const auto c = reading.at(at);
    if (checks::is_digit(c)) ++digits;
    else if (std::u32string_view(U"年月日-./").find(c) != std::u32string_view::npos) ++separators;
    else if (c != U' ') break;
  }
  while (at > begin && reading.at(at - 1) == U' ') --at;
  return digits >= 5 && (separators >= 1 || digits == day_length) ? at : begin;
}

}  // namespace

std::vector<std::string> birth_writings(std::string_view document_number) {
  if (document_number.size() != number_length) return {};
  const auto digits = document_number.substr(day_at, day_length);
  if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return {};
  const auto number = [&](std::size_t at, std::size_t length) {
    return std::stoi(std::string(digits.substr(at, length)));
  };
  const auto year = number(0, 4), month = number(4, 2), day = number(6, 2);
  const auto written = [](std::string_view form, int y, int m, int d) {
    return fmt::format(fmt::runtime(form), y, m, d);
  };
  return {std::string(digits), written("{}年{}月{}日", year, month, day),
          written("{}年{:02}月{:02}日", year, month, day), written("{}-{}-{}", year, month, day),
          written("{}年{}月", year, month, day)};
}

std::vector<checks::NamePlace> births_in(const checks::Reading& reading) {
  constexpr std::size_t reach = 8;
  std::vector<checks::NamePlace> found;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!checks::is_digit(reading.at(i)) || checks::is_digit(reading.before(i))) continue;
    const auto end = date_end(reading, i);
    if (end == i) continue;
    const bool follows = reading.at(end) == U'生' || (reading.at(end) == U'出' && reading.at(end + 1) == U'生');
    if (follows || checks::has_before(reading, i, reach, before_it)) found.push_back({i, end});
    i = end;
  }
  return found;
}

}  // namespace gongkai::case_library
