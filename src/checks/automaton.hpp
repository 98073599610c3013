// Aho–Corasick: all words of a list in one pass over the text, however many words there are.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace gongkai::checks {

class Automaton {
 public:
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t word = 0;
  };

  /// Words by their number; empty ones never match.
  explicit Automaton(const std::vector<std::u32string>& words);
  Automaton() : Automaton(std::vector<std::u32string>{}) {}

  /// Every occurrence, those that overlap too, in the order of their ends; at one end the longest first.
  std::vector<Match> find(std::u32string_view text) const;

 private:
  struct Node {
    std::uint32_t fail = 0;
    std::uint32_t shorter = 0;  // the next node on the way of failures that ends a word
    std::uint32_t word = none;
    std::uint32_t depth = 0;
  };
  struct Edge {
    std::uint64_t key = 0;  // node and character; 0: free
    std::uint32_t target = 0;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  std::uint32_t child(std::uint32_t node, char32_t c) const;
  std::uint32_t add_child(std::uint32_t node, char32_t c);
  std::uint32_t step(std::uint32_t node, char32_t c) const;
  void grow();
  void insert(std::uint64_t key, std::uint32_t target);
  void link();

  std::vector<Node> m_nodes{1};
  std::vector<Edge> m_edges;           // open addressing, a power of two
  std::vector<std::uint32_t> m_first;  // children of the root by character: most characters begin no word
  std::size_t m_used = 0;
};

}  // namespace gongkai::checks
