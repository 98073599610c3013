#include "report_check/columns.hpp"

#include <algorithm>
#include <cmath>

#include "report_check/cell_text.hpp"

namespace gongkai::report_check {
namespace {

std::vector<const SourceCell*> filled_behind(const SourceRow& row, int from) {
  std::vector<const SourceCell*> cells;
  for (const auto& cell : row.cells)
    if (cell.column >= from && !cell.text.empty() && is_value(cell.text)) cells.push_back(&cell);
  return cells;
}

/// Each cell to the column with the same number; false when one has none.
bool by_columns(const std::vector<const SourceCell*>& cells, const std::vector<int>& at, Values& values) {
  for (const auto* cell : cells) {
    const auto found = std::ranges::find_if(
        at, [&](int column) { return column >= cell->column && column < cell->column + cell->columns; });
    if (found == at.end()) return false;
    auto& text = values.texts[static_cast<std::size_t>(found - at.begin())];
    if (!text.empty()) return false;
    text = cell->text;
  }
  return true;
}

bool by_places(const std::vector<const SourceCell*>& cells, const std::vector<double>& x, Values& values) {
  const double step = x.size() > 1 ? (x.back() - x.front()) / static_cast<double>(x.size() - 1) : 0;
  for (const auto* cell : cells) {
    const auto nearest = std::ranges::min_element(x, {}, [&](double place) { return std::abs(place - cell->x); });
    if (nearest == x.end() || std::abs(*nearest - cell->x) > step * 0.75) return false;
    auto& text = values.texts[static_cast<std::size_t>(nearest - x.begin())];
    if (!text.empty()) return false;
    text = cell->text;
  }
  return true;
}

/// So many columns from `begin` on.
void take_window(const std::vector<const SourceCell*>& cells, int begin, Values& values) {
  for (const auto* cell : cells) {
    const int place = cell->column - begin;
    if (place >= 0 && static_cast<std::size_t>(place) < values.texts.size())
      values.texts[static_cast<std::size_t>(place)] = cell->text;
  }
}

Values in_order(const std::vector<const SourceCell*>& cells, std::size_t count, Sureness sureness) {
  Values values{.texts = std::vector<std::string>(count), .sureness = sureness};
  for (std::size_t i = 0; i < std::min(count, cells.size()); ++i) values.texts[i] = cells[i]->text;
  return values;
}

Values without_header(const std::vector<const SourceCell*>& cells, int from, std::size_t count) {
  const int span = cells.back()->column - cells.front()->column + 1;
  const int wanted = static_cast<int>(count);
  if (cells.size() == count) return in_order(cells, count, Sureness::sure);
  if (span > wanted) return in_order(cells, count, Sureness::uncertain);
  Values values{.texts = std::vector<std::string>(count)};
  // the last column is a total: where something is filled at all, it is
  const int begin = span == wanted ? cells.front()->column : std::max(from, cells.back()->column - wanted + 1);
  values.sureness = span == wanted ? Sureness::sure : Sureness::shifted;
  take_window(cells, begin, values);
  return values;
}
}  // namespace

Values values_in(const SourceRow& row, int from, const Columns& columns, std::size_t count) {
  const auto cells = filled_behind(row, from);
  Values values{.texts = std::vector<std::string>(count)};
  if (cells.empty()) return values;
  if (cells.size() > count) {
    values = in_order(cells, count, Sureness::too_many);
    for (const auto* cell : cells) values.filled.push_back(cell->text);
    return values;
  }
  if (!row.is_grid && !columns.x.empty() && cells.front()->x > 0) {
    if (by_places(cells, columns.x, values)) return values;
    return without_header(cells, from, count);
  }
  if (!columns.at.empty()) {
    // labels nested deeper than the header's push the values of a text to the right
    auto at = columns.at;
    if (!row.is_grid && from > at.front())
      for (auto& column : at) column += from - columns.at.front();
    if (by_columns(cells, at, values)) return values;
    values.texts.assign(count, {});
  }
  return without_header(cells, from, count);
}

}  // namespace gongkai::report_check
