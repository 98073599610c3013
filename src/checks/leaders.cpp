#include <algorithm>

#include "base/text.hpp"
#include "checks/terms.hpp"

namespace gongkai::checks {
namespace {
std::vector<std::u32string> forms(const std::vector<std::string>& words) {
  std::vector<std::u32string> result;
  for (const auto& word : words) result.push_back(Reading(word).folded);
  return result;
}

std::vector<std::string> names_of(const std::vector<Leader>& leaders) {
  std::vector<std::string> names;
  for (const auto& leader : leaders) names.push_back(leader.name);
  return names;
}

std::vector<std::string> titles_of(const std::vector<Leader>& leaders) {
  std::vector<std::string> titles;
  for (const auto& leader : leaders) titles.insert(titles.end(), leader.titles.begin(), leader.titles.end());
  std::sort(titles.begin(), titles.end());
  titles.erase(std::unique(titles.begin(), titles.end()), titles.end());
  return titles;
}

/// 副市长 holds 市长, 原市长 is another matter.
bool is_qualified(const Reading& reading, std::size_t title) {
  return std::u32string_view(U"副原前任总代").find(reading.before(title)) != std::u32string_view::npos;
}
}  // namespace

LeaderBook::LeaderBook(std::vector<Leader> leaders)
    : m_leaders(std::move(leaders)),
      m_titles(titles_of(m_leaders)),
      m_names(forms(names_of(m_leaders))),
      m_title_words(forms(m_titles)) {}

void LeaderBook::check_titles(const Reading& reading, const std::vector<Automaton::Match>& names,
                              const std::vector<Automaton::Match>& titles, std::vector<Hit>& hits) const {
  for (const auto& name : names) {
    const Automaton::Match* beside = nullptr;
    for (const auto& title : titles) {
      const bool touches = title.end == name.begin || title.begin == name.end;
      if (touches && (!beside || title.end - title.begin > beside->end - beside->begin)) beside = &title;
    }
    const auto& leader = m_leaders[name.word];
    if (!beside || leader.titles.empty() || is_qualified(reading, beside->begin)) continue;
    if (std::find(leader.titles.begin(), leader.titles.end(), m_titles[beside->word]) != leader.titles.end()) continue;
    hits.push_back({Kind::leader,
                    Severity::should,
                    std::min(name.begin, beside->begin),
                    std::max(name.end, beside->end),
                    "checks.leader_title",
                    {{"name", leader.name}, {"right", join(leader.titles, "、")}}});
  }
}

void LeaderBook::check_order(const Reading& reading, const std::vector<Automaton::Match>& names,
                             std::vector<Hit>& hits) const {
  constexpr std::size_t reach = 24;  // a title may stand between two names of a list
  for (std::size_t i = 1; i < names.size(); ++i) {
    const auto &first = names[i - 1], &second = names[i];
    if (second.begin < first.end || second.begin - first.end > reach || first.word <= second.word) continue;
    const auto between = std::u32string_view(reading.written).substr(first.end, second.begin - first.end);
    if (!between.starts_with(U'、') || between.find_first_of(U"。；\n") != between.npos) continue;
    hits.push_back({Kind::leader,
                    Severity::should,
                    first.begin,
                    second.end,
                    "checks.leader_order",
                    {{"first", m_leaders[second.word].name}, {"second", m_leaders[first.word].name}}});
  }
}

std::vector<Hit> LeaderBook::scan(const Reading& reading) const {
  std::vector<Hit> hits;
  if (m_leaders.empty()) return hits;
  const auto names = m_names.find(reading.folded);
  if (names.empty()) return hits;
  // only titles that touch a name matter: the text around each name is searched, not the whole
  constexpr std::size_t reach = 20;
  for (const auto& name : names) {
    const auto begin = name.begin > reach ? name.begin - reach : 0;
    auto titles = m_title_words.find(std::u32string_view(reading.folded).substr(begin, name.end + reach - begin));
    for (auto& title : titles) title.begin += begin, title.end += begin;
    check_titles(reading, {name}, titles, hits);
  }
  check_order(reading, names, hits);
  return hits;
}

}  // namespace gongkai::checks
