#include <array>

#include "base/text.hpp"
#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
constexpr std::u32string_view han_numerals = U"〇零一二三四五六七八九十○";

bool is_han_numeral(char32_t c) {
  return han_numerals.find(c) != han_numerals.npos;
}

int value_of(const Reading& reading, DigitGroup group) {
  int value = 0;
  for (auto i = group.begin; i < group.end && i < group.begin + 6; ++i)
    value = value * 10 + static_cast<int>(reading.folded[i] - U'0');
  return value;
}

std::size_t width(DigitGroup group) {
  return group.end - group.begin;
}

bool exists(int year, int month, int day) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

/// 2026年3月1日 in Arabic digits: the groups of year, month and day.
struct Date {
  DigitGroup year{}, month{}, day{};
  bool has_day = false;
  std::size_t begin() const { return year.begin; }
  std::size_t end() const { return (has_day ? day.end : month.end) + 1; }
};

std::optional<Date> date_from(const Reading& reading, const std::vector<DigitGroup>& groups, std::size_t first) {
  if (first + 1 >= groups.size()) return std::nullopt;
  Date date{.year = groups[first], .month = groups[first + 1]};
  if (reading.at(date.year.end) != U'年' || date.month.begin != date.year.end + 1 ||
      reading.at(date.month.end) != U'月')
    return std::nullopt;
  if (width(date.month) > 2) return std::nullopt;
  if (first + 2 < groups.size() && groups[first + 2].begin == date.month.end + 1 &&
      reading.at(groups[first + 2].end) == U'日' && width(groups[first + 2]) <= 2) {
    date.day = groups[first + 2];
    date.has_day = true;
  }
  return date;
}

std::string right_form(const Reading& reading, const Date& date) {
  auto text =
      std::to_string(value_of(reading, date.year)) + "年" + std::to_string(value_of(reading, date.month)) + "月";
  return date.has_day ? text + std::to_string(value_of(reading, date.day)) + "日" : text;
}

void check_date(const Reading& reading, const Date& date, std::vector<Hit>& hits) {
  const auto add = [&](std::string code, std::string right = {}) {
    Details details;
    if (!right.empty()) details.emplace_back("right", std::move(right));
    hits.push_back({Kind::numeral, Severity::should, date.begin(), date.end(), std::move(code), std::move(details)});
  };
  const auto zero = [&](DigitGroup group) { return width(group) == 2 && reading.folded[group.begin] == U'0'; };
  if (width(date.year) == 2) return add("checks.year_short");
  if (width(date.year) != 4) return;
  const int day = date.has_day ? value_of(reading, date.day) : 1;
  if (!exists(value_of(reading, date.year), value_of(reading, date.month), day)) return add("checks.date_impossible");
  // GB/T 9704-2012, 7.3.5.4: years in full, months and days without leading zeros
  if (zero(date.month) || (date.has_day && zero(date.day))) add("checks.date_leading_zero", right_form(reading, date));
}

/// A run of numerals and 年月日 in which both kinds of numerals stand: 2026年三月, 二〇二6年.
void mixed(const Reading& reading, std::vector<Hit>& hits) {
  const auto& text = reading.folded;
  const auto is_part = [](char32_t c) {
    return is_digit(c) || is_han_numeral(c) || c == U'年' || c == U'月' || c == U'日';
  };
  for (auto year = text.find(U'年'); year != std::u32string::npos; year = text.find(U'年', year + 1)) {
    auto begin = year, end = year + 1;
    while (begin > 0 && year - begin < 4 && (is_digit(text[begin - 1]) || is_han_numeral(text[begin - 1]))) --begin;
    if (year - begin != 4) continue;
    while (end < text.size() && end - year < 10 && is_part(text[end])) ++end;
    while (end > year + 1 && text[end - 1] != U'月' && text[end - 1] != U'日') --end;
    bool arabic = false, han = false;
    for (auto i = begin; i < end; ++i) {
      arabic = arabic || is_digit(text[i]);
      han = han || is_han_numeral(text[i]);
    }
    if (arabic && han) hits.push_back({Kind::numeral, Severity::should, begin, end, "checks.date_mixed", {}});
    else if (text.substr(begin, 4).find(U'○') != std::u32string::npos)
      hits.push_back({Kind::numeral, Severity::should, begin, end, "checks.date_circle", {}});
  }
}
}  // namespace

std::vector<Hit> scan_dates(const Reading& reading, const std::vector<DigitGroup>& groups) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (const auto date = date_from(reading, groups, i)) check_date(reading, *date, hits);
  mixed(reading, hits);
  return hits;
}

}  // namespace gongkai::checks
