// Numbers in prose: what is counted, whether it is exact, and the words that lead up to it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::report_check {

struct Figure {
  double value = 0;
  int decimals = 0;
  std::string unit{};   // "件", "条", "%", …; "" when none follows
  std::string lead{};   // from the last comma, bracket or figure up to the number
  std::string after{};  // what follows up to the next comma
  std::size_t begin = 0, end = 0;
  int depth = 0;          // of brackets
  bool is_about = false;  // 近, 约, 余: not to be held against a table
  bool is_whole() const { return decimals == 0; }
  std::int64_t whole() const { return static_cast<std::int64_t>(value); }
};

/// Folded, without blanks: what the rules look at.
std::string plain(std::string_view text);
/// The figures of plain text in order; years, numbers of documents and list numbers are none.
std::vector<Figure> figures_of(std::string_view plain_text);
/// Parts of plain text that end with 。！？ or ；.
struct Sentence {
  std::size_t begin = 0, end = 0;
};
std::vector<Sentence> sentences_of(std::string_view plain_text);

bool has_any(std::string_view text, std::initializer_list<std::string_view> words);

}  // namespace gongkai::report_check
