// How common each pair of characters is, from a sample of the documents. Only for choosing what to look at first: a
// wrong guess costs time, never a hit.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/search/sqlite.hpp"

namespace gongkai::search {

class Frequencies {
 public:
  Frequencies() = default;
  /// A few hundred documents, evenly from the oldest to the newest.
  static Frequencies sample(const Connection& connection, const std::vector<std::int64_t>& rows);

  /// The share of documents that hold the token, 0 … 1.
  double of(std::u32string_view token) const;
  /// The tokens of a phrase, rarest first, each once.
  std::vector<std::u32string> rarest_tokens(std::u32string_view form, std::size_t most) const;
  void sort_rarest_first(std::vector<std::u32string>& tokens) const;

 private:
  std::unordered_map<std::u32string, std::uint32_t> m_counts{};
  std::uint32_t m_documents = 0;
};

}  // namespace gongkai::search
