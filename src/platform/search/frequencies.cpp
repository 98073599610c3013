#include "platform/search/frequencies.hpp"

#include <algorithm>
#include <unordered_set>

#include "platform/search/text_form.hpp"

namespace gongkai::search {

Frequencies Frequencies::sample(const Connection& connection, const std::vector<std::int64_t>& rows) {
  constexpr std::size_t size = 300;
  constexpr std::size_t bytes_read = 6000;
  Frequencies found;
  Statement text(connection.get(), "SELECT substr(body, 1, 2000) FROM texts WHERE row = ?1");
  const auto step = std::max<std::size_t>(1, rows.size() / size);
  for (std::size_t i = 0; i < rows.size(); i += step) {
    const Rewind rewind(text);
    text.bind(1, rows[i]);
    if (!text.step()) continue;
    std::unordered_set<std::u32string> tokens;
    each_document_token(form_of(text.text(0).substr(0, bytes_read)),
                        [&](std::u32string_view token, bool) { tokens.emplace(token); });
    for (const auto& token : tokens) ++found.m_counts[token];
    ++found.m_documents;
  }
  return found;
}

double Frequencies::of(std::u32string_view token) const {
  const auto count = m_counts.find(std::u32string(token));
  return count == m_counts.end() ? 0.0 : static_cast<double>(count->second) / m_documents;
}

void Frequencies::sort_rarest_first(std::vector<std::u32string>& tokens) const {
  std::stable_sort(tokens.begin(), tokens.end(), [&](const auto& a, const auto& b) { return of(a) < of(b); });
}

std::vector<std::u32string> Frequencies::rarest_tokens(std::u32string_view form, std::size_t most) const {
  std::vector<std::u32string> tokens;
  each_query_token(form, [&](std::u32string_view token) {
    if (std::find(tokens.begin(), tokens.end(), token) == tokens.end()) tokens.emplace_back(token);
  });
  sort_rarest_first(tokens);
  if (tokens.size() > most) tokens.resize(most);
  return tokens;
}

}  // namespace gongkai::search
