#include "platform/search/synonyms.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/assets.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::size_t most_variants = 5;

bool contains(const std::vector<std::u32string>& list, const std::u32string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}
}  // namespace

Synonyms::Synonyms(const std::vector<std::vector<std::string>>& groups) {
  for (const auto& group : groups) {
    std::vector<std::u32string> forms;
    for (const auto& word : group)
      if (auto form = form_of(word); form.size() > 1 && !contains(forms, form)) forms.push_back(std::move(form));
    // The longest first, so that 住房公积金 is not taken for its part 公积金.
    std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    if (forms.size() > 1) m_groups.push_back(std::move(forms));
  }
}

Synonyms Synonyms::from_catalog() {
  const auto file = assets::find("catalog/search/synonyms.json");
  return file ? Synonyms(boost::json::value_to<std::vector<std::vector<std::string>>>(boost::json::parse(*file)))
              : Synonyms();
}

std::vector<std::u32string> Synonyms::variants(std::u32string_view phrase) const {
  std::vector<std::u32string> found{std::u32string(phrase)};
  for (const auto& group : m_groups) {
    for (const auto& word : group) {
      const auto at = find_phrase(phrase, word);
      if (at == std::u32string_view::npos) continue;
      for (const auto& other : group) {
        auto variant = std::u32string(phrase.substr(0, at)) + other + std::u32string(phrase.substr(at + word.size()));
        if (found.size() < most_variants && !contains(found, variant)) found.push_back(std::move(variant));
      }
      break;
    }
  }
  return found;
}

std::vector<std::u32string> Synonyms::pieces(std::u32string_view phrase) const {
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

}  // namespace gongkai::search
