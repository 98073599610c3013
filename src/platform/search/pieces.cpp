#include "platform/search/pieces.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "platform/search/ranking.hpp"
#include "platform/search/text_form.hpp"

namespace gongkai::search {
namespace {
constexpr std::size_t most_pieces = 8;
constexpr std::ptrdiff_t most_read = 1000;  // titles
constexpr double too_common = 0.1;          // of the documents: tells little and costs much
constexpr double enough = 0.5;              // of the weight of all pieces
constexpr double enough_in_title = 0.4;
constexpr double title_counts = 1.0;  // once more
constexpr double density_counts = 0.3;

bool is_single_han(const std::u32string& form) {
  return form.size() == 1 && class_of(form[0]) == CharacterClass::han;
}

std::string any_of_expression(const std::vector<std::u32string>& forms) {
  std::string expression;
  for (const auto& form : forms) expression += (expression.empty() ? "" : " OR ") + phrase_expression(form);
  return expression;
}

double weight_of(std::size_t holders, std::int64_t documents) {
  const auto all = static_cast<double>(documents), with = static_cast<double>(holders);
  return std::log(1 + (all - with + 0.5) / (with + 0.5));
}
}  // namespace

std::vector<Piece> pieces_in(Reader& reader, const Frequencies& frequencies, const std::vector<Part>& parts,
                             Table among, std::int64_t documents) {
  std::vector<Piece> pieces;
  const auto add = [&](std::vector<std::u32string> forms) {
    if (pieces.size() == most_pieces) return;
    if (pieces.size() >= 3 && frequencies.of(forms[0]) > too_common) return;
    const auto expression = any_of_expression(forms);
    // known to the index as a whole, not only to its titles
    if (reader.newest(Table::pairs, expression, 1).empty()) return;
    auto rows = reader.all(among, expression);
    const double weight = weight_of(rows.size(), documents);
    pieces.push_back({std::move(forms), std::move(rows), weight});
  };
  std::vector<Part> plain;
  for (const Part& part : parts)
    if (part.forms.size() > 1) add(part.forms);
    else plain.push_back(part);
  auto pairs = pairs_of(plain);
  std::erase_if(pairs, is_single_han);
  frequencies.sort_rarest_first(pairs);
  for (auto& pair : pairs) add({std::move(pair)});
  for (const Part& part : plain) {
    if (part.forms[0].size() < 4) continue;
    auto rows = reader.all(among, phrase_expression(part.forms[0]));
    if (rows.empty()) continue;
    const double weight = weight_of(rows.size(), documents);
    pieces.push_back({part.forms, std::move(rows), weight, true});
  }
  return pieces;
}

namespace {
/// How much of a title is what was looked for.
struct InTitle {
  double weight = 0;
  double density = 0;  // of the characters of its core, 0 … 1
};

InTitle in_title(const std::vector<Piece>& pieces, std::string_view title) {
  const auto whole = to_code_points(title), core = to_code_points(core_of(title));
  std::vector<bool> covered(core.size());
  InTitle found;
  for (const Piece& piece : pieces) {
    if (piece.is_whole) continue;
    bool any = false;
    for (const auto& form : piece.forms) {
      any = any || find_phrase(whole, form) != whole.npos;
      const auto at = find_phrase(core, form);
      if (at == core.npos) continue;
      std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(at), form.size(), true);
    }
    if (any) found.weight += piece.weight;
  }
  found.density =
      static_cast<double>(std::ranges::count(covered, true)) / std::max(1.0, static_cast<double>(core.size()));
  return found;
}
/// The heaviest, newer ones first among equals, in the order of rows again.
void keep_best(std::vector<Weighed>& rows) {
  if (std::ssize(rows) <= most_read) return;
  std::ranges::nth_element(rows, rows.begin() + most_read, [](const Weighed& a, const Weighed& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.row > b.row;
  });
  rows.resize(static_cast<std::size_t>(most_read));
  std::ranges::sort(rows, {}, &Weighed::row);
}
}  // namespace

std::vector<Weighed> weigh_pieces(const std::vector<Piece>& pieces, const Columns& columns) {
  double all = 0;
  std::vector<Weighed> sightings;
  std::size_t asked = 0;
  for (const Piece& piece : pieces) {
    if (!piece.is_whole) all += piece.weight, ++asked;
    const auto before = static_cast<std::ptrdiff_t>(sightings.size());
    for (const auto row : piece.rows) sightings.push_back({row, piece.weight});
    std::inplace_merge(sightings.begin(), sightings.begin() + before, sightings.end(),
                       [](const Weighed& a, const Weighed& b) { return a.row < b.row; });
  }
  std::vector<Weighed> candidates;
  for (std::size_t begin = 0, end = 0; begin < sightings.size(); begin = end) {
    double held = 0;
    const auto row = sightings[begin].row;
    for (end = begin; end < sightings.size() && sightings[end].row == row; ++end) held += sightings[end].weight;
    // One piece alone is a word of many meanings, however rare.
    if (held >= all * enough_in_title && (asked < 2 || end - begin > 1)) candidates.push_back({row, held});
  }
  keep_best(candidates);
  std::vector<Weighed> found;
  for (const auto& [row, held] : candidates) {
    const Row* known = columns.find(row);
    if (known == nullptr) continue;
    const auto title = in_title(pieces, known->title);
    if (held >= all * enough || title.weight >= all * enough_in_title)
      found.push_back({row, (held + title_counts * title.weight) / all + density_counts * title.density});
  }
  return found;
}

}  // namespace gongkai::search
