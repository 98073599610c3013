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
  while (form.ends_with(U' ')) form.pop_back();
  return phrase_expression(form) + " *";
}

/// Latin letters and nothing else, without the blanks; "" otherwise.
std::string letters_of(std::string_view typed) {
  std::string letters;
  for (const char32_t c : form_of(typed.substr(0, 100)))
    if (c >= U'a' && c <= U'z') letters += static_cast<char>(c);
    else if (c != U' ') return {};
  return letters;
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
  const auto letters = letters_of(typed);
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

std::vector<std::u32string> words_read_as(std::string_view title, std::string_view typed) {
  const auto letters = letters_of(typed);
  const auto form = to_code_points(title);
  const auto readings = readings_of(form);
  std::vector<std::u32string> found;
  const auto look_for = [&](const std::vector<std::string>& wanted, auto&& same) {
    const auto at = std::search(readings.begin(), readings.end(), wanted.begin(), wanted.end(), same);
    if (at != readings.end() && !wanted.empty())
      found.push_back(form.substr(static_cast<std::size_t>(at - readings.begin()), wanted.size()));
  };
  for (const auto& syllables : syllables_of(letters, false)) look_for(syllables, std::equal_to{});
  std::vector<std::string> initials;
  for (const char letter : letters) initials.emplace_back(1, letter);
  look_for(initials, [](const std::string& reading, const std::string& initial) { return reading[0] == initial[0]; });
  return found;
}

namespace {
/// Rows whose title or, when nothing has such a title, 文号 or reading goes on like this.
std::vector<std::int64_t> rows_for(Reader& reader, std::string_view typed) {
  const auto expression = typed_expression(typed);
  std::vector<std::int64_t> rows;
  if (!expression.empty()) rows = reader.newest(Table::titles, expression, titles_read);
  if (rows.empty() && expression.find_first_of("0123456789") != expression.npos)
    rows = reader.newest(Table::pairs, "names : " + expression, titles_read);
  if (rows.empty())
    if (const auto letters = reading_expression(typed, true); !letters.empty())
      rows = reader.newest(Table::readings, letters, titles_read);
  return rows;
}
}  // namespace

std::vector<Suggestion> suggestions(Reader& reader, const Columns& columns, const Lexicon& lexicon,
                                    const Typed& typed) {
  Query query;
  if (typed.site != 0) query.sites = {typed.site};
  const Filter filter(query, columns);
  reader.admit(filter, nullptr);
  auto rows = rows_for(reader, typed.text);
  sort_for_typing(rows, columns, to_utf8(form_of(typed.text)));
  // 供热 before 工人 for "gongre": what is read so in full, then what might become it
  if (!letters_of(typed.text).empty())
    std::ranges::stable_partition(
        rows, [&](std::int64_t row) { return !words_read_as(columns.find(row)->title, typed.text).empty(); });
  std::vector<Suggestion> found;
  for (const auto row : rows) {
    if (static_cast<int>(found.size()) >= std::clamp(typed.limit, 1, 20)) break;
    Hit hit;
    if (!reader.load(row, hit) || hit.title.text.empty() || lexicon.is_unwelcome(form_of(hit.title.text))) continue;
    if (std::ranges::find(found, hit.title.text, &Suggestion::title) != found.end()) continue;
    found.push_back({hit.id, std::move(hit.title.text), std::move(hit.number), std::move(hit.address), hit.validity});
  }
  return found;
}

}  // namespace gongkai::search
