// The ways to find something when looking for each part as it stands is too slow or finds nothing.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "platform/search/asking.hpp"
#include "platform/search/index_file.hpp"
#include "platform/search/ranking.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::size_t long_phrase = 6;  // tokens
constexpr double rare = 0.10;           // share of the documents that hold the rarest pair
constexpr std::size_t tokens_looked_for = 5;
constexpr std::size_t most_candidates = 300;  // whose text is read
constexpr std::size_t pairs_looked_for = 7;
constexpr double too_common = 0.1;

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

/// Rows that hold enough of the pairs, with the sum of what each pair tells (a rare one tells more).
std::vector<Weighed> Asking::enough_of(const std::vector<std::u32string>& pairs, Table table) {
  std::vector<Weighed> sightings;
  const double documents = static_cast<double>(m_snapshot.columns().count()) + 1;
  for (const auto& pair : pairs) {
    const auto rows = m_reader.all(table, phrase_expression(pair), m_filter.range());
    const double weight = std::log(documents / (static_cast<double>(rows.size()) + 1));
    const auto before = static_cast<std::ptrdiff_t>(sightings.size());
    for (const auto row : rows) sightings.push_back({row, weight});
    std::inplace_merge(sightings.begin(), sightings.begin() + before, sightings.end(),
                       [](const Weighed& a, const Weighed& b) { return a.row < b.row; });
  }
  const auto needed = std::max<std::size_t>(1, (pairs.size() * 6 + 9) / 10);
  std::vector<Weighed> enough;
  for (std::size_t begin = 0; begin < sightings.size();) {
    std::size_t end = begin;
    double weight = 0;
    for (; end < sightings.size() && sightings[end].row == sightings[begin].row; ++end) weight += sightings[end].weight;
    if (end - begin >= needed && m_filter.admits(sightings[begin].row))
      enough.push_back({sightings[begin].row, weight});
    begin = end;
  }
  return enough;
}

Asking::Rows Asking::find_partly(const std::vector<Part>& parts) {
  auto pairs = pairs_of(parts);
  std::erase_if(
      pairs, [](const std::u32string& pair) { return pair.size() == 1 && class_of(pair[0]) == CharacterClass::han; });
  if (pairs.size() < 2) return {};
  m_frequencies.sort_rarest_first(pairs);
  if (pairs.size() > pairs_looked_for) pairs.resize(pairs_looked_for);
  while (pairs.size() > 3 && m_frequencies.of(pairs.back()) > too_common) pairs.pop_back();
  auto enough = enough_of(pairs, Table::titles);
  if (enough.empty() && m_query.scope == Scope::anywhere) enough = enough_of(pairs, Table::pairs);
  m_phrases = pairs;
  std::vector<std::int64_t> rows;
  for (const Weighed& each : enough) rows.push_back(each.row);
  auto found = from_rows(std::move(rows), false);
  std::reverse(enough.begin(), enough.end());
  rank_weighed(enough, enough.size(), m_snapshot.columns());
  found.ordered.clear();
  for (const Weighed& each : enough) found.ordered.push_back(each.row);
  return found;
}

Asking::Rows Asking::find_by_pinyin() {
  const auto expression = reading_expression(m_query.text, false);
  if (expression.empty()) return {};
  return from_rows(m_reader.all(Table::readings, expression, m_filter.range()), true);
}

}  // namespace gongkai::search
