#include "platform/documents/numbering.hpp"

#include <unicode/brkiter.h>

#include <array>
#include <limits>
#include <memory>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
constexpr std::u32string_view chinese_digits = U"一二三四五六七八九十百零〇";
constexpr std::size_t longest_heading = 60;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_chinese_digit(char32_t c) {
  return chinese_digits.find(c) != std::u32string_view::npos;
}

template <class Is>
std::size_t count_while(std::u32string_view text, std::size_t from, Is is) {
  std::size_t end = from;
  while (end < text.size() && is(text[end])) ++end;
  return end - from;
}

bool is_open(char32_t c) {
  return c == U'（' || c == U'(';
}
bool is_close(char32_t c) {
  return c == U'）' || c == U')';
}

/// Where words end, in code points. ICU knows Chinese words from a dictionary.
std::vector<std::size_t> word_ends(const std::u32string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getSimplifiedChinese(), status));
  std::vector<std::size_t> ends;
  if (U_FAILURE(status)) return ends;
  const auto unicode = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                     static_cast<std::int32_t>(text.size()));
  words->setText(unicode);
  for (auto at = words->next(); at != icu::BreakIterator::DONE; at = words->next())
    ends.push_back(static_cast<std::size_t>(unicode.countChar32(0, at)));
  return ends;
}

constexpr std::u32string_view never_first = U"的了、，。；：！？）》」』”〕】…％%和与及或等";
constexpr std::u32string_view never_last = U"（《「『“〔【第";

int depth_at(std::u32string_view text, std::size_t end) {
  int depth = 0;
  for (const char32_t c : text.substr(0, end)) depth += c == U'《' ? 1 : c == U'》' ? -1 : 0;
  return depth;
}

bool ends_with(std::u32string_view text, std::size_t end, std::u32string_view word) {
  return end >= word.size() && text.substr(end - word.size(), word.size()) == word;
}

/// How bad a break is there: lines that begin or end with the wrong word are worse than uneven ones.
double badness(std::u32string_view text, std::size_t at) {
  double bad = 0;
  if (never_first.find(text[at]) != std::u32string_view::npos) bad += 100;
  if (never_last.find(text[at - 1]) != std::u32string_view::npos) bad += 100;
  if (is_digit(text[at]) && is_digit(text[at - 1])) bad += 200;
  if (is_chinese_digit(text[at]) && text[at - 1] == U'第') bad += 200;
  if (depth_at(text, at) > 0) bad += 8;
  for (const auto* word : {U"关于", U"印发", U"》", U"人民政府", U"办公室", U"委员会", U"转发"})
    if (ends_with(text, at, word)) return bad - 6;
  return bad;
}

struct Best {
  double cost = std::numeric_limits<double>::infinity();
  std::size_t from = 0;
};

/// 民|营 in 民营经济: the dictionary does not know every word, and a word of one character is often half of one.
double torn(const std::vector<std::size_t>& ends, std::size_t at) {
  const bool is_short_before = ends[at] - ends[at - 1] == 1, is_short_behind = ends[at + 1] - ends[at] == 1;
  return (is_short_before ? 4 : 0) + (is_short_behind ? 4 : 0);
}

/// The cheapest way to have `lines` lines, by dynamic programming over the places where a line may end.
std::vector<std::size_t> best_ends(std::u32string_view text, const std::vector<std::size_t>& ends, std::size_t lines,
                                   std::size_t most) {
  const double even = static_cast<double>(text.size()) / static_cast<double>(lines);
  std::vector<std::vector<Best>> table(lines + 1, std::vector<Best>(ends.size()));
  table[0][0].cost = 0;
  for (std::size_t line = 1; line <= lines; ++line)
    for (std::size_t to = 1; to < ends.size(); ++to)
      for (std::size_t from = 0; from < to; ++from) {
        const auto length = ends[to] - ends[from];
        if (length > most || table[line - 1][from].cost == std::numeric_limits<double>::infinity()) continue;
        const double off = static_cast<double>(length) - even;
        const double cost = table[line - 1][from].cost + off * off / 4 +
                            (to + 1 < ends.size() ? badness(text, ends[to]) + torn(ends, to) : 0);
        if (cost < table[line][to].cost) table[line][to] = {cost, from};
      }
  std::vector<std::size_t> found;
  if (table[lines].back().cost == std::numeric_limits<double>::infinity()) return found;
  for (std::size_t line = lines, to = ends.size() - 1; line > 0; to = table[line][to].from, --line)
    found.insert(found.begin(), ends[to]);
  return found;
}

void break_line(std::u32string_view text, std::size_t most, std::vector<std::string>& out) {
  std::vector<std::size_t> ends = word_ends(std::u32string(text));
  ends.insert(ends.begin(), 0);
  for (std::size_t lines = (text.size() + most - 1) / most; lines <= text.size() && lines < 12; ++lines) {
    const auto found = best_ends(text, ends, lines, most);
    if (found.empty()) continue;
    std::size_t from = 0;
    for (const auto end : found) out.push_back(to_utf8(text.substr(from, end - from))), from = end;
    return;
  }
  for (std::size_t from = 0; from < text.size(); from += most) out.push_back(to_utf8(text.substr(from, most)));
}
}  // namespace

int numbering_level(std::string_view line) {
  const auto text = to_code_points(line.substr(0, 40));
  if (text.empty()) return 0;
  if (const auto n = count_while(text, 0, is_chinese_digit); n > 0 && n < text.size() && text[n] == U'、') return 1;
  if (is_open(text[0])) {
    if (const auto n = count_while(text, 1, is_chinese_digit); n > 0 && n + 1 < text.size() && is_close(text[n + 1]))
      return 2;
    if (const auto n = count_while(text, 1, is_digit); n > 0 && n + 1 < text.size() && is_close(text[n + 1])) return 4;
  }
  // "3.5%" is a number, "3.加强" a heading
  const auto n = count_while(text, 0, is_digit);
  const bool is_third =
      n > 0 && n < 3 && n + 1 < text.size() && (text[n] == U'.' || text[n] == U'．') && !is_digit(text[n + 1]);
  return is_third ? 3 : 0;
}

bool is_heading_line(std::string_view line) {
  const auto text = to_code_points(trim(line));
  return !text.empty() && text.size() <= longest_heading &&
         std::u32string_view(U"。；;：:，！？").find(text.back()) == std::u32string_view::npos &&
         text.find(U'。') == std::u32string::npos;
}

std::size_t heading_prefix(std::string_view paragraph) {
  constexpr std::string_view stop = "。";
  const int level = numbering_level(paragraph);
  if (level != 1 && level != 2) return 0;
  const auto end = paragraph.find(stop);
  if (end == std::string_view::npos || end + stop.size() >= paragraph.size()) return 0;
  return count_characters(paragraph.substr(0, end)) <= 40 ? end + stop.size() : 0;
}

std::vector<std::string> title_lines(std::string_view title, std::size_t max_characters) {
  std::vector<std::string> lines;
  for (const auto part : split(title, '\n')) {
    const auto text = to_code_points(trim(part).substr(0, 3000));
    if (text.empty()) continue;
    if (text.size() <= max_characters) lines.push_back(to_utf8(text));
    else break_line(text, max_characters, lines);
  }
  return lines;
}

}  // namespace gongkai::documents
