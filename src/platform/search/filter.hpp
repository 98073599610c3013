// Filters and facets over the columns in memory. Both are exact.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "platform/search/columns.hpp"
#include "platform/search/index.hpp"

namespace gongkai::search {

struct RowRange {
  std::int64_t first = 0;
  std::int64_t last = INT64_MAX;
};

/// The filters of a query in the terms of the columns of one snapshot.
class Filter {
 public:
  Filter(const Query& query, const Columns& columns);
  bool admits_everything() const { return m_active == 0; }
  bool admits(std::int64_t row) const;
  /// Days are row numbers, so the index itself keeps to them.
  RowRange range() const { return m_range; }

  /// Rows that pass, in their order; counts all dimensions on the way if `facets` is not null.
  std::vector<std::int64_t> pass(std::span<const std::int64_t> rows, std::vector<Facet>* facets) const;

 private:
  using Codes = std::array<std::uint32_t, dimension_count>;
  Codes codes_of(std::int64_t row, const Row& found) const;
  /// One bit for each dimension whose filter says no.
  unsigned failed(const Codes& codes, const Row& row) const;

  const Columns& m_columns;
  RowRange m_range{};
  unsigned m_active = 0;
  std::array<std::vector<char>, dimension_count> m_wanted{};  // by code; empty: everything
};

}  // namespace gongkai::search
