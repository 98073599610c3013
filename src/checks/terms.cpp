#include "checks/terms.hpp"

#include <algorithm>

namespace gongkai::checks {
namespace {
/// As terms are compared: forms of one width, Latin letters small.
std::u32string form_of(std::u32string text) {
  for (auto& c : text)
    if (c >= U'A' && c <= U'Z') c += 32;
  return text;
}

std::vector<std::u32string> forms_of(const std::vector<Term>& terms) {
  std::vector<std::u32string> forms;
  for (const auto& term : terms) forms.push_back(form_of(Reading(term.text).folded));
  return forms;
}

/// Left to right, the longest of those that begin at one place; later ones that overlap it are dropped.
std::vector<Automaton::Match> longest(std::vector<Automaton::Match> matches) {
  std::sort(matches.begin(), matches.end(),
            [](const auto& a, const auto& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::vector<Automaton::Match> kept;
  for (const auto& match : matches)
    if (kept.empty() || match.begin >= kept.back().end) kept.push_back(match);
  return kept;
}
}  // namespace

TermBook::TermBook(std::vector<Term> terms) : m_terms(std::move(terms)), m_automaton(forms_of(m_terms)) {}

std::vector<Hit> TermBook::scan(const Reading& reading) const {
  auto matches = m_automaton.find(form_of(reading.folded));
  // an allowed word may begin before or after the term it holds: what it covers goes first
  std::vector<Automaton::Match> allowed;
  for (const auto& match : matches)
    if (m_terms[match.word].allowed) allowed.push_back(match);
  std::sort(allowed.begin(), allowed.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::erase_if(matches, [&](const auto& match) {
    if (m_terms[match.word].allowed) return true;
    // allowed words are short: those that begin up to the match's begin and end behind it cover it
    auto next = std::upper_bound(allowed.begin(), allowed.end(), match.begin,
                                 [](auto place, const auto& word) { return place < word.begin; });
    for (int looked = 0; next != allowed.begin() && looked < 8; ++looked)
      if ((--next)->end >= match.end) return true;
    return false;
  });
  std::vector<Hit> hits;
  for (const auto& match : longest(std::move(matches))) {
    const auto& term = m_terms[match.word];
    Details details{{"term", reading.text(match.begin, match.end)}};
    if (!term.suggestion.empty()) details.emplace_back("right", term.suggestion);
    if (!term.note.empty()) details.emplace_back("note", term.note);
    hits.push_back({Kind::term, term.severity, match.begin, match.end,
                    term.suggestion.empty() ? "checks.term" : "checks.term_instead", std::move(details)});
  }
  return hits;
}

}  // namespace gongkai::checks
