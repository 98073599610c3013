// Numbers of identity papers. A check digit is checked; where none is published, only what cannot be a number is refused.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "regulation/applicant.hpp"

namespace gongkai::regulation {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, is_digit);
}
bool all_letters_or_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_digit(c) || is_capital(c); });
}

std::unexpected<Fault> wrong_fault(std::string code, std::string_view field) {
  return refuse(FaultKind::invalid, std::move(code), std::string(field));
}

/// GB 11643-1999: ISO 7064 MOD 11-2 over 17 digits.
bool has_check_character(std::string_view number) {
  constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (number[i] - '0');
  return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)] == number[17];
}

/// GB/T 2260, the first two digits: mainland provinces; 81 – 83 stand for Hong Kong, Macao and Taiwan in residence permits.
bool is_province(std::string_view number) {
  const int code = (number[0] - '0') * 10 + (number[1] - '0');
  constexpr std::array<std::pair<int, int>, 6> ranges{{{11, 15}, {21, 23}, {31, 37}, {41, 46}, {50, 54}, {61, 65}}};
  return std::ranges::any_of(ranges, [code](auto range) { return code >= range.first && code <= range.second; });
}
bool is_of_residence_permit(std::string_view number) {
  return number.starts_with("810000") || number.starts_with("820000") || number.starts_with("830000");
}

std::optional<Day> birthday_of(std::string_view number) {
  return parse_day(fmt::format("{}-{}-{}", number.substr(6, 4), number.substr(10, 2), number.substr(12, 2)));
}

Result<void> check_eighteen(std::string_view number, Day today, std::string_view field) {
  if (number.size() != 18 || !all_digits(number.substr(0, 17))) return wrong_fault("regulation.id_length", field);
  const auto birthday = birthday_of(number);
  if (!birthday || *birthday > today || birthday->year() < 1900) return wrong_fault("regulation.id_birthday", field);
  if (!has_check_character(number)) return wrong_fault("regulation.id_check_digit", field);
  return {};
}

Result<void> check_resident_id(std::string_view number, Day today, std::string_view field) {
  CHECK_OK(check_eighteen(number, today, field));
  if (is_of_residence_permit(number)) return wrong_fault("regulation.id_is_residence_permit", field);
  if (!is_province(number)) return wrong_fault("regulation.id_region", field);
  return {};
}

Result<void> check_residence_permit(std::string_view number, Day today, std::string_view field) {
  CHECK_OK(check_eighteen(number, today, field));
  if (!is_of_residence_permit(number)) return wrong_fault("regulation.id_region", field);
  return {};
}

bool is_passport(std::string_view number) {
  return number.size() >= 5 && number.size() <= 17 && all_letters_or_digits(number) &&
         std::ranges::any_of(number, is_digit);
}

/// H or M and 8 digits, formerly 10 with the number of the issue.
bool is_hk_macao_permit(std::string_view number) {
  return (number.size() == 9 || number.size() == 11) && (number[0] == 'H' || number[0] == 'M') &&
         all_digits(number.substr(1));
}

/// 8 digits today; older booklets have more, and letters around them.
bool is_taiwan_permit(std::string_view number) {
  if (number.size() < 8 || number.size() > 12) return false;
  if (is_capital(number.front())) number.remove_prefix(1);
  if (is_capital(number.back())) number.remove_suffix(1);
  return number.size() >= 8 && all_digits(number);
}

/// Three letters and 12 digits until 2023; 18 digits that begin with 9 since then.
bool is_foreigner_permit(std::string_view number) {
  if (number.size() == 15) return std::ranges::all_of(number.substr(0, 3), is_capital) && all_digits(number.substr(3));
  return number.size() == 18 && number[0] == '9' && all_digits(number.substr(0, 17)) && has_check_character(number);
}

bool is_some_number(std::string_view number) {
  return number.size() >= 3 && number.size() <= 60 &&
         std::ranges::none_of(number, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

Result<void> unless(bool is_fine, std::string_view field) {
  if (!is_fine) return wrong_fault("regulation.id_form", field);
  return {};
}
}  // namespace

std::string normal_number(std::string_view number) {
  std::string normal;
  for (auto c : to_code_points(number)) {
    if (c >= U'！' && c <= U'～') c -= 0xFEE0;  // full width
    if (c >= U'a' && c <= U'z') c -= 32;
    if (c != U' ' && c != U'\u3000' && c != U'\t') normal += to_utf8(std::u32string(1, c));
  }
  return normal;
}

Result<void> check_identity_number(IdentityKind kind, std::string_view written, Day today, std::string_view field) {
  const auto number = normal_number(written);
  if (number.empty()) return wrong_fault("regulation.id_missing", field);
  switch (kind) {
    case IdentityKind::resident_id: return check_resident_id(number, today, field);
    case IdentityKind::residence_permit: return check_residence_permit(number, today, field);
    case IdentityKind::passport: return unless(is_passport(number), field);
    case IdentityKind::hk_macao_permit: return unless(is_hk_macao_permit(number), field);
    case IdentityKind::taiwan_permit: return unless(is_taiwan_permit(number), field);
    case IdentityKind::foreigner_permit: return unless(is_foreigner_permit(number), field);
    case IdentityKind::other: return unless(is_some_number(number), field);
    case IdentityKind::credit_code: return check_credit_code(number, field);
  }
  return {};
}

Result<void> check_credit_code(std::string_view written, std::string_view field) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100-2015: no I, O, S, V, Z
  const auto code = normal_number(written);
  if (code.size() != 18) return wrong_fault("regulation.credit_code_form", field);
  std::size_t sum = 0, weight = 1;
  for (std::size_t i = 0; i < 18; ++i) {
    const auto value = alphabet.find(code[i]);
    if (value == std::string_view::npos || (i >= 2 && i < 8 && !is_digit(code[i])))
      return wrong_fault("regulation.credit_code_form", field);
    if (i == 17) break;
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  if (alphabet[(31 - sum % 31) % 31] != code[17]) return wrong_fault("regulation.credit_code_check", field);
  return {};
}

}  // namespace gongkai::regulation
