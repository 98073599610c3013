// The words that are known to the search: what means the same, what is called otherwise now, what is only asking.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/search/index.hpp"

namespace gongkai::search {

class Lexicon {
 public:
  Lexicon() = default;
  explicit Lexicon(const Words& words);

  /// The phrase as written, then with one word exchanged at a time; at most six.
  std::vector<std::u32string> variants(std::u32string_view phrase) const;

  /// Parts a phrase at the known words in it: 环评批复 → 环评, 批复. One piece when there is none.
  std::vector<std::u32string> pieces(std::u32string_view phrase) const;

  /// What is left of a phrase between the words of asking, in order: 请问如何申请公租房 → 申请公租房. Single Han
  /// characters are dropped as long as something longer is left.
  std::vector<std::u32string> without_question_words(std::u32string_view form) const;

  /// Does the form hold a word that must not be suggested?
  bool is_unwelcome(std::u32string_view form) const;

 private:
  std::size_t question_word_at(std::u32string_view rest) const;

  std::vector<std::vector<std::u32string>> m_groups{};
  std::vector<std::pair<std::u32string, std::u32string>> m_successors{};
  std::vector<std::u32string> m_question_words{};  // the longest first
  std::vector<std::u32string> m_unwelcome{};
};

}  // namespace gongkai::search
