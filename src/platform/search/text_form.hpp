// How the index sees a text. Everything that is compared (documents, titles, queries, places to mark) is first
// brought into one form: folded (NFKC, lower case), runs of one class parted by single spaces, punctuation gone.
//
//   "云政发〔2021〕１２号、PM2.5" → "云政发 2021 12 号 pm 2 5"
//
// Then a phrase of the full-text index and a substring of the form are the same thing.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::search {

enum class CharacterClass : std::uint8_t { separator, han, letter, digit };

/// Han also stands for kana and hangul: scripts without spaces between the words.
CharacterClass class_of(char32_t c);
/// Words and numbers match whole, Han text anywhere.
inline bool is_in_word(char32_t c) {
  return class_of(c) >= CharacterClass::letter;
}

std::u32string form_of(std::string_view text);

/// The form with the place in the source of each character: bytes [begin[i], end[i]).
struct PlacedForm {
  std::u32string text{};
  std::vector<std::uint32_t> begin{};
  std::vector<std::uint32_t> end{};
};
PlacedForm placed_form_of(std::string_view text);

/// The place of a phrase (itself a form) in a form, or npos. Words match whole: "12" is not in "2012".
std::size_t find_phrase(std::u32string_view form, std::u32string_view phrase, std::size_t from = 0);

constexpr std::size_t longest_word = 64;

/// Calls f(token, same_place) for each token of a document: at every Han character the pair that begins there, the
/// last one of a run alone; the first one of a run also alone at the same place, so that "12号" meets "12号文"; words
/// whole.
template <class F>
void each_document_token(std::u32string_view form, F&& f);
/// The same for a phrase that is looked for: its last run may go on in the document.
template <class F>
void each_query_token(std::u32string_view form, F&& f);

namespace detail {
template <class F>
void each_run(std::u32string_view form, F&& f) {
  for (std::size_t begin = 0; begin < form.size();) {
    const auto end = std::min(form.find(U' ', begin), form.size());
    if (end > begin) f(form.substr(begin, end - begin), end == form.size());
    begin = end + 1;
  }
}
}  // namespace detail

template <class F>
void each_document_token(std::u32string_view form, F&& f) {
  detail::each_run(form, [&](std::u32string_view run, bool) {
    if (is_in_word(run.front())) return f(run.substr(0, longest_word), false);
    for (std::size_t i = 0; i < run.size(); ++i) {
      f(run.substr(i, 2), false);
      if (i == 0 && run.size() > 1) f(run.substr(0, 1), true);
    }
  });
}

template <class F>
void each_query_token(std::u32string_view form, F&& f) {
  detail::each_run(form, [&](std::u32string_view run, bool last) {
    if (is_in_word(run.front())) return f(run.substr(0, longest_word));
    const auto count = last && run.size() > 1 ? run.size() - 1 : run.size();
    for (std::size_t i = 0; i < count; ++i) f(run.substr(i, 2));
  });
}

}  // namespace gongkai::search
