// The cells of many reports as columns: the values of one cell stand one after another for all reports, so that sums and
// identities run through the memory in order, several reports at a time.
//
//   Columns city(2000);
//   city.put(7, tables);
//   for (const auto fine : adding_up(city, Format::form_2021)) …
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "report_format/form.hpp"

namespace gongkai::report_format {

class Columns {
 public:
  static constexpr std::size_t block = 64;  // rows that are looked at together

  explicit Columns(std::size_t rows = 0);

  std::size_t rows() const { return m_rows; }
  /// Amounts as they stand in the tables: all of a column in one unit.
  void put(std::size_t row, const Tables& tables);
  Tables at(std::size_t row, MoneyUnit unit) const;

  void set(std::size_t row, int cell, Count count);
  /// The cell is not blank any more.
  void add(std::size_t row, int cell, std::int64_t value);

  /// Blanks are 0 here.
  std::span<std::int64_t> values(int cell) { return {m_values.data() + begin_of(cell), m_padded}; }
  std::span<const std::int64_t> values(int cell) const { return {m_values.data() + begin_of(cell), m_padded}; }
  /// 1 for a cell that is not blank.
  std::span<std::uint8_t> filled(int cell) { return {m_filled.data() + begin_of(cell), m_padded}; }
  std::span<const std::uint8_t> filled(int cell) const { return {m_filled.data() + begin_of(cell), m_padded}; }

  bool operator==(const Columns&) const = default;

 private:
  std::size_t begin_of(int cell) const { return static_cast<std::size_t>(cell) * m_padded; }

  std::size_t m_rows = 0;
  std::size_t m_padded = 0;  // whole blocks; what is beyond the rows stays blank
  std::vector<std::int64_t> m_values;
  std::vector<std::uint8_t> m_filled;
};

/// For each row 1 when its report adds up: the answer of adds_up().
std::vector<std::uint8_t> adding_up(const Columns& columns, Format format);

}  // namespace gongkai::report_format
