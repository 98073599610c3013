// Words on pixels: the label of a mark, and the page with the reasons.
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/documents/raster.hpp"
#include "platform/documents/typesetter.hpp"

namespace gongkai::documents {
namespace {
constexpr const char* font = "Noto Sans CJK SC";
constexpr int least_size = 13, most_size = 34;  // pixels: 5 to 12 points at 200 dpi
constexpr int page_width_pixels = 1654, page_height_pixels = 2339, margin = 200, note_size = 33, note_pitch = 58;

using Surface = std::unique_ptr<cairo_surface_t, FreeBy<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, FreeBy<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, FreeBy<g_object_unref>>;

struct Pen {
  Surface surface;
  Cairo cairo;
  Pen(int width, int height)
      : surface(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height)), cairo(cairo_create(surface.get())) {
    if (cairo_status(cairo.get()) != CAIRO_STATUS_SUCCESS) throw std::runtime_error("cairo gives no surface");
  }
};

Layout layout_of(cairo_t* cairo, const std::string& text, int size) {
  Layout layout(pango_cairo_create_layout(cairo));
  const std::unique_ptr<PangoFontDescription, FreeBy<pango_font_description_free>> description(
      pango_font_description_from_string(font));
  pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

/// Mixes the colour into the pixels as far as the pen covers them.
void mix(Raster& raster, const Pen& pen, int left, int top, int colour) {
  cairo_surface_flush(pen.surface.get());
  const auto* alpha = cairo_image_surface_get_data(pen.surface.get());
  const int stride = cairo_image_surface_get_stride(pen.surface.get());
  const int width = std::min(cairo_image_surface_get_width(pen.surface.get()), raster.width - left);
  const int height = std::min(cairo_image_surface_get_height(pen.surface.get()), raster.height - top);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const int a = alpha[static_cast<std::ptrdiff_t>(y) * stride + x];
      auto* pixel = raster.at(left + x, top + y);
      for (int i = 0; i < 3; ++i) pixel[i] = static_cast<unsigned char>((pixel[i] * (255 - a) + colour * a) / 255);
    }
}

PixelBox place_text(Raster& raster, const PixelBox& box, const std::string& text) {
  const int room = box.right - box.left - 4, height = box.bottom - box.top;
  int width = 0, high = 0;
  const Pen measure(1, 1);
  int size = std::min(most_size, height * 3 / 4);
  for (; size >= least_size; --size) {
    pango_layout_get_pixel_size(layout_of(measure.cairo.get(), text, size).get(), &width, &high);
    if (width <= room) break;
  }
  if (size < least_size) return {};
  high = std::min(high, height);
  const Pen pen(width, high);
  cairo_set_source_rgba(pen.cairo.get(), 1, 1, 1, 1);
  pango_cairo_show_layout(pen.cairo.get(), layout_of(pen.cairo.get(), text, size).get());
  const int left = box.left + (box.right - box.left - width) / 2, top = box.top + (height - high) / 2;
  mix(raster, pen, left, top, 255);
  return {left, top, left + width, top + high};
}

/// Breaks a text into lines of the page.
std::vector<std::string> broken(const std::string& text) {
  const Pen measure(1, 1);
  const auto layout = layout_of(measure.cairo.get(), text, note_size);
  pango_layout_set_width(layout.get(), (page_width_pixels - 2 * margin) * PANGO_SCALE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  std::vector<std::string> lines;
  for (auto* at = pango_layout_get_lines_readonly(layout.get()); at; at = at->next) {
    auto* line = static_cast<PangoLayoutLine*>(at->data);
    lines.push_back(text.substr(static_cast<std::size_t>(pango_layout_line_get_start_index(line)),
                                static_cast<std::size_t>(pango_layout_line_get_length(line))));
  }
  return lines;
}

SetLine set_line(Raster& page, const std::string& text, int top, int size) {
  const Pen measure(1, 1);
  int width = 0, height = 0;
  pango_layout_get_pixel_size(layout_of(measure.cairo.get(), text, size).get(), &width, &height);
  const Pen pen(std::max(width, 1), std::max(height, 1));
  pango_cairo_show_layout(pen.cairo.get(), layout_of(pen.cairo.get(), text, size).get());
  mix(page, pen, margin, top, 0);
  return {text,
          {double(margin) / page.width, double(top) / page.height, double(width) / page.width,
           double(height) / page.height}};
}
}  // namespace

PixelBox write_label(Raster& raster, const PixelBox& box, const std::vector<std::string>& texts) {
  for (const auto& text : texts)
    if (const auto place = place_text(raster, box, clean_utf8(text)); !place.is_empty()) return place;
  return {};
}

Raster note_page(std::string_view title, std::vector<std::string>& lines, std::vector<SetLine>& set) {
  Raster page{.width = page_width_pixels, .height = page_height_pixels};
  page.pixels.assign(3 * static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height), '\xFF');
  int top = margin;
  set.push_back(set_line(page, std::string(title), top, note_size * 4 / 3));
  top += note_pitch * 2;
  std::size_t taken = 0;
  for (; taken < lines.size(); ++taken) {
    const auto pieces = broken(clean_utf8(lines[taken]));
    const bool is_full = top + note_pitch * static_cast<int>(pieces.size()) > page.height - margin;
    if (is_full && taken > 0) break;
    for (const auto& piece : pieces) {
      if (top + note_pitch > page.height - margin) break;
      set.push_back(set_line(page, piece, top, note_size));
      top += note_pitch;
    }
  }
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(taken));
  return page;
}

}  // namespace gongkai::documents
