#include "platform/search/passage.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
struct Place {
  std::size_t begin = 0;  // bytes of the source
  std::size_t end = 0;
  std::size_t phrase = 0;
};

// A long report is read piece by piece, because the passage is nearly always at its beginning.
constexpr std::size_t piece_bytes = 12'000;
constexpr std::size_t most_places = 200;

std::vector<Place> places_in(std::string_view text, std::span<const std::u32string> phrases) {
  std::vector<Place> places;
  const auto form = placed_form_of(text);
  for (std::size_t number = 0; number < phrases.size(); ++number) {
    const auto& phrase = phrases[number];
    for (auto at = find_phrase(form.text, phrase); at != std::u32string::npos && places.size() < most_places;
         at = find_phrase(form.text, phrase, at + phrase.size()))
      places.push_back({form.begin[at], form.end[at + phrase.size() - 1], number});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
  return places;
}

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

std::size_t forward(std::string_view text, std::size_t at, std::size_t characters) {
  while (at < text.size() && characters > 0) {
    ++at;
    while (at < text.size() && continues_character(text[at])) ++at;
    --characters;
  }
  return at;
}

std::size_t back(std::string_view text, std::size_t at, std::size_t characters) {
  while (at > 0 && characters > 0) {
    --at;
    while (at > 0 && continues_character(text[at])) --at;
    --characters;
  }
  return at;
}

/// The end of the last of the marks within [from, to), or npos.
std::size_t after_last(std::string_view text, std::size_t from, std::size_t to,
                       std::span<const std::string_view> ends) {
  std::size_t best = std::string_view::npos;
  const auto window = text.substr(from, to - from);
  for (const auto end : ends) {
    const auto found = window.rfind(end);
    if (found == window.npos) continue;
    const auto after = from + found + end.size();
    if (best == std::string_view::npos || after > best) best = after;
  }
  return best;
}

constexpr std::string_view sentence_ends[] = {"。", "！", "？", "；", "\n"};
constexpr std::string_view clause_ends[] = {"，", "、", "：", "）", " "};

std::size_t beginning_before(std::string_view text, std::size_t place, std::size_t characters) {
  const auto earliest = back(text, place, characters);
  if (earliest == 0) return 0;
  const auto sentence = after_last(text, earliest, place, sentence_ends);
  if (sentence != std::string_view::npos) return sentence;
  const auto clause = after_last(text, earliest, place, clause_ends);
  return clause != std::string_view::npos ? clause : back(text, place, characters / 3);
}

/// The place from which a window of the wanted length meets the most different phrases; the earliest of equals.
const Place& best_place(std::string_view text, const std::vector<Place>& places, std::size_t characters) {
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t first = 0; first < places.size(); ++first) {
    const auto limit = forward(text, places[first].begin, characters * 2 / 3);
    std::set<std::size_t> met;
    for (std::size_t next = first; next < places.size() && places[next].begin < limit; ++next)
      met.insert(places[next].phrase);
    if (met.size() > most) most = met.size(), best = first;
  }
  return places[best];
}

Marked cut(std::string_view text, std::size_t begin, std::size_t end, const std::vector<Place>& places) {
  while (begin < end && (text[begin] == '\n' || text[begin] == ' ' || text[begin] == '\r')) ++begin;
  Marked out;
  const bool at_sentence =
      begin == 0 || after_last(text, back(text, begin, 2), begin, sentence_ends) != std::string_view::npos;
  if (!at_sentence) out.text = "…";
  const auto shift = out.text.size();
  out.text += text.substr(begin, end - begin);
  for (char& c : out.text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  if (end < text.size()) out.text += "…";
  for (const Place& place : places) {
    if (place.begin < begin || place.end > end) continue;
    const auto from = place.begin - begin + shift;
    const auto to = place.end - begin + shift;
    if (!out.marks.empty() && from <= out.marks.back().second)
      out.marks.back().second = std::max(out.marks.back().second, to);
    else out.marks.emplace_back(from, to);
  }
  return out;
}

/// Where the piece that begins at `begin` ends: behind a line or sentence if possible, never inside a character.
std::size_t piece_end(std::string_view text, std::size_t begin) {
  auto end = std::min(text.size(), begin + piece_bytes);
  while (end < text.size() && continues_character(text[end])) ++end;
  if (end == text.size()) return end;
  const auto sentence = after_last(text, begin, end, sentence_ends);
  return sentence == std::string_view::npos ? end : sentence;
}
}  // namespace

Marked mark(std::string_view text, std::span<const std::u32string> phrases) {
  Marked out = cut(text, 0, text.size(), places_in(text, phrases));
  return out;
}

Marked snippet(std::string_view text, std::span<const std::u32string> phrases, std::size_t characters) {
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = piece_end(text, begin);
    auto places = places_in(text.substr(begin, end - begin), phrases);
    if (!places.empty()) {
      for (Place& place : places) place.begin += begin, place.end += begin;
      const auto from = beginning_before(text, best_place(text, places, characters).begin, characters / 3);
      return cut(text, from, forward(text, from, characters), places);
    }
    begin = end;
  }
  return cut(text, 0, forward(text, 0, characters), {});
}

}  // namespace gongkai::search
