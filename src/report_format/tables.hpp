// The figures of one annual report: every cell of tables 2, 3 and 4 in one flat array, so that two thousand reports
// are added up as columns of numbers. Which cells a report has is said by its form (form.hpp).
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace gongkai::report_format {

/// A whole number or a blank cell. Blank counts as 0 and is still told apart from a written 0.
class Count {
 public:
  constexpr Count() = default;
  constexpr Count(std::int64_t value) : m_value(value) {}
  constexpr bool is_blank() const { return m_value == blank; }
  constexpr std::int64_t value() const { return is_blank() ? 0 : m_value; }
  constexpr bool operator==(const Count&) const = default;

 private:
  static constexpr auto blank = std::numeric_limits<std::int64_t>::min();
  std::int64_t m_value = blank;
};

/// The rows of table 3 in both forms. The results r1 … r6_3 stand together: their sum is r7.
enum class Row : std::uint8_t {
  received,
  carried_in,
  r1,
  r2,
  r3_1,
  r3_2,
  r3_3,
  r3_4,
  r3_5,
  r3_6,
  r3_7,
  r3_8,
  r4_1,
  r4_2,
  r4_3,
  r5_1,
  r5_2,
  r5_3,
  r5_4,
  r5_5,
  r6,  // 2019 only
  r6_1,
  r6_2,
  r6_3,  // 2021 only, these three
  r7,
  carried_out,
};
/// The columns of table 3: kinds of applicants.
enum class Applicant : std::uint8_t { natural, enterprise, research, ngo, legal, other, total };
/// The blocks of table 4 and the columns of each.
enum class Remedy : std::uint8_t { review, suit_direct, suit_after_review };
enum class Ending : std::uint8_t { upheld, corrected, other, pending, total };
/// What an amount of money was written in; the 2021 form prints 万元, the 2019 form leaves it to the writer.
enum class MoneyUnit : std::uint8_t { none, yuan, ten_thousand, hundred_million };

inline constexpr int t2_cells = 22;
inline constexpr int t3_rows = 26;
inline constexpr int t3_columns = 7;
inline constexpr int t4_blocks = 3;
inline constexpr int t4_columns = 5;
inline constexpr int t3_begin = t2_cells;
inline constexpr int t4_begin = t3_begin + t3_rows * t3_columns;
inline constexpr int cell_count = t4_begin + t4_blocks * t4_columns;
/// Amounts are kept as millionths of what they were written in: 1.2036 亿元 is 1,203,600.
inline constexpr std::int64_t amount_scale = 1'000'000;

constexpr int cell_of(Row row, Applicant column) {
  return t3_begin + static_cast<int>(row) * t3_columns + static_cast<int>(column);
}
constexpr int cell_of(Remedy block, Ending column) {
  return t4_begin + static_cast<int>(block) * t4_columns + static_cast<int>(column);
}

struct Tables {
  std::array<Count, cell_count> cells{};
  MoneyUnit unit = MoneyUnit::none;

  Count& at(Row row, Applicant column) { return cells[static_cast<std::size_t>(cell_of(row, column))]; }
  Count at(Row row, Applicant column) const { return cells[static_cast<std::size_t>(cell_of(row, column))]; }
  Count& at(Remedy block, Ending column) { return cells[static_cast<std::size_t>(cell_of(block, column))]; }
  Count at(Remedy block, Ending column) const { return cells[static_cast<std::size_t>(cell_of(block, column))]; }
  std::int64_t value(int cell) const { return cells[static_cast<std::size_t>(cell)].value(); }
  bool operator==(const Tables&) const = default;
};

/// Adds the cells of a report to a sum (Y-MERGE). Blank cells add nothing; the sum has no blanks where one was filled.
/// Amounts are brought to the unit of the sum; one without a unit is taken as it stands.
void add(Tables& sum, const Tables& report);

/// "万元"; "" for none.
std::string_view words_of(MoneyUnit unit);
/// Units as factors: how many yuan one is. 1 for none.
std::int64_t yuan_of(MoneyUnit unit);

}  // namespace gongkai::report_format
