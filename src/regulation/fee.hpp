// 信息处理费 (Regulation Art. 42, 国办函〔2020〕109号): whole yuan, progressive by parts. The tariff is dated data (rules.hpp).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "regulation/rules.hpp"

namespace gongkai::regulation {

enum class FeeBasis { by_item, by_page };  // for one request either, never both

/// One part of a fee: from..to, so much each.
struct FeePart {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t each = 0;
  std::int64_t amount = 0;
  bool operator==(const FeePart&) const = default;
};
struct Fee {
  std::int64_t amount = 0;
  std::vector<FeePart> parts{};  // the free part included
};

/// For n items, n pages altogether. An empty tariff costs nothing.
Fee item_fee(const Tariff& tariff, std::int64_t items);
Fee page_fee(const Tariff& tariff, std::int64_t pages);
/// By the catalog's tariff of today's rules (its last set).
std::int64_t item_fee(std::int64_t items);
std::int64_t page_fee(std::int64_t pages);

/// The items of one applicant add up over a calendar month: what these cost after `before` others of the same month.
Fee item_fee_after(const Tariff& tariff, std::int64_t before, std::int64_t items);

/// The items that one applicant asked for, by day; `units` after splitting by 一事一申请.
struct AskedItems {
  Day on;
  std::int64_t units = 1;
};
/// How many of them lie in the calendar month of `on`, up to but without the position `at`.
std::int64_t earlier_in_month(const std::vector<AskedItems>& asked, std::size_t at);

}  // namespace gongkai::regulation
