// Words with one meaning: who looks for 公租房 also finds 公共租赁住房.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::search {

class Synonyms {
 public:
  Synonyms() = default;
  explicit Synonyms(const std::vector<std::vector<std::string>>& groups);
  /// The groups of catalog/search/synonyms.json.
  static Synonyms from_catalog();

  /// The phrase as written, then with one word exchanged at a time; at most five.
  std::vector<std::u32string> variants(std::u32string_view phrase) const;

  /// Parts a phrase at the known words in it: 环评批复 → 环评, 批复. One piece when there is none.
  std::vector<std::u32string> pieces(std::u32string_view phrase) const;

 private:
  std::vector<std::vector<std::u32string>> m_groups;
};

}  // namespace gongkai::search
