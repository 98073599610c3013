#include "similarity/shingles.hpp"

#include <algorithm>

#include "platform/search/text_form.hpp"

namespace gongkai::similarity {

namespace {

constexpr std::u32string_view figures = U"〇一二三四五六七八九";
constexpr std::u32string_view counted = U"年月日号期条款项届次";  // behind a number, even one of a single character

int digit_of(char32_t c) {
  if (c == U'零') return 0;
  const auto place = figures.find(c);
  return place == std::u32string_view::npos ? -1 : static_cast<int>(place);
}

std::uint64_t unit_of(char32_t c) {
  switch (c) {
    case U'十': return 10;
    case U'百': return 100;
    case U'千': return 1000;
    default: return 0;
  }
}

bool is_numeral(char32_t c) {
  return digit_of(c) >= 0 || unit_of(c) > 0;
}

void append_number(std::u32string& out, std::uint64_t number) {
  for (const char c : std::to_string(number)) out += static_cast<char32_t>(c);
}

/// 二〇二六 digit by digit, 一百二十 by its units.
void append_numeral(std::u32string& out, std::u32string_view numeral) {
  if (std::ranges::none_of(numeral, [](char32_t c) { return unit_of(c) > 0; })) {
    for (const auto c : numeral) out += static_cast<char32_t>(U'0' + static_cast<char32_t>(digit_of(c)));
    return;
  }
  std::uint64_t sum = 0, waiting = 0;
  for (const auto c : numeral.substr(0, 18)) {  // more is no number, and would overflow
    if (const auto unit = unit_of(c)) sum += std::max<std::uint64_t>(waiting, 1) * unit, waiting = 0;
    else waiting = static_cast<std::uint64_t>(digit_of(c));
  }
  append_number(out, sum + waiting);
}

/// The form with numbers in figures. Spaces are set again where the class of the characters changes.
std::u32string with_figures(std::u32string_view form) {
  std::u32string out;
  for (std::size_t i = 0; i < form.size();) {
    auto end = i;
    while (end < form.size() && is_numeral(form[end])) ++end;
    const bool is_count = end - i > 1 || (end - i == 1 && end < form.size() && counted.contains(form[end]));
    if (!is_count) {
      const auto past = std::max(end, i + 1);
      out.append(form.substr(i, past - i));
      i = past;
      continue;
    }
    if (!out.empty() && out.back() != U' ') out += U' ';
    append_numeral(out, form.substr(i, end - i));
    if (end < form.size() && form[end] != U' ') out += U' ';
    i = end;
  }
  return out;
}

/// 1,200 is one number: the separator is dropped before the form would part it.
std::string without_thousands(std::string_view text) {
  std::string out;
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool parts = text[i] == ',' && i > 0 && is_digit(i - 1) && is_digit(i + 1) && is_digit(i + 2) &&
                       is_digit(i + 3) && !is_digit(i + 4);
    if (!parts) out += text[i];
  }
  return out;
}

/// Words and numbers by FNV-1a; the top bit keeps them apart from pairs.
std::uint64_t word_shingle(std::u32string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const auto c : word) hash = (hash ^ c) * 0x100000001b3u;
  return hash | (std::uint64_t{1} << 63);
}

std::uint64_t pair_shingle(char32_t left, char32_t right) {
  return (std::uint64_t{left} << 32) | right;
}

void add_run(Shingles& out, std::u32string_view run) {
  if (search::is_in_word(run.front())) return out.push_back(word_shingle(run));
  if (run.size() == 1) return out.push_back(pair_shingle(run.front(), 0));
  for (std::size_t i = 0; i + 1 < run.size(); ++i) out.push_back(pair_shingle(run[i], run[i + 1]));
}

}  // namespace

std::u32string plain_form(std::string_view text) {
  return with_figures(search::form_of(without_thousands(text)));
}

Shingles shingles_of(std::string_view text) {
  const auto form = plain_form(text);
  Shingles out;
  for (std::size_t begin = 0; begin < form.size();) {
    const auto end = std::min(form.find(U' ', begin), form.size());
    if (end > begin) add_run(out, std::u32string_view(form).substr(begin, end - begin));
    begin = end + 1;
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

double jaccard(const Shingles& left, const Shingles& right) {
  if (left.empty() && right.empty()) return 1;
  std::size_t shared = 0;
  for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
    if (*l < *r) ++l;
    else if (*r < *l) ++r;
    else ++shared, ++l, ++r;
  }
  return static_cast<double>(shared) / static_cast<double>(left.size() + right.size() - shared);
}

double similarity(std::string_view left, std::string_view right) {
  return jaccard(shingles_of(left), shingles_of(right));
}

}  // namespace gongkai::similarity
