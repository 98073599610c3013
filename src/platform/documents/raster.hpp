// A picture as pixels: where redaction happens, because a pixel that was painted over is nowhere else.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/redaction.hpp"

namespace poppler {
class page;
}

namespace gongkai::documents {

constexpr double redaction_dpi = 200;

struct Raster {
  int width = 0, height = 0;
  std::string pixels{};  // red, green, blue, rows without a gap

  unsigned char* at(int x, int y) { return reinterpret_cast<unsigned char*>(pixels.data()) + offset(x, y); }
  const unsigned char* at(int x, int y) const {
    return reinterpret_cast<const unsigned char*>(pixels.data()) + offset(x, y);
  }

 private:
  std::size_t offset(int x, int y) const {
    return 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  }
};

struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;  // right and bottom are outside
  bool is_empty() const { return left >= right || top >= bottom; }
};

/// As it is shown, without annotations and filled-in form fields.
Result<Raster> render(const poppler::page& page, double dpi);
/// The picture of an image file, upright, on white. Fault files.animated for one with several frames.
Result<Raster> raster_of_image(std::string_view bytes, Format format);
/// As JPEG, PNG or WEBP, without any metadata.
Result<std::string> encode_raster(const Raster& raster, Format format);

PixelBox pixels_of(const Raster& raster, const Box& box);
int lightness(const unsigned char* pixel);
/// Difference of the lightest and the darkest pixel.
int contrast(const Raster& raster, const PixelBox& box);
bool is_gray(const Raster& raster);
GrayPicture gray_of(const Raster& raster);
Raster cut_out(const Raster& raster, const PixelBox& box);

/// Paints the box black.
void blacken(Raster& raster, const PixelBox& box);
/// Writes the first of the texts that fits, white, into the middle of a black box; returns where it stands.
PixelBox write_label(Raster& raster, const PixelBox& box, const std::vector<std::string>& texts);

/// Lines of text on a white A4 page at redaction_dpi, as many as fit; `lines` keeps the others. Each text that was set comes
/// back with its box.
struct SetLine {
  std::string text;
  Box box;
};
Raster note_page(std::string_view title, std::vector<std::string>& lines, std::vector<SetLine>& set);

}  // namespace gongkai::documents
