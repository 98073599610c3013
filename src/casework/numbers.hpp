// Numbers of cases and of letters.
#pragma once
#include <string>
#include <string_view>

#include "platform/transaction/transaction.hpp"

namespace gongkai::casework {

/// The next number of the series: 1, 2, 3 … without a gap, because a transaction that fails gives none. The unit's series
/// starts anew each year.
std::int64_t next_number(Transaction& tx, UnitId unit, std::string_view series, int year);

/// Letters and digits that are not mistaken for one another; each byte of chance makes one.
std::string readable(std::string_view random);

/// The number of a case from its kind's pattern: {day} is 20260316, {year} 2026, {serial:4} of the unit's series, {mark:6}
/// characters of chance. A pattern without {serial} needs no row that all writers queue for.
std::string case_number(Transaction& tx, std::string_view pattern, std::string_view kind, UnitId unit, Day day);

}  // namespace gongkai::casework
