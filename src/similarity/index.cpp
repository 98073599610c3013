#include "similarity/index.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>

namespace gongkai::similarity {

namespace {

constexpr std::size_t least_dead = 1024;  // fewer are not worth a sweep
constexpr double rounding = 1e-9;         // 0.6 · 5 must be 3, not a hair above it

}  // namespace

void Index::put(std::int64_t key, std::string_view text) {
  const auto shingles = shingles_of(text);
  const std::unique_lock lock(m_mutex);
  bury(key);
  const auto slot = static_cast<Slot>(m_entries.size());
  for (const auto shingle : shingles) m_lists[shingle].push_back(slot);
  m_entries.push_back({.key = key, .size = static_cast<std::uint32_t>(shingles.size())});
  m_slots[key] = slot;
}

void Index::remove(std::int64_t key) {
  const std::unique_lock lock(m_mutex);
  bury(key);
}

std::size_t Index::size() const {
  const std::shared_lock lock(m_mutex);
  return m_slots.size();
}

void Index::bury(std::int64_t key) {
  const auto found = m_slots.find(key);
  if (found == m_slots.end()) return;
  m_entries[found->second].alive = false;
  m_slots.erase(found);
  const auto dead = m_entries.size() - m_slots.size();
  if (dead > least_dead && dead > m_slots.size()) sweep();
}

/// The living move together, and the lists forget the dead.
void Index::sweep() {
  constexpr auto gone = static_cast<Slot>(-1);
  std::vector<Slot> moved(m_entries.size(), gone);
  std::vector<Entry> entries;
  for (std::size_t slot = 0; slot < m_entries.size(); ++slot) {
    if (!m_entries[slot].alive) continue;
    moved[slot] = static_cast<Slot>(entries.size());
    m_slots[m_entries[slot].key] = moved[slot];
    entries.push_back(m_entries[slot]);
  }
  m_entries = std::move(entries);
  for (auto list = m_lists.begin(); list != m_lists.end();) {
    std::erase_if(list->second, [&](Slot slot) { return moved[slot] == gone; });
    for (auto& slot : list->second) slot = moved[slot];
    list = list->second.empty() ? m_lists.erase(list) : std::next(list);
  }
}

std::vector<Near> Index::find(std::string_view text, const Wanted& wanted) const {
  const auto asked = shingles_of(text);
  if (asked.empty() || wanted.most == 0) return {};
  thread_local std::vector<std::uint32_t>
      shared;  // with each text; kept, because 100,000 fresh zeros cost a page fault each
  std::vector<Near> found;
  const std::shared_lock lock(m_mutex);
  shared.assign(m_entries.size(), 0);
  for (const auto shingle : asked)
    if (const auto list = m_lists.find(shingle); list != m_lists.end())
      for (const auto slot : list->second) ++shared[slot];
  const auto least = wanted.at_least * static_cast<double>(asked.size()) - rounding;
  for (std::size_t slot = 0; slot < shared.size(); ++slot) {
    if (shared[slot] == 0 || static_cast<double>(shared[slot]) < least) continue;
    const auto& entry = m_entries[slot];
    if (!entry.alive || entry.key == wanted.except) continue;
    const auto value =
        static_cast<double>(shared[slot]) / static_cast<double>(asked.size() + entry.size - shared[slot]);
    if (value + rounding >= wanted.at_least) found.push_back({entry.key, value});
  }
  const auto order = [](const Near& left, const Near& right) {
    return left.similarity != right.similarity ? left.similarity > right.similarity : left.key > right.key;
  };
  const auto kept = std::min(wanted.most, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), order);
  found.resize(kept);
  return found;
}

}  // namespace gongkai::similarity
