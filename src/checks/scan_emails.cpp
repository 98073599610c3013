#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
bool is_local(char32_t c) {
  return is_letter(c) || is_digit(c) || c == U'.' || c == U'_' || c == U'-' || c == U'+';
}
bool is_domain(char32_t c) {
  return is_letter(c) || is_digit(c) || c == U'.' || c == U'-';
}

std::u32string lower(std::u32string_view text) {
  std::u32string out(text);
  for (auto& c : out)
    if (c >= U'A' && c <= U'Z') c += 32;
  return out;
}

bool is_official(std::u32string_view domain) {
  return domain == U"gov.cn" || domain.ends_with(U".gov.cn") || domain.ends_with(U".example");
}
}  // namespace

std::vector<Hit> scan_emails(const Reading& reading) {
  std::vector<Hit> hits;
  for (auto at = reading.folded.find(U'@'); at != std::u32string::npos; at = reading.folded.find(U'@', at + 1)) {
    auto begin = at, end = at + 1;
    while (begin > 0 && at - begin < 64 && is_local(reading.folded[begin - 1])) --begin;
    while (end < reading.size() && end - at < 255 && is_domain(reading.folded[end])) ++end;
    while (end > at + 1 && !is_letter(reading.folded[end - 1]) && !is_digit(reading.folded[end - 1])) --end;
    const auto domain = lower(std::u32string_view(reading.folded).substr(at + 1, end - at - 1));
    const auto dot = domain.rfind(U'.');
    if (begin == at || dot == std::u32string::npos || dot == 0 || domain.size() - dot < 3 || is_official(domain))
      continue;
    hits.push_back({Kind::email, Severity::should, begin, end, "checks.email", {}});
  }
  return hits;
}

}  // namespace gongkai::checks
