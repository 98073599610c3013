// The columns of all documents in memory: what filters, facets and the order of titles need, found by row number.
// A Columns is a value: a reader keeps the one of its snapshot while the writer makes the next, sharing what is
// equal.
//
// Row numbers are in the order of days: (day << 24) + ordinal within the day. A late document takes the next ordinal
// of its own day, an edit keeps its row unless the day changes, so the order never decays.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "platform/search/index.hpp"

namespace gongkai::search {

constexpr int ordinal_bits = 24;

/// Days outside 1900 … 2199 count as the nearest of these.
std::int64_t first_row_of(Day day);
Day day_of(std::int64_t row);

/// The values that are kept as small numbers; 0 is "none".
constexpr std::size_t coded_dimensions = 8;  // site … audience, in the order of Dimension

/// Distinct values of one dimension and their numbers.
class Dictionary {
 public:
  std::uint32_t find(std::int64_t id, std::string_view text) const;  // 0 when unknown
  std::uint32_t add(std::int64_t id, std::string_view text);
  const FacetValue& value(std::uint32_t code) const { return m_values[code]; }
  std::size_t size() const { return m_values.size(); }

 private:
  std::map<std::pair<std::int64_t, std::string>, std::uint32_t> m_codes{};
  std::vector<FacetValue> m_values{FacetValue{}};
};

/// A second value of a dimension: another site, another audience.
struct FurtherCode {
  std::uint32_t dimension = 0;
  std::uint32_t code = 0;
};

struct Row {
  std::int64_t id = 0;  // 0: no document here
  std::array<std::uint32_t, coded_dimensions> codes{};
  std::vector<FurtherCode> further{};  // of few documents
  Validity validity = Validity::not_applicable;
  std::string title{};  // its form (text_form.hpp)
};

class Columns {
 public:
  /// nullptr when there is no document.
  const Row* find(std::int64_t row) const;
  int year_of(std::int64_t row) const;
  /// The row number that a further document of the day gets.
  std::int64_t next_row(Day day) const;
  void put(std::int64_t row, const Document& document);
  void erase(std::int64_t row);

  const Dictionary& dictionary(std::size_t dimension) const { return *m_dictionaries[dimension]; }
  std::int64_t count() const { return m_count; }
  Day newest() const;

  /// Calls f(row number, row) from the newest to the oldest until it returns false.
  template <class F>
  void each_from_newest(F&& f) const;

  std::int64_t sequence = 0;  // of the commit that this is the state of

 private:
  static constexpr std::size_t chunk_bits = 8;
  using Chunk = std::vector<Row>;
  struct DayPage {
    int year = 0;
    std::vector<std::shared_ptr<Chunk>> chunks{};
  };
  Row& writable(std::int64_t row);
  std::uint32_t code(Dimension dimension, std::int64_t id, std::string_view text);

  std::int64_t m_first_day = 0;  // of m_days[0], as the upper part of a row number
  std::vector<std::shared_ptr<DayPage>> m_days{};
  std::array<std::shared_ptr<Dictionary>, coded_dimensions> m_dictionaries = [] {
    std::array<std::shared_ptr<Dictionary>, coded_dimensions> made;
    for (auto& dictionary : made) dictionary = std::make_shared<Dictionary>();
    return made;
  }();
  std::int64_t m_count = 0;
};

inline const Row* Columns::find(std::int64_t row) const {
  const auto day = static_cast<std::size_t>((row >> ordinal_bits) - m_first_day);
  if (day >= m_days.size() || !m_days[day]) return nullptr;
  const auto ordinal = static_cast<std::size_t>(row & ((1 << ordinal_bits) - 1));
  const auto& chunks = m_days[day]->chunks;
  if ((ordinal >> chunk_bits) >= chunks.size()) return nullptr;
  const auto& chunk = *chunks[ordinal >> chunk_bits];
  const auto slot = ordinal & ((1U << chunk_bits) - 1);
  return slot < chunk.size() && chunk[slot].id != 0 ? &chunk[slot] : nullptr;
}

template <class F>
void Columns::each_from_newest(F&& f) const {
  for (std::size_t day = m_days.size(); day-- > 0;) {
    if (!m_days[day]) continue;
    const auto& chunks = m_days[day]->chunks;
    for (std::size_t chunk = chunks.size(); chunk-- > 0;)
      for (std::size_t slot = chunks[chunk]->size(); slot-- > 0;) {
        const Row& row = (*chunks[chunk])[slot];
        const auto number = ((m_first_day + static_cast<std::int64_t>(day)) << ordinal_bits) +
                            static_cast<std::int64_t>((chunk << chunk_bits) + slot);
        if (row.id != 0 && !f(number, row)) return;
      }
  }
}

}  // namespace gongkai::search
