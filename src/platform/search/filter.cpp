#include "platform/search/filter.hpp"

#include <algorithm>
#include <bit>

namespace gongkai::search {
namespace {
constexpr std::size_t validity_index = static_cast<std::size_t>(Dimension::validity);
constexpr std::size_t year_index = static_cast<std::size_t>(Dimension::year);

std::int64_t value_id(const std::int64_t& value) {
  return value;
}
std::int64_t value_id(const std::string&) {
  return 0;
}
std::string_view value_text(const std::int64_t&) {
  return {};
}
std::string_view value_text(const std::string& value) {
  return value;
}

/// Adds what was counted in one dimension: at `codes[code]`.
void add_values(Facet& facet, const Columns& columns, const std::vector<std::int64_t>& counts) {
  const auto dimension = static_cast<std::size_t>(facet.dimension);
  for (std::size_t code = 1; code < counts.size(); ++code) {
    if (counts[code] == 0) continue;
    FacetValue value = dimension < coded_dimensions
                           ? columns.dictionary(dimension).value(static_cast<std::uint32_t>(code))
                           : FacetValue{static_cast<std::int64_t>(code), {}, 0};
    value.count = counts[code];
    facet.values.push_back(std::move(value));
  }
  const bool by_year = facet.dimension == Dimension::year;
  std::sort(facet.values.begin(), facet.values.end(), [&](const FacetValue& a, const FacetValue& b) {
    if (by_year) return a.id > b.id;
    return std::tie(b.count, a.id, a.text) < std::tie(a.count, b.id, b.text);
  });
}
}  // namespace

Filter::Filter(const Query& query, const Columns& columns) : m_columns(columns) {
  const auto want = [&](Dimension dimension, const auto& values) {
    if (values.empty()) return;
    const auto index = static_cast<std::size_t>(dimension);
    auto& wanted = m_wanted[index];
    wanted.assign(std::max<std::size_t>(columns.dictionary(index).size(), 1), 0);
    for (const auto& value : values) wanted[columns.dictionary(index).find(value_id(value), value_text(value))] = 1;
    wanted[0] = 0;  // an unknown value matches nothing, not the documents without one
    m_active |= 1U << index;
  };
  want(Dimension::site, query.sites);
  want(Dimension::unit, query.units);
  want(Dimension::column, query.columns);
  want(Dimension::kind, query.kinds);
  want(Dimension::category, query.categories);
  want(Dimension::theme, query.themes);
  want(Dimension::area, query.areas);
  want(Dimension::audience, query.audiences);
  if (!query.validities.empty()) {
    m_wanted[validity_index].assign(8, 0);
    for (const Validity validity : query.validities)
      m_wanted[validity_index][static_cast<std::size_t>(validity) & 7] = 1;
    m_active |= 1U << validity_index;
  }
  if (query.from) m_range.first = first_row_of(*query.from);
  if (query.to) m_range.last = first_row_of(*query.to) + (1 << ordinal_bits) - 1;
}

Filter::Codes Filter::codes_of(std::int64_t row, const Row& found) const {
  Codes codes{};
  std::copy(found.codes.begin(), found.codes.end(), codes.begin());
  codes[validity_index] = static_cast<std::uint32_t>(found.validity);
  codes[year_index] = static_cast<std::uint32_t>(m_columns.year_of(row));
  return codes;
}

unsigned Filter::failed(const Codes& codes, const Row& row) const {
  unsigned mask = 0;
  for (unsigned rest = m_active; rest != 0; rest &= rest - 1) {
    const auto dimension = static_cast<std::size_t>(std::countr_zero(rest));
    const auto& wanted = m_wanted[dimension];
    if (codes[dimension] >= wanted.size() || !wanted[codes[dimension]]) mask |= 1U << dimension;
  }
  if (mask == 0) return 0;
  for (const FurtherCode& further : row.further)
    if ((mask >> further.dimension & 1U) != 0 && m_wanted[further.dimension][further.code])
      mask &= ~(1U << further.dimension);
  return mask;
}

bool Filter::admits(std::int64_t row) const {
  const Row* found = m_columns.find(row);
  return found != nullptr && (m_active == 0 || failed(codes_of(row, *found), *found) == 0);
}

std::vector<std::int64_t> Filter::pass(std::span<const std::int64_t> rows, std::vector<Facet>* facets) const {
  std::array<std::vector<std::int64_t>, dimension_count> counts;
  for (std::size_t i = 0; i < coded_dimensions; ++i) counts[i].resize(m_columns.dictionary(i).size());
  counts[validity_index].resize(8);
  counts[year_index].resize(2300);
  std::vector<std::int64_t> passed;
  passed.reserve(rows.size());
  for (const std::int64_t row : rows) {
    const Row* found = m_columns.find(row);
    if (found == nullptr) continue;
    if (m_active == 0 && facets == nullptr) {
      passed.push_back(row);
      continue;
    }
    const auto codes = codes_of(row, *found);
    const unsigned mask = m_active == 0 ? 0 : failed(codes, *found);
    if (mask == 0) {
      passed.push_back(row);
      for (std::size_t i = 0; i < dimension_count; ++i) ++counts[i][codes[i]];
      for (const FurtherCode& further : found->further) ++counts[further.dimension][further.code];
    } else if (std::has_single_bit(mask)) {
      const auto only = static_cast<std::size_t>(std::countr_zero(mask));
      ++counts[only][codes[only]];
      for (const FurtherCode& further : found->further)
        if (further.dimension == only) ++counts[only][further.code];
    }
  }
  if (facets != nullptr) {
    facets->clear();
    for (std::size_t i = 0; i < dimension_count; ++i) {
      facets->push_back({static_cast<Dimension>(i), {}});
      add_values(facets->back(), m_columns, counts[i]);
    }
  }
  return passed;
}

}  // namespace gongkai::search
