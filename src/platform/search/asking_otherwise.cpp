// The ways to find something when looking for each part as it stands is too slow or finds nothing.
#include <algorithm>

#include "base/text.hpp"
#include "platform/search/asking.hpp"
#include "platform/search/index_file.hpp"
#include "platform/search/pieces.hpp"
#include "platform/search/ranking.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::size_t long_phrase = 6;  // tokens
constexpr double rare = 0.10;           // share of the documents that hold the rarest pair
constexpr std::size_t tokens_looked_for = 5;
constexpr std::size_t most_candidates = 300;  // whose text is read

std::size_t count_tokens(std::u32string_view form) {
  std::size_t count = 0;
  each_query_token(form, [&](std::u32string_view) { ++count; });
  return count;
}

/// The rarest tokens of a long form, all of them; a short form as it stands; "" when even the rarest is common.
std::string rare_form_expression(const std::u32string& form, const Frequencies& frequencies) {
  if (count_tokens(form) < long_phrase) return phrase_expression(form);
  const auto rarest = frequencies.rarest_tokens(form, tokens_looked_for);
  if (frequencies.of(rarest[0]) > rare) return {};
  std::string expression;
  for (const auto& token : rarest) expression += (expression.empty() ? "(" : " AND ") + phrase_expression(token);
  return expression + ")";
}

/// An expression that every document with the parts fulfils, and few others; "" when no part is long.
std::string rare_expression(const std::vector<Part>& parts, const Frequencies& frequencies) {
  std::string expression;
  bool any_long = false;
  for (const Part& part : parts) {
    std::string alternatives;
    for (const auto& form : part.forms) {
      const auto alternative = rare_form_expression(form, frequencies);
      if (alternative.empty()) return {};
      any_long = any_long || alternative.front() == '(';
      alternatives += (alternatives.empty() ? "" : " OR ") + alternative;
    }
    expression += (expression.empty() ? "(" : " AND (") + alternatives + ")";
  }
  return any_long ? expression : std::string();
}

bool holds(const std::vector<std::u32string>& forms, const Part& part) {
  return std::any_of(part.forms.begin(), part.forms.end(), [&](const std::u32string& phrase) {
    return std::any_of(forms.begin(), forms.end(),
                       [&](const std::u32string& form) { return find_phrase(form, phrase) != form.npos; });
  });
}
}  // namespace

std::optional<Asking::Rows> Asking::find_by_rare_pairs(const std::vector<Part>& parts) {
  if (!single_characters(parts).empty()) return std::nullopt;
  const auto expression = rare_expression(parts, m_frequencies);
  if (expression.empty()) return std::nullopt;
  auto rows = m_reader.all(Table::pairs, expression, m_filter.range());
  if (rows.size() > most_candidates) return std::nullopt;
  std::erase_if(rows, [&](std::int64_t row) {
    const auto forms = m_reader.forms(row);
    return !std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return holds(forms, part); });
  });
  return titles_first(rows, parts);
}

/// All rows are known, oldest first.
Asking::Rows Asking::titles_first(const std::vector<std::int64_t>& rows, const std::vector<Part>& parts) {
  auto found = from_rows(rows, true);
  if (m_query.sort == Sort::newest) return found;
  const auto in_title = [&](std::int64_t row) {
    const Row* known = m_snapshot.columns().find(row);
    return known != nullptr && title_holds(known->title, parts);
  };
  const auto middle = std::stable_partition(found.ordered.begin(), found.ordered.end(), in_title);
  std::vector<std::int64_t> titles(found.ordered.begin(), middle);
  rank_titles(titles, parts, m_snapshot.columns());
  std::copy(titles.begin(), titles.end(), found.ordered.begin());
  return found;
}

Asking::Rows Asking::find_corrected(Answer& answer, const std::vector<Part>& parts) {
  if (m_query.as_typed) return {};
  answer.did_you_mean = correction(m_reader, m_snapshot.columns(), parts);
  if (answer.did_you_mean.empty()) return {};
  const auto meant = analyse(answer.did_you_mean, m_lexicon);
  const auto parted = as_question(meant, m_lexicon);
  answer.found = Found::corrected;
  Rows rows;
  for (const auto* tried : {&meant.parts, &parted.parts}) {
    if (rows.total > 0 || tried->empty()) continue;
    rows = find(*tried);
    m_phrases = phrases_of(*tried);
  }
  m_reader.admit(m_filter, nullptr);
  if (rows.total == 0) rows = find_partly(parted.empty() ? meant.parts : parted.parts, Table::pairs);
  if (rows.total > 0) m_analysis = meant;
  return rows;
}

Asking::Rows Asking::find_partly(const std::vector<Part>& parts, Table among) {
  if (m_query.scope == Scope::title) among = Table::titles;
  const auto pieces = pieces_in(m_reader, m_frequencies, parts, among, m_snapshot.columns().count());
  if (pieces.size() < 2) return {};
  m_phrases.clear();
  for (const Piece& piece : pieces) m_phrases.insert(m_phrases.end(), piece.forms.begin(), piece.forms.end());
  auto weighed = weigh_pieces(pieces, m_snapshot.columns());
  std::erase_if(weighed, [&](const Weighed& each) {
    return each.row < m_filter.range().first || each.row > m_filter.range().last || !m_filter.admits(each.row);
  });
  std::vector<std::int64_t> rows;
  for (const Weighed& each : weighed) rows.push_back(each.row);
  auto found = from_rows(std::move(rows), false);
  if (m_query.sort == Sort::newest) {
    std::ranges::reverse(found.ordered);
    return found;
  }
  rank_weighed(weighed, weighed.size(), m_snapshot.columns());
  found.ordered.clear();
  for (const Weighed& each : weighed) found.ordered.push_back(each.row);
  return found;
}

Asking::Rows Asking::find_by_pinyin() {
  const auto expression = reading_expression(m_query.text, false);
  if (expression.empty()) return {};
  auto found = from_rows(m_reader.all(Table::readings, expression, m_filter.range()), true);
  // What is read like that in the titles is what the reader meant.
  Part meant;
  for (const auto row : found.ordered)
    for (auto& words : words_read_as(m_snapshot.columns().find(row)->title, m_query.text))
      if (std::ranges::find(meant.forms, words) == meant.forms.end()) meant.forms.push_back(std::move(words));
  if (meant.forms.empty()) return found;
  m_phrases = meant.forms;
  if (m_query.sort == Sort::relevance) rank_titles(found.ordered, {meant}, m_snapshot.columns());
  return found;
}

}  // namespace gongkai::search
