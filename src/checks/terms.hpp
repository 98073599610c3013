// Word lists: standard and sensitive terms with what to write instead, and leaders with their titles. Lists live in the
// database and in catalog/checks; a book is what they are compiled into.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "checks/automaton.hpp"
#include "checks/reading.hpp"

namespace gongkai::checks {

struct Term {
  std::string text;
  std::string suggestion{};  // "" when there is nothing better to write
  Severity severity = Severity::should;
  bool allowed = false;  // not a fault but a word that holds one: 截止日期
  std::string note{};
  bool operator==(const Term&) const = default;
};

struct Leader {
  std::string name;
  std::vector<std::string> titles{};  // 市委副书记, 市长
  bool operator==(const Leader&) const = default;
};

class TermBook {
 public:
  explicit TermBook(std::vector<Term> terms = {});
  /// The longest terms; what stands inside an allowed word is none.
  std::vector<Hit> scan(const Reading& reading) const;
  std::size_t size() const { return m_terms.size(); }

 private:
  std::vector<Term> m_terms;
  Automaton m_automaton;
};

/// Leaders in their order. 副市长张三 when 张三 is 市长, and 李四、张三 when 张三 comes first, are hits.
class LeaderBook {
 public:
  explicit LeaderBook(std::vector<Leader> leaders = {});
  std::vector<Hit> scan(const Reading& reading) const;
  std::size_t size() const { return m_leaders.size(); }

 private:
  void check_titles(const Reading& reading, const std::vector<Automaton::Match>& names,
                    const std::vector<Automaton::Match>& titles, std::vector<Hit>& hits) const;
  void check_order(const Reading& reading, const std::vector<Automaton::Match>& names, std::vector<Hit>& hits) const;

  std::vector<Leader> m_leaders;
  std::vector<std::string> m_titles;
  Automaton m_names, m_title_words;
};

}  // namespace gongkai::checks
