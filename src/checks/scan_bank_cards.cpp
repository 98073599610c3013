#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
const std::vector<std::u32string_view> card_labels{U"银行卡", U"卡号", U"账号", U"帐号",   U"账户",   U"帐户",
                                                   U"开户",   U"银行", U"储蓄", U"信用卡", U"社保卡", U"一卡通"};
const std::vector<std::u32string_view> other_numbers{U"订单", U"单号", U"编号",   U"流水",   U"代码",
                                                     U"证书", U"条码", U"查询码", U"受理号", U"合同"};

/// 62 is China UnionPay; the others are cards only where the text says so.
bool begins_like_union_pay(std::string_view digits) {
  return digits.starts_with("62") || digits.starts_with("9558");
}
bool begins_like_a_card(std::string_view digits) {
  return begins_like_union_pay(digits) || digits[0] == '4' || digits[0] == '5' || digits[0] == '3' || digits[0] == '6';
}

std::optional<Hit> card_from(const Reading& reading, const std::vector<DigitGroup>& groups, std::size_t first,
                             std::size_t length) {
  const auto number = number_from(reading, groups, first, length);
  if (number.digits.empty() || !begins_like_a_card(number.digits) || !passes_luhn(number.digits)) return std::nullopt;
  // in pieces of four, or in one
  const auto piece = groups[first].end - groups[first].begin;
  if (number.last != first && piece != 4 && piece != 6) return std::nullopt;
  if (is_letter(reading.before(number.begin)) || is_letter(reading.at(number.end)) || reading.at(number.end) == U'.' ||
      reading.before(number.begin) == U'.')
    return std::nullopt;
  const bool labelled = has_before(reading, number.begin, 30, card_labels);
  if (!labelled && (!begins_like_union_pay(number.digits) || has_before(reading, number.begin, 12, other_numbers)))
    return std::nullopt;
  return Hit{Kind::bank_card, Severity::must, number.begin, number.end, "checks.bank_card", {}};
}
}  // namespace

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool doubled = false;
  for (auto i = digits.size(); i-- > 0; doubled = !doubled) {
    int value = digits[i] - '0';
    if (doubled) value = value < 5 ? value * 2 : value * 2 - 9;
    sum += value;
  }
  return !digits.empty() && sum % 10 == 0;
}

std::vector<Hit> scan_bank_cards(const Reading& reading, const std::vector<DigitGroup>& groups) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < groups.size(); ++i)
    for (std::size_t length = 19; length >= 16; --length)
      if (auto hit = card_from(reading, groups, i, length)) {
        hits.push_back(std::move(*hit));
        break;
      }
  return hits;
}

}  // namespace gongkai::checks
