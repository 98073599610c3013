#include "checks/automaton.hpp"

#include <string>

namespace gongkai::checks {
namespace {
constexpr char32_t directly = 0x10000;  // the root's children below this are an array

std::uint64_t key_of(std::uint32_t node, char32_t c) {
  return (std::uint64_t{node} << 21 | c) + 1;
}

std::size_t spread(std::uint64_t key) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15) >> 20);
}
}  // namespace

Automaton::Automaton(const std::vector<std::u32string>& words) : m_edges(16), m_first(directly) {
  for (std::uint32_t number = 0; number < words.size(); ++number) {
    if (words[number].empty()) continue;
    std::uint32_t node = 0;
    for (const char32_t c : words[number]) node = add_child(node, c);
    if (m_nodes[node].word == none) m_nodes[node].word = number;
  }
  link();
}

void Automaton::insert(std::uint64_t key, std::uint32_t target) {
  const auto mask = m_edges.size() - 1;
  auto at = spread(key) & mask;
  while (m_edges[at].key != 0) at = (at + 1) & mask;
  m_edges[at] = {key, target};
}

void Automaton::grow() {
  auto old = std::vector<Edge>(m_edges.size() * 2);
  old.swap(m_edges);
  for (const auto& edge : old)
    if (edge.key != 0) insert(edge.key, edge.target);
}

std::uint32_t Automaton::child(std::uint32_t node, char32_t c) const {
  if (node == 0 && c < directly) return m_first[c];
  const auto key = key_of(node, c);
  const auto mask = m_edges.size() - 1;
  for (auto at = spread(key) & mask; m_edges[at].key != 0; at = (at + 1) & mask)
    if (m_edges[at].key == key) return m_edges[at].target;
  return 0;
}

std::uint32_t Automaton::add_child(std::uint32_t node, char32_t c) {
  if (const auto there = child(node, c)) return there;
  const auto fresh = static_cast<std::uint32_t>(m_nodes.size());
  m_nodes.push_back({.depth = m_nodes[node].depth + 1});
  if (node == 0 && c < directly) m_first[c] = fresh;
  else {
    if (++m_used * 2 > m_edges.size()) grow();
    insert(key_of(node, c), fresh);
  }
  return fresh;
}

std::uint32_t Automaton::step(std::uint32_t node, char32_t c) const {
  for (;; node = m_nodes[node].fail) {
    if (const auto next = child(node, c)) return next;
    if (node == 0) return 0;
  }
}

/// Failures level by level: the children of a level are known from the edges, sorted by the depth of their node.
void Automaton::link() {
  struct Child {
    std::uint32_t node, parent;
    char32_t character;
  };
  std::vector<Child> children(m_nodes.size());
  for (char32_t c = 0; c < directly; ++c)
    if (m_first[c]) children[m_first[c]] = {m_first[c], 0, c};
  for (const auto& edge : m_edges) {
    if (edge.key == 0) continue;
    const auto key = edge.key - 1;
    children[edge.target] = {edge.target, static_cast<std::uint32_t>(key >> 21), static_cast<char32_t>(key & 0x1FFFFF)};
  }
  std::vector<std::vector<Child>> levels;
  for (std::uint32_t node = 1; node < m_nodes.size(); ++node) {
    const auto depth = m_nodes[node].depth;
    if (levels.size() <= depth) levels.resize(depth + 1);
    levels[depth].push_back(children[node]);
  }
  for (const auto& level : levels)
    for (const auto& [node, parent, character] : level) {
      const auto fail = parent == 0 ? 0 : step(m_nodes[parent].fail, character);
      m_nodes[node].fail = fail;
      m_nodes[node].shorter = m_nodes[fail].word != none ? fail : m_nodes[fail].shorter;
    }
}

std::vector<Automaton::Match> Automaton::find(std::u32string_view text) const {
  std::vector<Match> matches;
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    node = step(node, text[i]);
    for (auto at = node; at != 0; at = m_nodes[at].shorter)
      if (m_nodes[at].word != none) matches.push_back({i + 1 - m_nodes[at].depth, i + 1, m_nodes[at].word});
  }
  return matches;
}

}  // namespace gongkai::checks
