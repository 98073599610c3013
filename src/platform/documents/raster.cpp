#include "platform/documents/raster.hpp"

#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>

#include "platform/documents/glyph_lines.hpp"

namespace gongkai::documents {
namespace {
constexpr double most_pixels = 25e6;
}

Result<Raster> render(const poppler::page& page, double dpi) {
  const auto size = size_of(page);
  const double area = size.width * size.height / (72 * 72);
  if (!(area > 0)) return refuse(FaultKind::invalid, "files.damaged");
  dpi = std::min(dpi, std::sqrt(most_pixels / area));
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_rgb24);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  const auto image = renderer.render_page(&page, dpi, dpi);
  if (!image.is_valid() || image.width() < 1 || image.height() < 1) return refuse(FaultKind::invalid, "files.damaged");
  Raster raster{.width = image.width(), .height = image.height()};
  const auto row = 3 * static_cast<std::size_t>(raster.width);
  raster.pixels.reserve(row * static_cast<std::size_t>(raster.height));
  for (int y = 0; y < raster.height; ++y)
    raster.pixels.append(image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(), row);
  return raster;
}

PixelBox pixels_of(const Raster& raster, const Box& box) {
  const auto place = [](double share, int size, bool up) {
    const double at = share * size;
    return std::clamp(static_cast<int>(up ? std::ceil(at) : std::floor(at)), 0, size);
  };
  return {place(box.x, raster.width, false), place(box.y, raster.height, false), place(box.right(), raster.width, true),
          place(box.bottom(), raster.height, true)};
}

int lightness(const unsigned char* pixel) {
  return (pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8;
}

int contrast(const Raster& raster, const PixelBox& box) {
  int least = 255, most = 0;
  for (int y = box.top; y < box.bottom; ++y)
    for (int x = box.left; x < box.right; ++x) {
      const int light = lightness(raster.at(x, y));
      least = std::min(least, light), most = std::max(most, light);
    }
  return std::max(0, most - least);
}

bool is_gray(const Raster& raster) {
  constexpr int tolerance = 24;
  std::size_t coloured = 0;
  for (std::size_t i = 0; i + 2 < raster.pixels.size(); i += 3) {
    const auto [least, most] =
        std::minmax({static_cast<unsigned char>(raster.pixels[i]), static_cast<unsigned char>(raster.pixels[i + 1]),
                     static_cast<unsigned char>(raster.pixels[i + 2])});
    coloured += most - least > tolerance;
  }
  return coloured * 10'000 < raster.pixels.size() / 3;
}

GrayPicture gray_of(const Raster& raster) {
  GrayPicture gray{.width = raster.width, .height = raster.height, .pixels = std::string(raster.pixels.size() / 3, 0)};
  const auto* pixel = reinterpret_cast<const unsigned char*>(raster.pixels.data());
  for (std::size_t i = 0; i < gray.pixels.size(); ++i, pixel += 3) gray.pixels[i] = static_cast<char>(lightness(pixel));
  return gray;
}

Raster cut_out(const Raster& raster, const PixelBox& box) {
  Raster cut{.width = box.right - box.left, .height = box.bottom - box.top};
  for (int y = box.top; y < box.bottom; ++y)
    cut.pixels.append(reinterpret_cast<const char*>(raster.at(box.left, y)), 3 * static_cast<std::size_t>(cut.width));
  return cut;
}

void blacken(Raster& raster, const PixelBox& box) {
  if (box.is_empty()) return;
  for (int y = box.top; y < box.bottom; ++y) {
    auto* from = raster.at(box.left, y);
    std::fill(from, from + 3 * static_cast<std::ptrdiff_t>(box.right - box.left), 0);
  }
}

}  // namespace gongkai::documents
