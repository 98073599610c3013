#include <array>

#include "base/text.hpp"
#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
constexpr std::array<std::pair<char32_t, char32_t>, 8> pairs{{{U'《', U'》'},
                                                              {U'“', U'”'},
                                                              {U'（', U'）'},
                                                              {U'〔', U'〕'},
                                                              {U'【', U'】'},
                                                              {U'〈', U'〉'},
                                                              {U'「', U'」'},
                                                              {U'『', U'』'}}};
constexpr std::u32string_view stops = U"，。、；：？！";

char32_t closing_of(char32_t c) {
  for (const auto& [open, close] : pairs)
    if (open == c) return close;
  return U'\0';
}
char32_t opening_of(char32_t c) {
  for (const auto& [open, close] : pairs)
    if (close == c) return open;
  return U'\0';
}

bool is_stop(char32_t c) {
  return stops.find(c) != stops.npos;
}

/// 一） and 1） count a list and open nothing.
bool counts_a_list(const std::u32string& text, std::size_t at, std::size_t line) {
  if (text[at] != U'）' || at == line || at - line > 4) return false;
  for (auto i = line; i < at; ++i)
    if (!is_digit(text[i]) && !is_letter(text[i]) &&
        std::u32string_view(U"一二三四五六七八九十 　").find(text[i]) == std::u32string_view::npos)
      return false;
  return true;
}

Hit unpaired(std::size_t at, char32_t mark, std::string code) {
  return {
      Kind::punctuation, Severity::should, at, at + 1, std::move(code), {{"mark", to_utf8(std::u32string(1, mark))}}};
}

void pair_up(const std::u32string& text, std::vector<Hit>& hits) {
  std::vector<std::size_t> open;
  std::size_t line = 0;
  const auto end_line = [&] {
    for (const auto at : open) hits.push_back(unpaired(at, closing_of(text[at]), "checks.mark_not_closed"));
    open.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == U'\n') {
      end_line();
      line = i + 1;
    } else if (closing_of(c)) {
      open.push_back(i);
    } else if (const auto opening = opening_of(c)) {
      if (!open.empty() && text[open.back()] == opening) open.pop_back();
      else if (!counts_a_list(text, i, line)) hits.push_back(unpaired(i, opening, "checks.mark_not_opened"));
    }
  }
  end_line();
}

/// ，， and 。， : a mark right behind another. ？！ together may stand.
void repeated(const std::u32string& text, std::vector<Hit>& hits) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!is_stop(text[i]) || !is_stop(text[i + 1])) continue;
    auto end = i + 1;
    while (end < text.size() && is_stop(text[end])) ++end;
    const auto run = std::u32string_view(text).substr(i, end - i);
    const bool is_pause = run.find_first_not_of(U"。") == run.npos && run.size() >= 3;
    if (run != U"？！" && run != U"！？")
      hits.push_back({Kind::punctuation,
                      Severity::should,
                      i,
                      end,
                      is_pause ? "checks.ellipsis" : "checks.mark_repeated",
                      {{"mark", to_utf8(run)}}});
    i = end - 1;
  }
}

char32_t full_width(char32_t c) {
  switch (c) {
    case U',': return U'，';
    case U';': return U'；';
    case U':': return U'：';
    case U'?': return U'？';
    case U'!': return U'！';
    default: return U'\0';
  }
}

void half_width(const std::u32string& text, std::vector<Hit>& hits) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (const auto right = full_width(text[i]); right && is_han(text[i - 1]) && is_han(text[i + 1]))
      hits.push_back({Kind::punctuation,
                      Severity::should,
                      i,
                      i + 1,
                      "checks.mark_half_width",
                      {{"mark", to_utf8(std::u32string(1, text[i]))}, {"right", to_utf8(std::u32string(1, right))}}});
}
}  // namespace

std::vector<Hit> scan_punctuation(const Reading& reading) {
  std::vector<Hit> hits;
  pair_up(reading.written, hits);
  repeated(reading.written, hits);
  half_width(reading.written, hits);
  return hits;
}

}  // namespace gongkai::checks
