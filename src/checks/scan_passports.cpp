#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
const std::vector<std::u32string_view> labels{U"护照",     U"通行证",   U"回乡证",  U"台胞证",
                                              U"Passport", U"passport", U"PASSPORT"};

char32_t upper(char32_t c) {
  return c >= U'a' && c <= U'z' ? c - 32 : c;
}

/// E12345678, EA1234567, G12345678, H1234567890: letters, then eight to ten characters in all at the end.
std::size_t end_of_number(const Reading& reading, std::size_t begin) {
  auto at = begin + 1;
  if (is_letter(reading.at(at))) ++at;
  const auto digits = at;
  while (is_digit(reading.at(at))) ++at;
  const bool fits = at - digits >= 7 && at - digits <= 10 && at - begin >= 9;
  return fits && !is_letter(reading.at(at)) ? at : std::u32string::npos;
}
}  // namespace

std::vector<Hit> scan_passports(const Reading& reading) {
  std::vector<Hit> hits;
  if (!has_anywhere(reading, labels)) return hits;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const auto c = upper(reading.folded[i]);
    if (c < U'A' || c > U'Z' || std::u32string_view(U"DEGHMPSCT").find(c) == std::u32string_view::npos) continue;
    if (is_letter(reading.before(i)) || is_digit(reading.before(i))) continue;
    const auto end = end_of_number(reading, i);
    if (end == std::u32string::npos || !has_before(reading, i, 30, labels)) continue;
    hits.push_back({Kind::passport, Severity::must, i, end, "checks.passport", {}});
    i = end;
  }
  return hits;
}

}  // namespace gongkai::checks
