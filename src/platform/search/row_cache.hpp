// The large sets of matches of the last questions to the state of one commit: "人民政府" is in nearly every document
// and takes 20 ms to collect. Any commit empties it; small sets are collected as fast as they are kept.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace gongkai::search {

class RowCache {
 public:
  using Rows = std::vector<std::int64_t>;

  bool get(std::int64_t sequence, const std::string& key, Rows& rows) const {
    const std::lock_guard lock(m_mutex);
    if (sequence != m_sequence) return false;
    const auto found = m_sets.find(key);
    if (found == m_sets.end()) return false;
    rows = found->second;
    return true;
  }

  void put(std::int64_t sequence, const std::string& key, const Rows& rows) {
    if (rows.size() < smallest_set) return;
    const std::lock_guard lock(m_mutex);
    if (sequence < m_sequence) return;
    if (sequence > m_sequence || m_size + rows.size() > most_rows) {
      m_sets.clear();
      m_size = 0;
      m_sequence = sequence;
    }
    if (rows.size() <= most_rows && m_sets.emplace(key, rows).second) m_size += rows.size();
  }

 private:
  static constexpr std::size_t smallest_set = 2000;
  static constexpr std::size_t most_rows = 4'000'000;  // 32 MB

  mutable std::mutex m_mutex;
  std::int64_t m_sequence = -1;
  std::unordered_map<std::string, Rows> m_sets{};
  std::size_t m_size = 0;
};

}  // namespace gongkai::search
