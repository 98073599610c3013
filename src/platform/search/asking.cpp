#include "platform/search/asking.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/search/passage.hpp"
#include "platform/search/ranking.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr int deepest = 1000;
constexpr int largest_page = 100;
constexpr std::int64_t few_hits = 5;
constexpr std::int64_t title_candidates = 3000;

/// The parts for the table of titles, where a single character is a prefix with an index of its own.
std::string title_expression(const std::vector<Part>& parts) {
  auto expression = match_expression(parts);
  for (const auto& single : single_characters(parts))
    expression += (expression.empty() ? "" : " AND ") + phrase_expression(single) + " *";
  return expression;
}

std::vector<std::u32string> missing_phrases(const std::vector<std::u32string>& phrases, std::string_view text) {
  const auto form = form_of(text);
  std::vector<std::u32string> missing;
  for (const auto& phrase : phrases)
    if (find_phrase(form, phrase) == form.npos) missing.push_back(phrase);
  return missing;
}

std::string singles_expression(const std::vector<std::u32string>& singles) {
  std::string expression;
  for (const auto& single : singles) expression += (expression.empty() ? "" : " AND ") + phrase_expression(single);
  return expression;
}

std::vector<std::int64_t> intersection(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}
}  // namespace

Asking::Asking(Reader& reader, const Writer& writer, const Frequencies& frequencies, const Query& query,
               const Lexicon& lexicon, int scored_hits)
    : m_reader(reader),
      m_frequencies(frequencies),
      m_query(query),
      m_lexicon(lexicon),
      m_snapshot(reader, writer),
      m_filter(query, m_snapshot.columns()),
      m_analysis(analyse(query.text, lexicon)),
      m_offset(std::clamp(query.offset, 0, deepest)),
      m_limit(std::clamp(query.limit, 1, largest_page)),
      m_scored(scored_hits) {
  m_reader.admit(m_filter, nullptr);
}

Answer Asking::answer() {
  Answer answer;
  Rows rows;
  if (trim(m_query.text).empty()) {
    rows = list_all();
    answer.found = Found::as_written;
  } else if (!m_analysis.empty()) {
    m_phrases = phrases_of(m_analysis.parts);
    rows = find(m_analysis.parts);
    if (m_query.sort == Sort::relevance) put_numbers_first(rows);
    answer.found = Found::as_written;
    // A filter that leaves nothing is the reader's choice, to be seen in the facets; it is no reason to guess.
    if (rows.total == 0 && !matches_anything(m_analysis.parts)) rows = find_otherwise(answer);
  }
  if (rows.total == 0) answer.found = Found::nothing;
  fill(answer, rows);
  add_related(answer, rows);
  return answer;
}

Asking::Rows Asking::find_otherwise(Answer& answer) {
  const auto question = as_question(m_analysis, m_lexicon);
  const auto& parts = question.empty() ? m_analysis.parts : question.parts;
  m_reader.admit(m_filter, nullptr);
  answer.found = Found::by_pinyin;
  if (auto rows = find_by_pinyin(); rows.total > 0) return rows;
  if (!m_analysis.asks && !question.empty()) {  // parted at the known words: 环评公示 → 环评, 公示
    answer.found = Found::as_written;
    if (auto rows = find(parts); rows.total > 0) {
      m_phrases = phrases_of(parts);
      return rows;
    }
    m_reader.admit(m_filter, nullptr);
  }
  if (auto rows = find_corrected(answer, parts); rows.total > 0) return rows;
  // A question is no phrase: what holds most of it in the right place counts more than what holds each word of it.
  answer.found = question.empty() || !m_analysis.asks ? Found::partly : Found::without_question_words;
  return find_partly(parts, Table::pairs);
}

bool Asking::matches_anything(const std::vector<Part>& parts) {
  const auto match = match_expression(parts);
  const bool unfiltered =
      m_filter.admits_everything() && m_filter.range().first == 0 && m_filter.range().last == INT64_MAX;
  return !unfiltered && !match.empty() && !m_reader.all(Table::pairs, match).empty();
}

/// All rows are known: facets and the total are exact.
Asking::Rows Asking::from_rows(std::vector<std::int64_t> rows, bool newest_first) {
  Rows found;
  found.ordered = m_filter.pass(rows, m_query.facets ? &m_facets : nullptr);
  found.total = static_cast<std::int64_t>(found.ordered.size());
  if (newest_first) std::reverse(found.ordered.begin(), found.ordered.end());
  return found;
}

Asking::Rows Asking::list_all() {
  std::vector<std::int64_t> rows;
  const auto range = m_filter.range();
  rows.reserve(static_cast<std::size_t>(m_snapshot.columns().count()));
  m_snapshot.columns().each_from_newest([&](std::int64_t number, const Row&) {
    if (number >= range.first && number <= range.last) rows.push_back(number);
    return true;
  });
  return from_rows(std::move(rows), false);
}

