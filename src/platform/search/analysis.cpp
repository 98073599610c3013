#include "platform/search/analysis.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/search/document_number.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::size_t most_characters = 200;
constexpr std::size_t most_parts = 8;
constexpr std::size_t longest_part = 60;

/// What parts a query in a reader's mind; brackets, dots and 、 stay inside a phrase.
bool parts_query(char32_t c) {
  return c <= U' ' || c == 0x3000 || c == 0xA0 || std::u32string_view(U",;!?\"，；。！？“”").contains(c);
}

void add_part(std::vector<Part>& parts, std::u32string form, const Lexicon& lexicon) {
  if (form.size() > longest_part) form.resize(longest_part);
  while (form.ends_with(U' ')) form.pop_back();
  const bool known = std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.forms[0] == form; });
  if (form.empty() || known || parts.size() == most_parts) return;
  parts.push_back({lexicon.variants(form)});
}

void add_number(std::vector<std::string>& numbers, std::string_view text) {
  auto key = number_key(text);
  if (!key.empty() && std::find(numbers.begin(), numbers.end(), key) == numbers.end())
    numbers.push_back(std::move(key));
}
}  // namespace

Analysis analyse(std::string_view text, const Lexicon& lexicon) {
  Analysis found;
  auto characters = to_code_points(text.substr(0, most_characters * 4));
  if (characters.size() > most_characters) characters.resize(most_characters);
  add_number(found.numbers, to_utf8(characters));
  for (std::size_t begin = 0; begin < characters.size();) {
    const auto first = characters.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = std::find_if(first, characters.end(), parts_query);
    const auto part = to_utf8(std::u32string(first, last));
    add_part(found.parts, form_of(part), lexicon);
    add_number(found.numbers, part);
    begin = static_cast<std::size_t>(last - characters.begin()) + 1;
  }
  found.asks = std::ranges::any_of(found.parts, [&](const Part& part) {
    const auto left = lexicon.without_question_words(part.forms[0]);
    return left.size() != 1 || left[0] != part.forms[0];
  });
  return found;
}

Analysis as_question(const Analysis& asked, const Lexicon& lexicon) {
  Analysis left;
  for (const Part& part : asked.parts)
    for (const auto& form : lexicon.without_question_words(part.forms[0]))
      for (auto& piece : lexicon.pieces(form)) add_part(left.parts, std::move(piece), lexicon);
  const auto is_long = [](const Part& part) { return !part.is_single(); };
  if (std::any_of(left.parts.begin(), left.parts.end(), is_long))
    std::erase_if(left.parts, [&](const Part& part) { return !is_long(part); });
  return left;
}

std::string phrase_expression(std::u32string_view form) {
  std::string text = to_utf8(form);
  // A space alone would not part two runs of Han again (text_form.cpp), a comma does.
  std::replace(text.begin(), text.end(), ' ', ',');
  return "\"" + text + "\"";
}

std::string match_expression(const std::vector<Part>& parts) {
  std::string expression;
  for (const Part& part : parts) {
    if (part.is_single() && class_of(part.forms[0][0]) == CharacterClass::han) continue;
    std::string alternatives;
    for (const auto& form : part.forms) alternatives += (alternatives.empty() ? "" : " OR ") + phrase_expression(form);
    expression += (expression.empty() ? "(" : " AND (") + alternatives + ")";
  }
  return expression;
}

std::vector<std::u32string> single_characters(const std::vector<Part>& parts) {
  std::vector<std::u32string> singles;
  for (const Part& part : parts)
    if (part.is_single() && class_of(part.forms[0][0]) == CharacterClass::han) singles.push_back(part.forms[0]);
  return singles;
}

std::vector<std::u32string> phrases_of(const std::vector<Part>& parts) {
  std::vector<std::u32string> phrases;
  for (const Part& part : parts) phrases.insert(phrases.end(), part.forms.begin(), part.forms.end());
  return phrases;
}

std::vector<std::u32string> pairs_of(const std::vector<Part>& parts) {
  std::vector<std::u32string> pairs;
  for (const Part& part : parts) {
    each_query_token(part.forms[0], [&](std::u32string_view token) {
      if (std::find(pairs.begin(), pairs.end(), token) == pairs.end()) pairs.emplace_back(token);
    });
  }
  return pairs;
}

}  // namespace gongkai::search
