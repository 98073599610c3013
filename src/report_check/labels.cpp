#include "report_check/labels.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace gongkai::report_check {
namespace {
bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF) || c == U'〇';
}
bool is_ascii_word(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
}

/// At most so many characters in common, whatever their order: a cheap bound that most pairs of labels do not pass.
std::size_t common_at_most(std::u32string_view a, std::u32string_view b) {
  std::array<signed char, 256> counts{};
  std::size_t common = 0;
  for (const auto c : b)
    if (auto& count = counts[c & 0xFF]; count < 100) ++count;
  for (const auto c : a)
    if (auto& count = counts[c & 0xFF]; count > 0) --count, ++common;
  return common;
}
}  // namespace

std::string squash(std::string_view text) {
  std::string kept;
  const auto folded = fold(text);
  for (std::size_t i = 0; i < folded.size();) {
    const auto lead = static_cast<unsigned char>(folded[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto piece = std::string_view(folded).substr(i, size);
    i += size;
    if (size == 1 ? is_ascii_word(static_cast<char32_t>(lead)) : is_han(to_code_points(piece).at(0))) kept += piece;
  }
  return kept;
}

double similarity(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return 0;
  const auto both = static_cast<double>(a.size() + b.size());
  constexpr double least = 0.5;
  if (2.0 * static_cast<double>(common_at_most(a, b)) / both < least) return 0;
  constexpr std::size_t longest = 200;
  if (a.size() > longest || b.size() > longest) return 0;
  std::vector<unsigned short> row(b.size() + 1);
  for (const auto c : a) {
    unsigned short diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = c == b[j - 1] ? static_cast<unsigned short>(diagonal + 1) : std::max(above, row[j - 1]);
      diagonal = above;
    }
  }
  return 2.0 * row.back() / both;
}

int count_han(std::string_view text) {
  const auto points = to_code_points(text);
  return static_cast<int>(std::ranges::count_if(points, is_han));
}

}  // namespace gongkai::report_check
