#include "regulation/fee.hpp"

#include <gtest/gtest.h>

namespace gongkai::regulation {
namespace {

const Tariff& tariff() {
  return catalog_rules().sets().back().tariff;
}

// 国办函〔2020〕109号 Art. 4
TEST(FeeRules109, item_fees_are_those_of_the_tariff) {
  const std::map<int, int> expected{{0, 0},     {1, 0},      {10, 0},     {11, 100},   {12, 200},
                                    {30, 2000}, {31, 2200},  {40, 4000},  {41, 4300},  {50, 7000},
                                    {51, 7400}, {60, 11000}, {61, 11500}, {100, 37000}};
  for (const auto& [items, yuan] : expected) EXPECT_EQ(item_fee(items), yuan) << items;
}

// 国办函〔2020〕109号 Art. 5
TEST(FeeRules109, page_fees_are_those_of_the_tariff) {
  const std::map<int, int> expected{{0, 0},     {30, 0},     {31, 10},    {100, 700},
                                    {101, 720}, {200, 2700}, {201, 2740}, {300, 6700}};
  for (const auto& [pages, yuan] : expected) EXPECT_EQ(page_fee(pages), yuan) << pages;
}

TEST(FeeRules109, the_items_of_a_calendar_month_add_up) {
  EXPECT_EQ(item_fee_after(tariff(), 8, 2).amount, 0);
  EXPECT_EQ(item_fee_after(tariff(), 8, 4).amount, 200);
  EXPECT_EQ(item_fee_after(tariff(), 30, 1).amount, 200);
}

TEST(FeeRules109, a_new_month_begins_anew) {
  const std::vector<AskedItems> asked{
      {Day::of(2026, 3, 2), 9}, {Day::of(2026, 3, 31), 3}, {Day::of(2026, 4, 1), 3}, {Day::of(2027, 4, 1), 3}};
  EXPECT_EQ(earlier_in_month(asked, 1), 9);
  EXPECT_EQ(earlier_in_month(asked, 2), 0);
  EXPECT_EQ(earlier_in_month(asked, 3), 0);
}

TEST(FeeRules109, a_bill_shows_its_parts) {
  const auto fee = item_fee(tariff(), 41);
  const std::vector<FeePart> expected{{1, 10, 0, 0}, {11, 30, 100, 2000}, {31, 40, 200, 2000}, {41, 41, 300, 300}};
  EXPECT_EQ(fee.parts, expected);
}

// An independent count: every item has the price of its place.
TEST(FeeRules109, is_the_sum_over_single_items_and_pages) {
  std::int64_t items = 0, pages = 0;
  for (int n = 1; n <= 400; ++n) {
    items += n <= 10 ? 0 : n <= 30 ? 100 : 200 + (n - 31) / 10 * 100;
    pages += n <= 30 ? 0 : n <= 100 ? 10 : n <= 200 ? 20 : 40;
    ASSERT_EQ(item_fee(n), items) << n;
    ASSERT_EQ(page_fee(n), pages) << n;
  }
}

TEST(FeeRules109, splitting_a_request_does_not_change_the_sum) {
  for (int first = 0; first <= 60; ++first)
    for (int second = 0; second <= 60; ++second)
      ASSERT_EQ(item_fee_after(tariff(), 0, first).amount + item_fee_after(tariff(), first, second).amount,
                item_fee(first + second));
}

TEST(Article42, nothing_was_charged_before_the_tariff) {
  EXPECT_EQ(item_fee(catalog_rules().on(Day::of(2020, 6, 1)).tariff, 100).amount, 0);
  EXPECT_EQ(page_fee(catalog_rules().on(Day::of(2020, 6, 1)).tariff, 1000).amount, 0);
}

TEST(Fee, of_an_impossible_number_is_a_mistake_of_the_caller) {
  EXPECT_THROW(item_fee(-1), std::invalid_argument);
  EXPECT_THROW(page_fee(2'000'000), std::invalid_argument);
}

}  // namespace
}  // namespace gongkai::regulation
