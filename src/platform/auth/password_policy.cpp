#include "platform/auth/password_policy.hpp"

#include <algorithm>
#include <set>

#include "base/assets.hpp"
#include "base/text.hpp"

namespace gongkai::auth {
namespace {
std::int64_t classes_of(std::string_view password) {
  bool lower = false, upper = false, digit = false, other = false;
  for (const char c : password) {
    if (c >= 'a' && c <= 'z') lower = true;
    else if (c >= 'A' && c <= 'Z') upper = true;
    else if (c >= '0' && c <= '9') digit = true;
    else other = true;
  }
  return std::int64_t{lower} + upper + digit + other;
}

// What an attacker's word list would reduce it to.
std::string plain_form(std::string_view password) {
  constexpr std::string_view alike = "@a0o1l3e$s5s!i7t", marks = "!@#$%^&*.-_+=?~";
  std::string text = fold(password);
  while (!text.empty() &&
         (std::isdigit(static_cast<unsigned char>(text.back())) || marks.find(text.back()) != std::string_view::npos))
    text.pop_back();
  for (char& c : text)
    for (std::size_t i = 0; i < alike.size(); i += 2)
      if (c == alike[i]) c = alike[i + 1];
  return text;
}

const std::set<std::string, std::less<>>& common_passwords() {
  static const auto list = [] {
    std::set<std::string, std::less<>> words;
    for (const auto line : split(assets::find("catalog/common_passwords.txt").value_or(""), '\n'))
      if (const auto word = trim(line); !word.empty() && word.front() != '#') words.emplace(word);
    return words;
  }();
  return list;
}

bool contains_login(std::string_view password, std::string_view login) {
  const auto folded = fold(login);
  return folded.size() >= 3 && fold(password).find(folded) != std::string::npos;
}
}  // namespace

bool is_common_password(std::string_view password) {
  return common_passwords().contains(fold(password)) || common_passwords().contains(plain_form(password));
}

std::vector<Fault> why_not_password(std::string_view password, std::string_view login, const PasswordPolicy& policy) {
  std::vector<Fault> faults;
  const auto add = [&](std::string code, std::string name, std::int64_t value) {
    faults.push_back({FaultKind::invalid, std::move(code), "password", {{std::move(name), std::to_string(value)}}, {}});
  };
  const auto length = static_cast<std::int64_t>(count_characters(password));
  if (!is_valid_utf8(password)) add("auth.password_unreadable", "place", 0);
  if (length < policy.min_length) add("auth.password_short", "least", policy.min_length);
  if (length > policy.max_length) add("auth.password_long", "most", policy.max_length);
  if (classes_of(password) < policy.min_classes) add("auth.password_classes", "least", policy.min_classes);
  if (contains_login(password, login)) add("auth.password_contains_login", "login", 0);
  if (is_common_password(password)) add("auth.password_common", "length", length);
  return faults;
}

bool was_used_before(std::string_view password, const std::vector<std::string>& earlier_hashes) {
  return std::any_of(earlier_hashes.begin(), earlier_hashes.end(),
                     [&](const std::string& hash) { return verify_password(password, hash).matches; });
}

}  // namespace gongkai::auth