Asking::Rows Asking::find(const std::vector<Part>& parts) {
  const bool in_title = m_query.scope == Scope::title;
  if (!in_title)
    if (auto found = find_by_rare_pairs(parts)) return *std::move(found);
  m_reader.admit(m_filter, nullptr);
  const auto singles = single_characters(parts);
  bool must_hold_singles = false;
  auto match = in_title ? title_expression(parts) : match_expression(parts);
  auto table = in_title ? Table::titles : Table::pairs;
  if (match.empty()) {
    match = singles_expression(singles);
    table = Table::singles;
  } else if (!singles.empty() && !in_title) {
    m_single_rows = m_reader.all(Table::singles, singles_expression(singles), m_filter.range());
    m_reader.admit(m_filter, &m_single_rows);
    must_hold_singles = true;
  }
  Rows counted;
  if (m_query.facets) {
    auto rows = m_reader.all(table, match, m_filter.range());
    counted = from_rows(must_hold_singles ? intersection(rows, m_single_rows) : std::move(rows), true);
    if (counted.total == 0 || m_query.sort == Sort::newest) return counted;
  }
  Rows found = m_query.sort == Sort::newest ? Rows{m_reader.newest(table, match, depth()), 0, false}
                                            : by_relevance(table, parts, match);
  if (m_query.facets) {
    found.total = counted.total;
    found.at_least = false;
  } else if (found.total == 0 && !found.ordered.empty()) {
    found.total = m_reader.count(table, match, m_scored + 1);
    found.at_least = found.total > m_scored;
    if (found.at_least) found.total = m_scored;
  }
  return found;
}

/// Titles first; only when they do not fill the page, the newest matches of the text. The total stays 0 when it would
/// have to be counted.
Asking::Rows Asking::by_relevance(Table table, const std::vector<Part>& parts, const std::string& match) {
  Rows found;
  found.ordered = m_reader.newest(Table::titles, title_expression(parts), title_candidates);
  rank_titles(found.ordered, parts, m_snapshot.columns());
  const auto in_titles = static_cast<std::int64_t>(found.ordered.size());
  if (in_titles >= depth() || table == Table::titles) return found;
  const auto limit = std::max(m_scored, depth() + in_titles);
  std::vector<Weighed> others;
  if (table == Table::pairs) others = m_reader.weighed(match, limit);
  else
    for (const auto row : m_reader.newest(table, match, limit)) others.push_back({row, 0});
  const auto matches = static_cast<std::int64_t>(others.size());
  if (matches < limit) found.total = matches;
  const std::vector<std::int64_t> titles = [&] {
    auto sorted = found.ordered;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }();
  std::erase_if(others,
                [&](const Weighed& each) { return std::binary_search(titles.begin(), titles.end(), each.row); });
  rank_weighed(others, static_cast<std::size_t>(m_scored), m_snapshot.columns());
  for (const Weighed& each : others) found.ordered.push_back(each.row);
  return found;
}

void Asking::put_numbers_first(Rows& found) {
  std::vector<std::int64_t> first;
  for (const auto& key : m_analysis.numbers)
    for (const auto row : m_reader.with_number(key))
      if (m_filter.admits(row) && row >= m_filter.range().first && row <= m_filter.range().last) first.push_back(row);
  for (const auto row : first) std::erase(found.ordered, row);
  found.ordered.insert(found.ordered.begin(), first.begin(), first.end());
  if (found.total < static_cast<std::int64_t>(first.size())) {
    if (m_query.facets)
      from_rows(
          [&] {
            auto rows = first;
            std::sort(rows.begin(), rows.end());
            return rows;
          }(),
          true);
    found.total = static_cast<std::int64_t>(first.size());
  }
}

void Asking::fill(Answer& answer, const Rows& found) {
  answer.total = found.total;
  answer.total_is_at_least = found.at_least;
  answer.facets = std::move(m_facets);
  answer.hits = hits_of(found.ordered, m_offset, depth());
}

std::vector<Hit> Asking::hits_of(const std::vector<std::int64_t>& rows, std::int64_t begin, std::int64_t end) {
  std::vector<Hit> hits;
  for (auto i = begin; i < std::min(static_cast<std::int64_t>(rows.size()), end); ++i) {
    Hit hit;
    const auto row = rows[static_cast<std::size_t>(i)];
    if (!m_reader.load(row, hit)) continue;
    mark_hit(hit, row);
    hits.push_back(std::move(hit));
  }
  return hits;
}

void Asking::add_related(Answer& answer, const Rows& found) {
  const auto missing = m_limit - static_cast<std::int64_t>(answer.hits.size());
  const bool wanted = m_query.related && answer.total < few_hits && m_query.sort == Sort::relevance;
  const bool first_page = m_offset == 0 && missing > 0 && wanted;
  const bool as_meant = answer.found == Found::as_written || answer.found == Found::corrected;
  if (!first_page || !as_meant || m_analysis.empty() || !m_analysis.numbers.empty()) return;
  const auto question = as_question(m_analysis, m_lexicon);
  const auto phrases = m_phrases;
  const auto facets = std::exchange(m_facets, {});
  auto rows = find_partly(question.empty() ? m_analysis.parts : question.parts, Table::titles).ordered;
  std::erase_if(rows, [&](std::int64_t row) { return std::ranges::find(found.ordered, row) != found.ordered.end(); });
  answer.related = hits_of(rows, 0, missing);
  m_phrases = phrases;
}

void Asking::mark_hit(Hit& hit, std::int64_t row) {
  hit.title = mark(hit.title.text, m_phrases);
  if (!m_query.snippets) return;
  const auto texts = m_reader.texts(row);
  hit.snippet = snippet(texts.body, m_phrases);
  if (texts.sections.empty()) return;
  // What title and text do not have is in an attachment: the page with most of it is the passage to show.
  const auto wanted = missing_phrases(m_phrases, hit.title.text + "\n\n" + texts.body);
  const Section* best = nullptr;
  std::size_t most = 0;
  for (const Section& section : texts.sections) {
    const auto held = wanted.size() - missing_phrases(wanted, section.text).size();
    if (held > most) best = &section, most = held;
  }
  if (best == nullptr) return;
  hit.snippet = snippet(best->text, m_phrases);
  hit.section = best->label;
  hit.page = best->page;
  hit.section_address = best->address;
}

}  // namespace gongkai::search
