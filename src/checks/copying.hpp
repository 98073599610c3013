// How much of an interpretation is taken from what it interprets (国办 wants 解读, not 摘抄): the share of its characters
// that stand in runs of at least `run` characters which also stand in a source. Punctuation, blanks and titles in 《》 do not
// count. Exact: every run of the sources is known, none is sampled.
#pragma once
#include <string_view>
#include <vector>

#include "checks/reading.hpp"

namespace gongkai::checks {

struct Passage {
  std::size_t begin = 0;  // characters of the text
  std::size_t end = 0;
  bool operator==(const Passage&) const = default;
};
struct Copying {
  int percent = 0;
  std::size_t counted = 0;  // characters that count
  std::vector<Passage> passages{};
};

inline constexpr std::size_t copied_run = 13;      // shorter runs are how people write
inline constexpr std::size_t copied_least = 100;   // a text shorter than this is not judged
inline constexpr int copied_warning_percent = 60;  // requirement E06

Copying compare(std::u32string_view text, const std::vector<std::u32string_view>& sources,
                std::size_t run = copied_run);

}  // namespace gongkai::checks
