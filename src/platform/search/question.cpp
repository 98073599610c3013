#include "platform/search/question.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/assets.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
std::vector<std::u32string> load_words() {
  std::vector<std::u32string> words;
  const auto file = assets::find("catalog/search/question_words.json");
  if (!file) return words;
  const auto list = boost::json::parse(*file);
  for (const auto& word : list.as_array()) words.push_back(form_of(word.as_string()));
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

/// Length of the question word that begins here; 0 for none.
std::size_t question_word_at(std::u32string_view rest) {
  static const auto words = load_words();
  for (const auto& word : words)
    if (rest.starts_with(word)) return word.size();
  return 0;
}
}  // namespace

std::vector<std::u32string> without_question_words(std::u32string_view form) {
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

}  // namespace gongkai::search
