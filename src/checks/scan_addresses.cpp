// Home addresses are found from their end: the room first, then the building, the number and the road before it.
#include <algorithm>

#include "base/text.hpp"
#include "checks/personal.hpp"

namespace gongkai::checks {
namespace {
constexpr std::size_t reach = 60;  // characters of the longest address
const std::vector<std::u32string_view> home_labels{U"住址", U"家庭地址", U"家庭住址", U"现居", U"居住地", U"户籍地",
                                                   U"户籍", U"住所",     U"暂住",     U"家住", U"住:",    U"住在"};

bool is_numeral(char32_t c) {
  return is_digit(c) || std::u32string_view(U"一二三四五六七八九十百零〇").find(c) != std::u32string_view::npos;
}

bool is_any(char32_t c, std::u32string_view of) {
  return of.find(c) != of.npos;
}

/// Where the numeral that ends before `end` begins; `end` when there is none.
std::size_t numeral_before(const Reading& reading, std::size_t end) {
  auto at = end;
  while (at > 0 && (is_numeral(reading.folded[at - 1]) || is_letter(reading.folded[at - 1]))) --at;
  return at;
}

bool ends_sentence(char32_t c) {
  return is_any(c, U"\n\t。；;，,！？、") || c == U'\0';
}

/// From the room leftwards to where the address begins; npos when there is no road or village with a number.
std::size_t start_of_address(const Reading& reading, std::size_t room) {
  bool has_number = false, has_building = false;
  const auto limit = room > reach ? room - reach : 0;
  for (auto at = room; at > limit; --at) {
    const auto c = reading.folded[at - 1];
    if (ends_sentence(c)) break;
    const bool counted = at >= 2 && is_numeral(reading.folded[at - 2]);
    has_building = has_building || (counted && is_any(c, U"栋幢楼座元组院")) || c == U'楼' || c == U'区' || c == U'园';
    if (c == U'号' && counted) has_number = true;
    const bool is_road = is_any(c, U"路街道巷弄") || (c == U'同' && at >= 2 && reading.folded[at - 2] == U'胡') ||
                         (c == U'村' && has_number);
    if (is_road && (has_number || has_building)) return at - 1;
  }
  return std::u32string::npos;
}

/// Takes in the words before the road: the town, the city, down to a blank or a mark.
std::size_t widened(const Reading& reading, std::size_t road) {
  auto at = road;
  while (at > 0 && road - at < 24 && is_han(reading.folded[at - 1]) &&
         !is_any(reading.folded[at - 1], U"住址在于为的是"))
    --at;
  return at;
}

bool is_known(const Reading& reading, std::size_t begin, std::size_t end, const Known& known) {
  const auto text = reading.text(begin, end);
  return std::any_of(known.addresses.begin(), known.addresses.end(), [&](const std::string& address) {
    return address.size() >= 9 && (text.find(address) != std::string::npos || address.find(text) != std::string::npos);
  });
}

/// The end of a room: 301室, 301户, 2-301 behind a building, 3单元301; npos when the mark ends none.
std::size_t room_end(const Reading& reading, std::size_t mark) {
  const auto c = reading.folded[mark];
  const auto first = numeral_before(reading, mark);
  if ((c == U'室' || c == U'户' || c == U'房') && mark - first >= 2) return mark + 1;
  if (c != U'元' || reading.before(mark) != U'单') return std::u32string::npos;
  auto end = mark + 1;
  while (is_digit(reading.at(end))) ++end;
  return end - mark > 2 ? end : std::u32string::npos;
}

std::optional<Hit> labelled_home(const Reading& reading, std::size_t mark) {
  if (reading.folded[mark] != U'号' || numeral_before(reading, mark) == mark ||
      !has_before(reading, mark, 40, home_labels))
    return std::nullopt;
  const auto road = start_of_address(reading, mark + 1);
  if (road == std::u32string::npos) return std::nullopt;
  return Hit{Kind::address, Severity::must, widened(reading, road), mark + 1, "checks.address", {}};
}

std::optional<Hit> home_at(const Reading& reading, std::size_t mark) {
  const auto end = room_end(reading, mark);
  if (end == std::u32string::npos) return labelled_home(reading, mark);
  const auto road = start_of_address(reading, mark);
  if (road == std::u32string::npos) return std::nullopt;
  const auto begin = widened(reading, road);
  const bool labelled = has_before(reading, begin, 14, home_labels);
  return Hit{Kind::address, labelled ? Severity::must : Severity::should, begin, end, "checks.address", {}};
}
}  // namespace

std::vector<Hit> scan_addresses(const Reading& reading, const Known& known) {
  std::vector<Hit> hits;
  for (std::size_t i = 1; i < reading.size(); ++i) {
    const auto c = reading.folded[i];
    if (c != U'室' && c != U'户' && c != U'房' && c != U'元' && c != U'号') continue;
    auto hit = home_at(reading, i);
    if (!hit || is_known(reading, hit->begin, hit->end, known)) continue;
    // a longer end of the same address takes the place of the shorter one
    if (!hits.empty() && hits.back().end > hit->begin) {
      hit->begin = std::min(hit->begin, hits.back().begin);
      hit->severity = std::max(hit->severity, hits.back().severity);
      hits.pop_back();
    }
    hits.push_back(std::move(*hit));
  }
  return hits;
}

}  // namespace gongkai::checks
