// Names of people beside a word that announces one: 申请人：王小明.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::checks {

/// Characters [begin, end) of the text.
struct NamePlace {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const NamePlace&) const = default;
};
/// A family name with one to three more characters behind a label, a colon or blanks between, and then something else than
/// Han. In the order of the labels, then of the text.
std::vector<NamePlace> labelled_names(std::u32string_view text, const std::vector<std::u32string>& labels);

}  // namespace gongkai::checks
