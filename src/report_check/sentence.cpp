#include "report_check/sentence.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"

namespace gongkai::report_check {
namespace {
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool starts_at(std::string_view text, std::size_t at, std::string_view word) {
  return text.substr(std::min(at, text.size())).starts_with(word);
}
bool ends_at(std::string_view text, std::size_t at, std::string_view word) {
  return text.substr(0, at).ends_with(word);
}
template <class List>
bool ends_with_any(std::string_view text, std::size_t at, const List& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return ends_at(text, at, word); });
}

constexpr std::string_view units[] = {"件次", "人次", "件", "条", "项", "个", "次", "份",
                                      "篇",   "部",   "宗", "期", "名", "场", "%"};
constexpr std::string_view abouts_before[] = {"近", "约", "逾", "超", "超过", "达到近", "大约", "将近"};
constexpr std::string_view abouts_after[] = {"余", "多", "左右", "以上"};
constexpr std::string_view stops[] = {",", ";", "。", ":", "(", ")", "!", "?", "；", "《", "》"};

/// Numbers that count nothing: 2021年, 第36条, 〔2021〕30号, 12345热线, 0535-6789994.
bool counts_nothing(std::string_view text, std::size_t begin, std::size_t end) {
  for (const auto* word : {"年", "月", "日", "号", "-", "~", "/", "〕", "]", "+", "热线", "政务", "路"})
    if (starts_at(text, end, word)) return true;
  for (const auto* word : {"第", "〔", "[", "-", "/", "+", "no."})
    if (ends_at(text, begin, word)) return true;
  return begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z';
}

std::size_t end_of_number(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  // 1,291 is one number; 3,4 are two
  while (at + 3 < text.size() && text[at] == ',' && is_digit(text[at + 1]) && is_digit(text[at + 2]) &&
         is_digit(text[at + 3]) && (at + 4 >= text.size() || !is_digit(text[at + 4])))
    at += 4;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
  }
  return at;
}

Figure figure_at(std::string_view text, std::size_t begin, std::size_t end) {
  Figure figure{.begin = begin, .end = end};
  std::string digits;
  for (const char c : text.substr(begin, end - begin))
    if (c != ',') digits += c;
  figure.value = std::strtod(digits.c_str(), nullptr);
  if (const auto point = digits.find('.'); point != std::string::npos)
    figure.decimals = static_cast<int>(digits.size() - point - 1);
  for (const auto word : abouts_after)
    if (starts_at(text, figure.end, word)) figure.is_about = true, figure.end += word.size();
  for (const auto unit : units)
    if (starts_at(text, figure.end, unit)) {
      figure.unit = unit;
      figure.end += unit.size();
      break;
    }
  for (const auto word : abouts_after) figure.is_about = figure.is_about || starts_at(text, figure.end, word);
  figure.is_about = figure.is_about || ends_with_any(text, begin, abouts_before);
  return figure;
}

void add_surroundings(std::string_view text, std::size_t from, Figure& figure) {
  std::size_t lead = from;
  std::size_t after = text.size();
  for (const auto stop : stops) {
    if (const auto at = text.substr(0, figure.begin).rfind(stop); at != std::string_view::npos)
      lead = std::max(lead, at + stop.size());
    if (const auto at = text.find(stop, figure.end); at != std::string_view::npos) after = std::min(after, at);
  }
  figure.lead = text.substr(lead, figure.begin - lead);
  figure.after = text.substr(figure.end, after - figure.end);
}
}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  const auto folded = fold(text);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '*') continue;
    out += c;
  }
  return out;
}

std::vector<Figure> figures_of(std::string_view text) {
  std::vector<Figure> figures;
  std::size_t last_end = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')') depth = std::max(0, depth - 1);
    if (!is_digit(text[i])) {
      ++i;
      continue;
    }
    const auto end = end_of_number(text, i);
    constexpr std::size_t longest = 12;
    if (end - i <= longest && !counts_nothing(text, i, end)) {
      auto figure = figure_at(text, i, end);
      figure.depth = depth;
      add_surroundings(text, last_end, figure);
      last_end = figure.end;
      figures.push_back(std::move(figure));
    }
    i = std::max(end, i + 1);
  }
  return figures;
}

std::vector<Sentence> sentences_of(std::string_view text) {
  std::vector<Sentence> sentences;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.size();
    for (const auto* stop : {"。", "!", "?", ";"})
      if (const auto at = text.find(stop, begin); at != std::string_view::npos)
        end = std::min(end, at + std::string_view(stop).size());
    sentences.push_back({begin, end});
    begin = end;
  }
  return sentences;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace gongkai::report_check
