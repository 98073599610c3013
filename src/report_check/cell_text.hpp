// The number that a cell says, however it is written: ７５, 1，233, " 12 件 ", 1.94E2, −14, "—" for nothing.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "report_format/tables.hpp"

namespace gongkai::report_check {

enum class CellText {
  blank,     // nothing at all
  dash,      // — - / 无: nothing, said
  number,    // whole
  fraction,  // a number that is not whole
  words,
};

struct CellValue {
  CellText kind = CellText::blank;
  std::int64_t number = 0;  // of a whole number
  std::int64_t amount = 0;  // in millionths, of any number
  report_format::MoneyUnit unit = report_format::MoneyUnit::none;
  bool is_corrected = false;  // O read as 0, l as 1: recognition does that
};

/// `recognised` allows for what OCR confuses.
CellValue value_of(std::string_view text, bool recognised = false);
/// Digits, dash or blank: what may stand in a cell for a value.
bool is_value(std::string_view text);

}  // namespace gongkai::report_check
