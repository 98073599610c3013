#include <algorithm>

#include "base/text.hpp"
#include "checks/personal.hpp"
#include "platform/auth/masking.hpp"

namespace gongkai::checks {
namespace {
bool by_place(const Hit& a, const Hit& b) {
  return a.begin < b.begin;
}

/// Adds what overlaps nothing that is there; both are in the order of the text.
void add(std::vector<Hit>& all, std::vector<Hit> more) {
  const auto present = static_cast<std::ptrdiff_t>(all.size());
  auto next = std::size_t{0};
  std::size_t taken = 0;  // behind the last hit of its own kind: a@b.c@d.e is one address, not two
  for (auto& hit : more) {
    if (hit.begin < taken) continue;
    taken = hit.end;
    while (next < static_cast<std::size_t>(present) && all[next].end <= hit.begin) ++next;
    if (next == static_cast<std::size_t>(present) || all[next].begin >= hit.end) all.push_back(std::move(hit));
  }
  std::inplace_merge(all.begin(), all.begin() + present, all.end(), by_place);
}

/// The first and the last few stay, digits and letters between become stars, separators go.
std::string starred(std::string_view text, std::size_t first, std::size_t last) {
  std::u32string plain;
  for (const char32_t c : Reading(text).folded)
    if (is_digit(c) || is_letter(c)) plain += c;
  if (plain.size() <= first + last) return std::string(plain.size(), '*');
  return to_utf8(plain.substr(0, first)) + std::string(plain.size() - first - last, '*') +
         to_utf8(plain.substr(plain.size() - last));
}
}  // namespace

std::vector<Hit> scan_personal(const Reading& reading, const Known& known) {
  const auto groups = digit_groups(reading);
  std::vector<Hit> hits;
  if (!groups.empty()) {
    add(hits, scan_id_numbers(reading, groups));
    add(hits, scan_bank_cards(reading, groups));
    add(hits, scan_phones(reading, groups, known));
    add(hits, scan_passports(reading));
  }
  add(hits, scan_addresses(reading, known));
  add(hits, scan_emails(reading));
  return hits;
}

std::string masked(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::id_number: return starred(text, 6, 4);
    case Kind::phone: return starred(text, 3, 4);
    case Kind::landline: return starred(text, 4, 2);
    case Kind::bank_card: return starred(text, 4, 4);
    case Kind::passport: return starred(text, 1, 2);
    case Kind::email: return auth::mask_email(text);
    case Kind::address: {
      const auto characters = to_code_points(text);
      const auto kept = std::min<std::size_t>(characters.size() / 2, 6);
      return to_utf8(std::u32string_view(characters).substr(0, kept)) + "****";
    }
    default: return std::string(text);
  }
}

}  // namespace gongkai::checks
