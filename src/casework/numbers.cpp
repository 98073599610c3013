#include "casework/numbers.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/bytes.hpp"
#include "casework/store.hpp"

namespace gongkai::casework {

namespace {
// No 0, O, 1, I, L, U: what is read out on the telephone is not mistaken.
constexpr std::string_view alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string filled(Transaction& tx, std::string_view name, int width, const std::string& series, UnitId unit, Day day) {
  if (name == "day") return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day_of_month());
  if (name == "year") return fmt::format("{:04}", day.year());
  if (name == "serial") return fmt::format("{:0{}}", next_number(tx, unit, series, day.year()), width);
  if (name == "mark") return readable(random_bytes(static_cast<std::size_t>(width)));
  throw std::logic_error(fmt::format("a number pattern has the unknown part {}", name));
}
}  // namespace

std::int64_t next_number(Transaction& tx, UnitId unit, std::string_view series, int year) {
  return store::next_number(tx.db(), unit, series, year);
}

std::string readable(std::string_view random) {
  std::string text;
  for (const char byte : random) text += alphabet[static_cast<unsigned char>(byte) % alphabet.size()];
  return text;
}

std::string case_number(Transaction& tx, std::string_view pattern, std::string_view kind, UnitId unit, Day day) {
  const auto series = fmt::format("case.{}", kind);
  std::string number;
  while (!pattern.empty()) {
    const auto begin = pattern.find('{');
    number += pattern.substr(0, begin);
    if (begin == pattern.npos) break;
    const auto end = pattern.find('}', begin);
    if (end == pattern.npos) throw std::logic_error("a number pattern is not closed");
    auto part = pattern.substr(begin + 1, end - begin - 1);
    int width = 1;
    if (const auto colon = part.find(':'); colon != part.npos) {
      std::from_chars(part.data() + colon + 1, part.data() + part.size(), width);
      part = part.substr(0, colon);
    }
    number += filled(tx, part, width, series, unit, day);
    pattern.remove_prefix(end + 1);
  }
  return number;
}

}  // namespace gongkai::casework
