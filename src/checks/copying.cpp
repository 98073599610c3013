#include "checks/copying.hpp"

#include <algorithm>

namespace gongkai::checks {
namespace {
/// The characters that count, each with its place.
struct Plain {
  std::u32string text;
  std::vector<std::size_t> places;
};

Plain plain_of(std::u32string_view text, bool with_titles) {
  Plain plain;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == U'《') ++depth;
    if (c == U'》' && depth > 0) --depth;
    if (c == U'\n') depth = 0;
    if ((depth > 0 && !with_titles) || !(is_han(c) || is_digit(c) || is_letter(c))) continue;
    plain.text += c;
    plain.places.push_back(i);
  }
  return plain;
}

/// Rolling polynomial hash modulo 2^64 of each run of n characters; collisions of random text are 2^-64 each.
template <class F>
void each_run(const std::u32string& text, std::size_t n, F&& f) {
  constexpr std::uint64_t base = 0x9E3779B97F4A7C15;
  if (text.size() < n) return;
  std::uint64_t hash = 0, top = 1;
  for (std::size_t i = 1; i < n; ++i) top *= base;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i >= n) hash -= top * (text[i - n] + 1);
    hash = hash * base + text[i] + 1;
    if (i + 1 >= n) f(i + 1 - n, hash);
  }
}

std::vector<Passage> passages_of(const Plain& plain, const std::vector<bool>& copied) {
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < copied.size(); ++i) {
    if (!copied[i]) continue;
    auto end = i;
    while (end + 1 < copied.size() && copied[end + 1]) ++end;
    passages.push_back({plain.places[i], plain.places[end] + 1});
    i = end;
  }
  return passages;
}
}  // namespace

Copying compare(std::u32string_view text, const std::vector<std::u32string_view>& sources, std::size_t run) {
  std::vector<std::uint64_t> known;
  for (const auto source : sources)
    each_run(plain_of(source, true).text, run, [&](std::size_t, std::uint64_t hash) { known.push_back(hash); });
  std::sort(known.begin(), known.end());
  const auto plain = plain_of(text, false);
  std::vector<bool> copied(plain.text.size());
  each_run(plain.text, run, [&](std::size_t begin, std::uint64_t hash) {
    if (std::binary_search(known.begin(), known.end(), hash))
      std::fill(copied.begin() + static_cast<std::ptrdiff_t>(begin),
                copied.begin() + static_cast<std::ptrdiff_t>(begin + run), true);
  });
  Copying result{.counted = plain.text.size(), .passages = passages_of(plain, copied)};
  const auto count = static_cast<std::size_t>(std::count(copied.begin(), copied.end(), true));
  if (result.counted > 0) result.percent = static_cast<int>(count * 100 / result.counted);
  return result;
}

}  // namespace gongkai::checks
