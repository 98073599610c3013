#include "base/text.hpp"
#include "checks/style.hpp"

namespace gongkai::checks {
namespace {
bool is_blank(char32_t c) {
  return c == U' ' || c == U'　' || c == 0xA0;
}

/// 张　三 in a list of names may keep its blank: it is a note, not a fault.
void blanks(const std::u32string& text, std::vector<Hit>& hits) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (!is_blank(text[i]) || !is_han(text[i - 1])) continue;
    auto end = i + 1;
    while (end < text.size() && is_blank(text[end])) ++end;
    if (end < text.size() && is_han(text[end]))
      hits.push_back({Kind::spacing, Severity::note, i, end, "checks.blank", {}});
    i = end;
  }
}

/// 关于关于, 通知通知: two characters said twice. 研究研究 may be meant: a note.
void words_twice(const std::u32string& text, std::vector<Hit>& hits) {
  for (std::size_t i = 0; i + 3 < text.size(); ++i) {
    const bool twice = text[i] == text[i + 2] && text[i + 1] == text[i + 3] && text[i] != text[i + 1];
    if (!twice || !is_han(text[i]) || !is_han(text[i + 1]) || text[i] == U'一') continue;
    hits.push_back({Kind::spacing,
                    Severity::note,
                    i,
                    i + 4,
                    "checks.word_twice",
                    {{"word", to_utf8(std::u32string_view(text).substr(i, 2))}}});
    i += 3;
  }
}

bool is_wide(char32_t c) {
  return (c >= U'０' && c <= U'９') || (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ');
}

void wide_digits(const std::u32string& text, std::vector<Hit>& hits) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_wide(text[i])) continue;
    auto end = i + 1;
    while (end < text.size() && is_wide(text[end])) ++end;
    hits.push_back({Kind::spacing,
                    Severity::note,
                    i,
                    end,
                    "checks.full_width",
                    {{"right", fold(to_utf8(std::u32string_view(text).substr(i, end - i)))}}});
    i = end;
  }
}
}  // namespace

std::vector<Hit> scan_spacing(const Reading& reading) {
  std::vector<Hit> hits;
  blanks(reading.written, hits);
  words_twice(reading.written, hits);
  wide_digits(reading.written, hits);
  return hits;
}

}  // namespace gongkai::checks
