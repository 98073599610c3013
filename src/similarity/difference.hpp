// Two texts word by word, so that an officer sees at once in what they differ.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::similarity {

enum class Side { both, left, right };

struct Run {
  Side side = Side::both;
  std::string text{};  // as it is written in the left text where both have it
  bool operator==(const Run&) const = default;
};

/// The runs in reading order: without those of one side they are the other text. Words are
/// compared folded and punctuation is all alike, so that "（2026）" and "〔2026〕" are no difference. What lies behind
/// the first 60,000 bytes is taken as one word.
std::vector<Run> difference(std::string_view left, std::string_view right);

/// The words of one side alone that say something (no punctuation), each once, in order.
std::vector<std::string> words_of(const std::vector<Run>& runs, Side side);

}  // namespace gongkai::similarity
