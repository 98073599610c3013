#include "platform/auth/masking.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gongkai::auth {
namespace {
/// Shows `head` and `tail` characters of a text that has exactly `length`; of any other length it shows nothing, because
/// the rule's promise of how much stays hidden holds for the true form only.
std::string show_ends(std::string_view text, std::size_t length, std::size_t head, std::size_t tail) {
  const auto characters = to_code_points(text);
  std::u32string shown(characters.size(), U'*');
  if (characters.size() == length) {
    std::copy_n(characters.begin(), head, shown.begin());
    std::copy_n(characters.end() - static_cast<std::ptrdiff_t>(tail), tail,
                shown.end() - static_cast<std::ptrdiff_t>(tail));
  }
  return to_utf8(shown);
}
}  // namespace

std::string mask_id_number(std::string_view number) {
  return show_ends(number, 18, 6, 4);
}
std::string mask_phone(std::string_view phone) {
  return show_ends(phone, 11, 3, 4);
}

std::string mask_name(std::string_view name) {
  const auto characters = to_code_points(name);
  if (characters.size() < 2) return std::string(characters.size(), '*');
  return to_utf8(std::u32string_view(characters).substr(0, 1)) + std::string(characters.size() - 1, '*');
}

std::string mask_email(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || at == 0) return std::string(count_characters(address), '*');
  const auto name = to_code_points(address.substr(0, at));
  const auto shown = name.size() > 1 ? to_utf8(std::u32string_view(name).substr(0, 1)) : std::string();
  return shown + "***" + std::string(address.substr(at));
}

}  // namespace gongkai::auth
