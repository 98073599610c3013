#include "report_format/tables.hpp"

namespace gongkai::report_format {

std::string_view words_of(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::none: return "";
    case MoneyUnit::yuan: return "元";
    case MoneyUnit::ten_thousand: return "万元";
    case MoneyUnit::hundred_million: return "亿元";
  }
  return "";
}

std::int64_t yuan_of(MoneyUnit unit) {
  switch (unit) {
    case MoneyUnit::none:
    case MoneyUnit::yuan: return 1;
    case MoneyUnit::ten_thousand: return 10'000;
    case MoneyUnit::hundred_million: return 100'000'000;
  }
  return 1;
}

namespace {
// The amount is the last cell that either form has in table 2.
constexpr std::size_t amount_2019 = 21, amount_2021 = 9;

std::int64_t converted(std::int64_t amount, MoneyUnit from, MoneyUnit to) {
  if (from == MoneyUnit::none || to == MoneyUnit::none || from == to) return amount;
  const auto up = yuan_of(from), down = yuan_of(to);
  return up >= down ? amount * (up / down) : amount / (down / up);
}
}  // namespace

void add(Tables& sum, const Tables& report) {
  const bool has_amount_2019 = !report.cells[amount_2019].is_blank();
  const auto amount = has_amount_2019 ? amount_2019 : amount_2021;
  if (sum.unit == MoneyUnit::none) sum.unit = report.unit;
  for (std::size_t i = 0; i < sum.cells.size(); ++i) {
    if (report.cells[i].is_blank()) continue;
    const auto value = report.cells[i].value();
    const bool is_money = i == amount && report.unit != MoneyUnit::none;
    sum.cells[i] = sum.cells[i].value() + (is_money ? converted(value, report.unit, sum.unit) : value);
  }
}

}  // namespace gongkai::report_format
