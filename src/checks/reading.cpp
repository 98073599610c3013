#include "checks/reading.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::checks {
namespace {
char32_t fold_one(char32_t c) {
  if (c < 0x80) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;                   // full width
  if (c >= 0x1D7CE && c <= 0x1D7FF) return U'0' + (c - 0x1D7CE) % 10;  // mathematical digits
  switch (c) {
    case 0xA0:
    case 0x2002:
    case 0x2003:
    case 0x2009:
    case 0x200A:
    case 0x200B:  // not a blank, but as good as one between digits
    case 0x202F:
    case 0x3000:
    case 0xFEFF: return U' ';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return U'-';
    default: return c;
  }
}

bool is_gap(char32_t c) {
  return c == U' ' || c == U'-';
}

/// The hundred most common family names and the usual double ones.
constexpr std::u32string_view family_names =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    U"汪田任姜"
    U"范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
constexpr std::u32string_view between_name_and_number = U" :,;()-\t、，：；（）";
}  // namespace

Reading::Reading(std::string_view text) : written(to_code_points(text)), folded(written) {
  for (auto& c : folded) c = fold_one(c);
}

std::string Reading::text(std::size_t begin, std::size_t end) const {
  end = std::min(end, written.size());
  begin = std::min(begin, end);
  return to_utf8(std::u32string_view(written).substr(begin, end - begin));
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3007 || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF);
}

std::vector<DigitGroup> digit_groups(const Reading& reading) {
  std::vector<DigitGroup> groups;
  const auto& text = reading.folded;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    const auto begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    groups.push_back({begin, i});
  }
  return groups;
}

SpacedNumber number_from(const Reading& reading, const std::vector<DigitGroup>& groups, std::size_t first,
                         std::size_t length) {
  SpacedNumber number{.begin = groups[first].begin};
  for (std::size_t i = first; i < groups.size(); ++i) {
    const auto& group = groups[i];
    if (i > first) {
      const auto gap = groups[i - 1].end;
      if (group.begin - gap > 2 ||
          !std::all_of(reading.folded.begin() + static_cast<std::ptrdiff_t>(gap),
                       reading.folded.begin() + static_cast<std::ptrdiff_t>(group.begin), is_gap))
        return {};
    }
    if (number.digits.size() + (group.end - group.begin) > length) return {};
    for (auto at = group.begin; at < group.end; ++at) number.digits += static_cast<char>(reading.folded[at]);
    if (number.digits.size() == length) {
      number.end = group.end;
      number.last = i;
      return number;
    }
  }
  return {};
}

bool has_before(const Reading& reading, std::size_t place, std::size_t reach,
                const std::vector<std::u32string_view>& words) {
  const auto begin = place > reach ? place - reach : 0;
  auto stretch = std::u32string_view(reading.folded).substr(begin, place - begin);
  if (const auto line = stretch.rfind(U'\n'); line != stretch.npos) stretch.remove_prefix(line + 1);
  return std::any_of(words.begin(), words.end(), [&](auto word) { return stretch.find(word) != stretch.npos; });
}

bool has_anywhere(const Reading& reading, const std::vector<std::u32string_view>& words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return reading.folded.find(word) != word.npos; });
}

bool is_family_name(char32_t c) {
  return family_names.find(c) != std::u32string_view::npos;
}

bool has_name_before(const Reading& reading, std::size_t place) {
  while (place > 0 && between_name_and_number.find(reading.folded[place - 1]) != std::u32string_view::npos) --place;
  for (std::size_t length = 2; length <= 4 && length <= place; ++length) {
    const auto begin = place - length;
    if (!is_han(reading.folded[begin])) return false;
    const bool stands_alone = begin == 0 || !is_han(reading.folded[begin - 1]);
    if (stands_alone && (family_names.find(reading.folded[begin]) != std::u32string_view::npos)) return true;
  }
  return false;
}

}  // namespace gongkai::checks
