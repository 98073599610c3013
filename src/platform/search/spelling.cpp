// 您是不是要找: the titles themselves are the dictionary, so a suggestion always finds something.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "platform/search/asking.hpp"
#include "platform/search/pinyin.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
using Votes = std::map<std::u32string, int>;
constexpr std::int64_t titles_read = 200;
constexpr std::size_t most_repairs = 2;

std::u32string form_of_title(const Columns& columns, std::int64_t row) {
  const Row* found = columns.find(row);
  return found == nullptr ? std::u32string() : to_code_points(found->title);
}

/// Titles in which the syllables of the phrase follow each other: 公积进 → 公积金.
void vote_by_sound(Reader& reader, const Columns& columns, const std::u32string& phrase, Votes& votes) {
  const auto wanted = readings_of(phrase);
  std::string expression;
  for (const auto& syllable : wanted)
    if (syllable != " ") expression += (expression.empty() ? "" : " ") + syllable;
  for (const auto row : reader.newest(Table::readings, "syllables : \"" + expression + "\"", titles_read)) {
    const auto title = form_of_title(columns, row);
    const auto readings = readings_of(title);
    const auto at = std::search(readings.begin(), readings.end(), wanted.begin(), wanted.end());
    if (at == readings.end()) continue;
    ++votes[title.substr(static_cast<std::size_t>(at - readings.begin()), phrase.size())];
  }
}

std::size_t differences(std::u32string_view a, std::u32string_view b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) ++count;
  return count;
}

/// Titles that hold the phrase but for one character.
void vote_by_shape(Reader& reader, const Columns& columns, const std::u32string& phrase, Votes& votes) {
  if (phrase.size() < 3) return;
  std::string expression;
  for (std::size_t i = 0; i + 1 < phrase.size(); ++i)
    expression += (expression.empty() ? "" : " OR ") + phrase_expression(std::u32string_view(phrase).substr(i, 2));
  for (const auto row : reader.newest(Table::titles, expression, titles_read)) {
    const auto title = form_of_title(columns, row);
    for (std::size_t at = 0; at + phrase.size() <= title.size(); ++at) {
      const auto window = std::u32string_view(title).substr(at, phrase.size());
      if (differences(window, phrase) == 1 && !window.contains(U' ')) ++votes[std::u32string(window)];
    }
  }
}

bool is_all_han(std::u32string_view phrase) {
  return std::all_of(phrase.begin(), phrase.end(), [](char32_t c) { return class_of(c) == CharacterClass::han; });
}

bool is_written(Reader& reader, std::u32string_view phrase) {
  return !reader.newest(Table::pairs, phrase_expression(phrase), 1).empty();
}

/// What most titles vote for in place of the phrase; "" when nobody knows better.
std::u32string voted(Reader& reader, const Columns& columns, const std::u32string& phrase) {
  Votes votes;
  vote_by_sound(reader, columns, phrase, votes);
  if (votes.empty()) vote_by_shape(reader, columns, phrase, votes);
  const auto best =
      std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == votes.end() ? std::u32string() : best->first;
}

/// One pair that nothing holds, seen with its neighbours: the widest window that titles know better is exchanged.
bool repair_at(Reader& reader, const Columns& columns, std::u32string& phrase, std::size_t pair) {
  for (std::size_t width = std::min<std::size_t>(5, phrase.size()); width >= 2; --width) {
    const auto first = pair + 2 > width ? pair + 2 - width : 0;
    for (auto begin = first; begin <= pair && begin + width <= phrase.size(); ++begin) {
      const auto better = voted(reader, columns, phrase.substr(begin, width));
      if (better.empty() || better == phrase.substr(begin, width)) continue;
      phrase.replace(begin, width, better);
      return true;
    }
  }
  return false;
}

/// The phrase with everything repaired that no document has; the phrase itself when nobody knows better.
std::u32string corrected(Reader& reader, const Columns& columns, const std::u32string& phrase) {
  if (phrase.size() < 2 || phrase.size() > 20 || !is_all_han(phrase) || is_written(reader, phrase)) return phrase;
  if (auto whole = voted(reader, columns, phrase); !whole.empty()) return whole;
  auto better = phrase;
  for (std::size_t i = 0, repairs = 0; i + 1 < better.size() && repairs < most_repairs; ++i) {
    if (is_written(reader, better.substr(i, 2))) continue;
    // Two wrong pairs side by side share a wrong character; a single one is where two words meet.
    const bool in_word = i + 2 >= better.size() || !is_written(reader, better.substr(i + 1, 2)) || i == 0;
    if (in_word && repair_at(reader, columns, better, i)) ++repairs;
  }
  return better;
}
}  // namespace

std::string correction(Reader& reader, const Columns& columns, const std::vector<Part>& parts) {
  std::string whole;
  bool changed = false;
  for (const Part& part : parts) {
    const auto better = corrected(reader, columns, part.forms[0]);
    changed = changed || better != part.forms[0];
    whole += (whole.empty() ? "" : " ") + to_utf8(better);
  }
  return changed ? whole : std::string();
}

}  // namespace gongkai::search
