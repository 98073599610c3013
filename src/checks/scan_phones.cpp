#include <algorithm>

#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
const std::vector<std::u32string_view> phone_labels{U"手机", U"电话", U"联系方式", U"联系人", U"微信",
                                                    U"致电", U"Tel",  U"tel",      U"TEL"};
const std::vector<std::u32string_view> private_labels{U"家庭电话", U"住宅电话", U"宅电",
                                                      U"家属",     U"本人电话", U"个人电话"};
const std::vector<std::u32string_view> other_numbers{U"订单", U"单号",   U"编号",   U"流水", U"代码",
                                                     U"证书", U"批号",   U"合同",   U"文号", U"项目号",
                                                     U"工单", U"受理号", U"查询码", U"账号", U"索引号"};

/// Part of an amount or of a decimal.
bool is_amount(const Reading& reading, std::size_t begin, std::size_t end) {
  const auto next = reading.at(end), before = reading.before(begin);
  if (next == U'.' && is_digit(reading.at(end + 1))) return true;
  if (before == U'.' || before == U'¥' || before == U'￥' || before == U'$') return true;
  if (before == U',' && begin > 1 && is_digit(reading.folded[begin - 2])) return true;
  if (next == U',' && is_digit(reading.at(end + 1)) && is_digit(reading.at(end + 2)) && is_digit(reading.at(end + 3)))
    return true;
  return next == U'元' || next == U'万' || next == U'亿' || next == U'%' || next == U'吨' || next == U'米';
}

bool stands_apart(const Reading& reading, std::size_t begin, std::size_t end) {
  const auto joined = [](char32_t c) { return is_letter(c) || c == U'_' || c == U'/' || c == U'='; };
  const bool continues = reading.before(begin) == U'-' && begin > 1 && is_digit(reading.folded[begin - 2]);
  return !continues && !joined(reading.before(begin)) && !joined(reading.at(end));
}

bool is_known(const Known& known, std::string_view digits) {
  return std::any_of(known.phones.begin(), known.phones.end(), [&](const std::string& phone) {
    return phone.size() >= 7 && (digits == phone || digits.ends_with(phone));
  });
}

bool is_mobile(std::string_view digits) {
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

/// The mobile number that begins with this group, with or without 86 before it.
SpacedNumber mobile_from(const Reading& reading, const std::vector<DigitGroup>& groups, std::size_t first) {
  for (const auto& [length, prefix] : {std::pair<std::size_t, std::string_view>{11, ""}, {13, "86"}, {15, "0086"}}) {
    auto number = number_from(reading, groups, first, length);
    if (number.digits.empty() || !number.digits.starts_with(prefix)) continue;
    number.digits.erase(0, prefix.size());
    if (is_mobile(number.digits)) return number;
  }
  return {};
}

/// A number in pieces is a telephone in its usual pieces only: 138 1234 5678, 138-123-45678.
bool is_in_usual_pieces(const Reading& reading, const SpacedNumber& number) {
  std::size_t length = 0;
  while (is_digit(reading.at(number.begin + length))) ++length;
  return length == 11 || length == 3 || length == 2 || length == 4 || length == 13;
}

void add_mobile(const Reading& reading, const SpacedNumber& number, const Known& known, std::vector<Hit>& hits) {
  if (is_known(known, number.digits) || is_amount(reading, number.begin, number.end) ||
      !stands_apart(reading, number.begin, number.end) || !is_in_usual_pieces(reading, number))
    return;
  const bool labelled = has_before(reading, number.begin, 16, phone_labels);
  if (!labelled && has_before(reading, number.begin, 10, other_numbers)) return;
  const bool certain = labelled || number.end - number.begin > 11 || has_name_before(reading, number.begin);
  hits.push_back(
      {Kind::phone, certain ? Severity::must : Severity::should, number.begin, number.end, "checks.phone", {}});
}

/// 0535-6000001, （0535）6000001, 010-60000001: where the area code's group begins; the digits of the whole.
struct Landline {
  std::size_t begin = 0, end = 0;
  std::string digits{};
};
std::optional<Landline> landline_from(const Reading& reading, const std::vector<DigitGroup>& groups,
                                      std::size_t first) {
  if (first + 1 >= groups.size()) return std::nullopt;
  const auto &area = groups[first], &rest = groups[first + 1];
  const auto length = area.end - area.begin, tail = rest.end - rest.begin;
  if (reading.folded[area.begin] != U'0' || (length != 3 && length != 4) || (tail != 7 && tail != 8))
    return std::nullopt;
  if (reading.folded[area.begin + 1] == U'0') return std::nullopt;
  const auto gap = std::u32string_view(reading.folded).substr(area.end, rest.begin - area.end);
  if (gap != U"-" && gap != U")" && gap != U" " && gap != U") " && gap != U"）") return std::nullopt;
  const bool bracket = reading.before(area.begin) == U'(';
  Landline found{area.begin - (bracket ? 1 : 0), rest.end, {}};
  for (auto i = area.begin; i < rest.end; ++i)
    if (is_digit(reading.folded[i])) found.digits += static_cast<char>(reading.folded[i]);
  return found;
}

void add_landline(const Reading& reading, const Landline& line, const Known& known, std::vector<Hit>& hits) {
  if (is_known(known, line.digits) || !stands_apart(reading, line.begin, line.end)) return;
  const bool is_private = has_before(reading, line.begin, 16, private_labels);
  const bool is_contact = has_before(reading, line.begin, 40,
                                     {U"电话", U"传真", U"热线", U"联系方式", U"联系人", U"咨询", U"举报", U"监督"});
  if (!is_private && is_contact) return;
  hits.push_back(
      {Kind::landline, is_private ? Severity::must : Severity::note, line.begin, line.end, "checks.landline", {}});
}
}  // namespace

std::vector<Hit> scan_phones(const Reading& reading, const std::vector<DigitGroup>& groups, const Known& known) {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (auto mobile = mobile_from(reading, groups, i); !mobile.digits.empty()) {
      add_mobile(reading, mobile, known, hits);
      i = mobile.last;
    } else if (const auto line = landline_from(reading, groups, i)) {
      add_landline(reading, *line, known, hits);
      ++i;
    }
  }
  return hits;
}

}  // namespace gongkai::checks
