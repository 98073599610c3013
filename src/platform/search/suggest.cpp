#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "platform/search/asking.hpp"
#include "platform/search/pinyin.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::int64_t titles_read = 300;

/// What was typed as a phrase that may go on: the last token is a prefix.
std::string typed_expression(std::string_view typed) {
  auto form = form_of(typed);
  if (form.empty()) return {};
  if (form.size() > 60) form.resize(60);
  return phrase_expression(form) + " *";
}

/// Titles that begin with it first, then the shorter ones; equal ones as they come, newest first.
void sort_for_typing(std::vector<std::int64_t>& rows, const Columns& columns, const std::string& form) {
  std::stable_sort(rows.begin(), rows.end(), [&](std::int64_t a, std::int64_t b) {
    const auto key = [&](std::int64_t row) {
      const Row* found = columns.find(row);
      return found == nullptr ? std::pair(true, std::size_t{0})
                              : std::pair(!found->title.starts_with(form), found->title.size());
    };
    return key(a) < key(b);
  });
}
}  // namespace

std::string reading_expression(std::string_view typed, bool typing) {
  std::string letters;
  for (const char32_t c : form_of(typed.substr(0, 100)))
    if (c >= U'a' && c <= U'z') letters += static_cast<char>(c);
    else if (c != U' ') return {};
  if (letters.size() < 2 || letters.size() > 40) return {};
  std::string expression;
  const auto add = [&](const std::string& alternative) {
    expression += (expression.empty() ? "" : " OR ") + alternative;
  };
  for (const auto& syllables : syllables_of(letters, typing))
    add("syllables : \"" + join(syllables, " ") + (typing ? "\" *" : "\""));
  std::vector<std::string> initials;
  for (const char letter : letters) initials.emplace_back(1, letter);
  if (letters.size() <= 12) add("initials : \"" + join(initials, " ") + "\"");
  return expression;
}

std::vector<std::string> suggestions(Reader& reader, const Columns& columns, std::string_view typed, int limit) {
  const Filter everything({}, columns);
  reader.admit(everything, nullptr);
  const auto expression = typed_expression(typed);
  std::vector<std::int64_t> rows;
  if (!expression.empty()) rows = reader.newest(Table::titles, expression, titles_read);
  if (rows.empty())
    if (const auto letters = reading_expression(typed, true); !letters.empty())
      rows = reader.newest(Table::readings, letters, titles_read);
  sort_for_typing(rows, columns, to_utf8(form_of(typed)));
  std::vector<std::string> titles;
  for (const auto row : rows) {
    if (static_cast<int>(titles.size()) >= std::clamp(limit, 1, 20)) break;
    auto title = reader.title(row);
    if (!title.empty() && std::find(titles.begin(), titles.end(), title) == titles.end())
      titles.push_back(std::move(title));
  }
  return titles;
}

}  // namespace gongkai::search
