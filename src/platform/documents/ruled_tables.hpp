// Tables by their rules: the lines of a picture of a page part it into cells. The same for the rendered page of a PDF and
// for a scan; whose words the cells hold is the caller's business.
#pragma once
#include <vector>

#include "platform/documents/image.hpp"
#include "platform/documents/pieces.hpp"

namespace gongkai::documents {

struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;  // right and bottom are beyond
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  bool holds(double x, double y) const { return x >= left && x < right && y >= top && y < bottom; }
  bool operator==(const PixelBox&) const = default;
};

struct RuledTable {
  PixelBox box{};
  std::vector<PixelBox> boxes{};   // of the cells, by rows and columns
  std::vector<PieceCell> cells{};  // their places, without text; as many
};

/// From top to bottom. `dpi` says how long a line is; tables of fewer than four cells are frames, not tables.
std::vector<RuledTable> find_ruled_tables(const GrayPicture& picture, double dpi);

}  // namespace gongkai::documents
