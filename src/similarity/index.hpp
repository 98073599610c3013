// What is alike among many texts. Kept in memory, filled from rows by whoever owns the texts; every call may come from any
// thread.
//
//   index.put(case.id.value, description);
//   for (const auto& near : index.find(draft, {.at_least = 0.6})) … near.key, near.similarity
#pragma once
#include <cstdint>
#include <shared_mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "similarity/shingles.hpp"

namespace gongkai::similarity {

struct Near {
  std::int64_t key = 0;
  double similarity = 0;
  bool operator==(const Near&) const = default;
};

struct Wanted {
  double at_least = 0.5;  // of similarity, above 0
  std::size_t most = 20;
  std::int64_t except = 0;  // the key of the text itself
};

class Index {
 public:
  /// Adds the text, or puts it in the place of the one with the same key.
  void put(std::int64_t key, std::string_view text);
  void remove(std::int64_t key);
  std::size_t size() const;

  /// The most alike first, then the newest key. Nothing for a text without any piece.
  std::vector<Near> find(std::string_view text, const Wanted& wanted = {}) const;

 private:
  using Slot = std::uint32_t;
  struct Entry {
    std::int64_t key = 0;
    std::uint32_t size = 0;  // of its set of shingles
    bool alive = true;
  };
  void bury(std::int64_t key);
  void sweep();

  mutable std::shared_mutex m_mutex;
  std::vector<Entry> m_entries;
  std::unordered_map<std::int64_t, Slot> m_slots;
  std::unordered_map<std::uint64_t, std::vector<Slot>> m_lists;  // of each shingle; dead slots stay until the sweep
};

}  // namespace gongkai::similarity
