#include "similarity/difference.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <span>
#include <stdexcept>

#include "base/text.hpp"
#include "similarity/shingles.hpp"

namespace gongkai::similarity {

namespace {

constexpr std::size_t most_bytes = 60'000;      // of a text: about 20,000 Han characters
constexpr std::size_t most_cells = 16'000'000;  // of the table; longer middles are wholly different

struct Word {
  std::string_view text{};
  std::u32string form{};  // "" for punctuation
};

/// ICU's dictionary of Chinese words. A break iterator is no business of two threads at once.
icu::BreakIterator& breaker() {
  thread_local const auto made = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createWordInstance(icu::Locale::getSimplifiedChinese(), error));
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no words of Chinese");
    return iterator;
  }();
  return *made;
}

/// Valid UTF-8 without half a character at the end.
std::string_view head_of(std::string_view text) {
  if (text.size() <= most_bytes) return text;
  auto end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

/// `text` is valid UTF-8.
std::vector<Word> words_in(std::string_view text) {
  const auto head = head_of(text);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> source(
      utext_openUTF8(nullptr, head.data(), static_cast<std::int64_t>(head.size()), &error), utext_close);
  auto& words = breaker();
  words.setText(source.get(), error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot read a text");
  std::vector<Word> out;
  const auto add = [&](std::string_view word) { out.push_back({word, plain_form(word)}); };
  for (auto begin = words.first(), end = words.next(); end != icu::BreakIterator::DONE; begin = end, end = words.next())
    add(head.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
  if (head.size() < text.size()) add(text.substr(head.size()));
  return out;
}

bool is_same(const Word& left, const Word& right) {
  return left.form == right.form;
}

class Runs {
 public:
  void add(Side side, std::string_view text) {
    if (m_runs.empty() || m_runs.back().side != side) m_runs.push_back({side, {}});
    m_runs.back().text += text;
  }
  std::vector<Run> take() { return std::move(m_runs); }

 private:
  std::vector<Run> m_runs;
};

using Words = std::span<const Word>;

/// length[i][j]: the longest common sequence of what begins at i and j.
std::vector<std::uint16_t> common_lengths(Words left, Words right) {
  const auto width = right.size() + 1;
  std::vector<std::uint16_t> length((left.size() + 1) * width);
  for (auto i = left.size(); i-- > 0;)
    for (auto j = right.size(); j-- > 0;)
      length[i * width + j] = is_same(left[i], right[j])
                                  ? static_cast<std::uint16_t>(length[(i + 1) * width + j + 1] + 1)
                                  : std::max(length[(i + 1) * width + j], length[i * width + j + 1]);
  return length;
}

void add_middle(Runs& runs, Words left, Words right) {
  std::size_t i = 0, j = 0;
  if ((left.size() + 1) * (right.size() + 1) <= most_cells) {
    const auto length = common_lengths(left, right);
    const auto width = right.size() + 1;
    while (i < left.size() && j < right.size()) {
      if (is_same(left[i], right[j])) runs.add(Side::both, left[i].text), ++i, ++j;
      else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) runs.add(Side::left, left[i++].text);
      else runs.add(Side::right, right[j++].text);
    }
  }
  for (; i < left.size(); ++i) runs.add(Side::left, left[i].text);
  for (; j < right.size(); ++j) runs.add(Side::right, right[j].text);
}

}  // namespace

std::vector<Run> difference(std::string_view left_text, std::string_view right_text) {
  const auto left_clean = clean_utf8(left_text), right_clean = clean_utf8(right_text);
  const auto left = words_in(left_clean), right = words_in(right_clean);
  std::size_t before = 0, behind = 0;
  const auto shorter = std::min(left.size(), right.size());
  while (before < shorter && is_same(left[before], right[before])) ++before;
  while (behind < shorter - before && is_same(left[left.size() - 1 - behind], right[right.size() - 1 - behind]))
    ++behind;
  Runs runs;
  for (std::size_t i = 0; i < before; ++i) runs.add(Side::both, left[i].text);
  add_middle(runs, Words(left).subspan(before, left.size() - before - behind),
             Words(right).subspan(before, right.size() - before - behind));
  for (auto i = left.size() - behind; i < left.size(); ++i) runs.add(Side::both, left[i].text);
  return runs.take();
}

std::vector<std::string> words_of(const std::vector<Run>& runs, Side side) {
  std::vector<std::string> out;
  for (const auto& run : runs) {
    if (run.side != side) continue;
    for (const auto& word : words_in(run.text)) {
      if (word.form.empty()) continue;
      if (std::ranges::find(out, word.text) == out.end()) out.emplace_back(word.text);
    }
  }
  return out;
}

}  // namespace gongkai::similarity
