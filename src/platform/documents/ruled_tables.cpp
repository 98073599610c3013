#include "platform/documents/ruled_tables.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <memory>
#include <numeric>

namespace gongkai::documents {
namespace {
constexpr std::size_t most_cells = 5'000;  // on a page
constexpr std::size_t least_cells = 4;     // of a table

struct Destroy {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
using Picture = std::unique_ptr<Pix, Destroy>;

Picture to_pix(const GrayPicture& picture) {
  Picture pix(pixCreate(picture.width, picture.height, 8));
  if (!pix) return pix;
  for (int y = 0; y < picture.height; ++y) {
    auto* line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    const auto* row = picture.pixels.data() + static_cast<std::ptrdiff_t>(y) * picture.width;
    for (int x = 0; x < picture.width; ++x) SET_DATA_BYTE(line, x, static_cast<unsigned char>(row[x]));
  }
  return pix;
}

/// Everything that is no line of at least this length, as white regions become ink and lines do not.
Picture between_the_rules(const GrayPicture& picture, int least_line) {
  constexpr int darkest_paper = 190;  // rules of half a point are grey once they are smoothed
  const auto gray = to_pix(picture);
  if (!gray) return {};
  const Picture ink(pixThresholdToBinary(gray.get(), darkest_paper));
  if (!ink) return {};
  Picture across(pixOpenBrick(nullptr, ink.get(), least_line, 1));
  const Picture down(pixOpenBrick(nullptr, ink.get(), 1, least_line));
  if (!across || !down) return {};
  pixOr(across.get(), across.get(), down.get());
  Picture lines(pixDilateBrick(nullptr, across.get(), 3, 3));
  if (lines) pixInvert(lines.get(), lines.get());
  return lines;
}

bool holds(const PixelBox& outer, const PixelBox& inner) {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top &&
         inner.bottom <= outer.bottom && !(inner == outer);
}

std::vector<PixelBox> cell_boxes(const GrayPicture& picture, double dpi) {
  const int least_line = std::max(12, static_cast<int>(dpi * 0.3));
  const auto regions = between_the_rules(picture, least_line);
  if (!regions) return {};
  const std::unique_ptr<Boxa, Destroy> found(pixConnComp(regions.get(), nullptr, 4));
  if (!found) return {};
  const int least_side = std::max(5, static_cast<int>(dpi * 0.07));
  std::vector<PixelBox> boxes;
  for (int i = 0; i < boxaGetCount(found.get()) && boxes.size() < most_cells; ++i) {
    int x = 0, y = 0, width = 0, height = 0;
    boxaGetBoxGeometry(found.get(), i, &x, &y, &width, &height);
    const bool at_edge = x == 0 || y == 0 || x + width >= picture.width || y + height >= picture.height;
    if (!at_edge && width >= least_side && height >= least_side) boxes.push_back({x, y, x + width, y + height});
  }
  // a frame around tables is no cell
  std::erase_if(boxes, [all = boxes](const PixelBox& box) {
    return std::ranges::any_of(all, [&](const PixelBox& other) { return holds(box, other); });
  });
  return boxes;
}

/// Whether two cells share a rule.
bool touch(const PixelBox& a, const PixelBox& b, int gap) {
  const int across = std::max(a.left, b.left) - std::min(a.right, b.right);  // negative: they overlap
  const int down = std::max(a.top, b.top) - std::min(a.bottom, b.bottom);
  return (across < 0 && down <= gap) || (down < 0 && across <= gap);
}

/// Cells that hang together by their rules, as lists of indexes.
std::vector<std::vector<std::size_t>> tables_of(const std::vector<PixelBox>& boxes, int gap) {
  std::vector<std::size_t> parent(boxes.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t j = i + 1; j < boxes.size(); ++j)
      if (touch(boxes[i], boxes[j], gap)) parent[root(j)] = root(i);
  std::vector<std::vector<std::size_t>> groups(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) groups[root(i)].push_back(i);
  std::erase_if(groups, [](const auto& group) { return group.size() < least_cells; });
  return groups;
}

/// Sorted positions, those that are nearly the same as one.
std::vector<int> edges_of(std::vector<int> positions, int tolerance) {
  std::ranges::sort(positions);
  std::vector<int> edges;
  for (const int position : positions)
    if (edges.empty() || position - edges.back() > tolerance) edges.push_back(position);
  return edges;
}

/// How many edges lie before the position: the index of the column or row that begins there.
int index_of(const std::vector<int>& edges, int position, int tolerance) {
  const auto found = std::ranges::lower_bound(edges, position - tolerance);
  return static_cast<int>(found - edges.begin());
}

RuledTable laid_out(std::vector<PixelBox> boxes, int tolerance) {
  std::vector<int> lefts, tops;
  for (const auto& box : boxes) lefts.push_back(box.left), tops.push_back(box.top);
  const auto columns = edges_of(std::move(lefts), tolerance), rows = edges_of(std::move(tops), tolerance);
  const auto place = [&](const PixelBox& box) {
    PieceCell cell{.row = index_of(rows, box.top, tolerance), .column = index_of(columns, box.left, tolerance)};
    cell.rows = std::max(1, index_of(rows, box.bottom, 0) - cell.row);
    cell.columns = std::clamp(index_of(columns, box.right, 0) - cell.column, 1, max_columns_of_piece);
    return cell;
  };
  std::ranges::sort(boxes, {}, [&](const PixelBox& box) {
    return std::pair(index_of(rows, box.top, tolerance), index_of(columns, box.left, tolerance));
  });
  RuledTable table{.box = boxes.front(), .boxes = boxes};
  for (const auto& box : boxes) {
    table.cells.push_back(place(box));
    table.box = {std::min(table.box.left, box.left), std::min(table.box.top, box.top),
                 std::max(table.box.right, box.right), std::max(table.box.bottom, box.bottom)};
  }
  return table;
}
}  // namespace

std::vector<RuledTable> find_ruled_tables(const GrayPicture& picture, double dpi) {
  const auto boxes = cell_boxes(picture, dpi);
  const int tolerance = std::max(3, static_cast<int>(dpi * 0.04));
  std::vector<RuledTable> tables;
  for (const auto& group : tables_of(boxes, std::max(6, static_cast<int>(dpi * 0.06)))) {
    std::vector<PixelBox> cells;
    for (const auto i : group) cells.push_back(boxes[i]);
    tables.push_back(laid_out(std::move(cells), tolerance));
  }
  std::ranges::sort(tables, {}, [](const RuledTable& table) { return table.box.top; });
  return tables;
}

}  // namespace gongkai::documents
