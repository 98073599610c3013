#include "platform/search/lexicon.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/assets.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::size_t most_variants = 6;

bool contains(const std::vector<std::u32string>& list, const std::u32string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

void sort_longest_first(std::vector<std::u32string>& forms) {
  std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::vector<std::u32string> forms_of(const std::vector<std::string>& words, std::size_t shortest) {
  std::vector<std::u32string> forms;
  for (const auto& word : words)
    if (auto form = form_of(word); form.size() >= shortest && !contains(forms, form)) forms.push_back(std::move(form));
  // The longest first, so that 住房公积金 is not taken for its part 公积金.
  sort_longest_first(forms);
  return forms;
}

template <class T>
T of_catalog(std::string_view name) {
  const auto file = assets::find(name);
  return file ? boost::json::value_to<T>(boost::json::parse(*file)) : T{};
}

std::u32string exchanged(std::u32string_view phrase, std::size_t at, std::size_t length, const std::u32string& other) {
  return std::u32string(phrase.substr(0, at)) + other + std::u32string(phrase.substr(at + length));
}
}  // namespace

Words words_of_the_catalog() {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  return {.synonyms = of_catalog<std::vector<std::vector<std::string>>>("catalog/search/synonyms.json"),
          .successors = of_catalog<Pairs>("catalog/search/successors.json"),
          .question_words = of_catalog<std::vector<std::string>>("catalog/search/question_words.json")};
}

Lexicon::Lexicon(const Words& words)
    : m_question_words(forms_of(words.question_words, 1)), m_unwelcome(forms_of(words.unwelcome, 1)) {
  for (const auto& group : words.synonyms)
    if (auto forms = forms_of(group, 2); forms.size() > 1) m_groups.push_back(std::move(forms));
  for (const auto& [old_name, present_name] : words.successors) {
    auto before = form_of(old_name), now = form_of(present_name);
    if (before.size() > 1 && now.size() > 1 && before != now)
      m_successors.emplace_back(std::move(before), std::move(now));
  }
}

std::vector<std::u32string> Lexicon::variants(std::u32string_view phrase) const {
  std::vector<std::u32string> found{std::u32string(phrase)};
  const auto add = [&](std::u32string variant) {
    if (found.size() < most_variants && !contains(found, variant)) found.push_back(std::move(variant));
  };
  for (const auto& [before, now] : m_successors)
    if (const auto at = find_phrase(phrase, before); at != phrase.npos && find_phrase(phrase, now) == phrase.npos)
      add(exchanged(phrase, at, before.size(), now));
  for (const auto& group : m_groups) {
    for (const auto& word : group) {
      const auto at = find_phrase(phrase, word);
      if (at == std::u32string_view::npos) continue;
      for (const auto& other : group) add(exchanged(phrase, at, word.size(), other));
      break;
    }
  }
  return found;
}

std::vector<std::u32string> Lexicon::pieces(std::u32string_view phrase) const {
  for (const auto& group : m_groups) {
    for (const auto& word : group) {
      const auto at = find_phrase(phrase, word);
      if (at == std::u32string_view::npos || word.size() == phrase.size()) continue;
      std::vector<std::u32string> found;
      const auto add = [&](std::u32string_view rest) {
        while (rest.starts_with(U' ')) rest.remove_prefix(1);
        while (rest.ends_with(U' ')) rest.remove_suffix(1);
        if (rest.empty()) return;
        for (auto& piece : pieces(rest)) found.push_back(std::move(piece));
      };
      add(phrase.substr(0, at));
      found.emplace_back(word);
      add(phrase.substr(at + word.size()));
      return found;
    }
  }
  return {std::u32string(phrase)};
}

std::size_t Lexicon::question_word_at(std::u32string_view rest) const {
  for (const auto& word : m_question_words)
    if (rest.starts_with(word)) return word.size();
  return 0;
}

std::vector<std::u32string> Lexicon::without_question_words(std::u32string_view form) const {
  std::vector<std::u32string> left;
  std::u32string current;
  const auto keep = [&] {
    while (current.ends_with(U' ')) current.pop_back();
    if (!current.empty()) left.push_back(std::move(current));
    current.clear();
  };
  for (std::size_t i = 0; i < form.size();) {
    if (const auto length = question_word_at(form.substr(i))) {
      keep();
      i += length;
    } else {
      if (!(current.empty() && form[i] == U' ')) current += form[i];
      ++i;
    }
  }
  keep();
  const auto is_long = [](const std::u32string& part) { return part.size() > 1; };
  if (std::any_of(left.begin(), left.end(), is_long))
    std::erase_if(left, [&](const auto& part) { return !is_long(part); });
  return left;
}

bool Lexicon::is_unwelcome(std::u32string_view form) const {
  return std::any_of(m_unwelcome.begin(), m_unwelcome.end(),
                     [&](const auto& word) { return form.find(word) != form.npos; });
}

}  // namespace gongkai::search
