#include "platform/documents/pdf_canvas.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_pages = 2'000;
}

PdfCanvas::PdfCanvas(const std::string& title, const std::string& author, std::size_t max_bytes)
    : m_max_bytes(max_bytes),
      m_surface(cairo_pdf_surface_create_for_stream(&PdfCanvas::take, this, page_width, page_height)),
      m_cairo(cairo_create(m_surface.get())) {
  cairo_pdf_surface_restrict_to_version(m_surface.get(), CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_TITLE, clean_utf8(title).c_str());
  cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_AUTHOR, clean_utf8(author).c_str());
  cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_CREATOR, "gongkai");
  check();
}

cairo_status_t PdfCanvas::take(void* canvas, const unsigned char* bytes, unsigned int length) {
  auto& self = *static_cast<PdfCanvas*>(canvas);
  if (self.m_bytes.size() + length > self.m_max_bytes) return CAIRO_STATUS_WRITE_ERROR;
  self.m_bytes.append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

void PdfCanvas::check() const {
  auto status = cairo_status(m_cairo.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(m_surface.get());
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(std::string("PDF: ") + cairo_status_to_string(status));
}

void PdfCanvas::draw(const Line& line, double x, double y, Ink ink) {
  cairo_set_source_rgb(m_cairo.get(), ink.red, ink.green, ink.blue);
  x += line.x;
  for (const auto& item : line.items) {
    cairo_move_to(m_cairo.get(), x, y);
    // With the text, not only the glyphs: otherwise cairo guesses it and writes Kangxi radicals.
    pango_cairo_show_glyph_item(m_cairo.get(), line.text->c_str(), item.get());
    x += static_cast<double>(pango_glyph_string_get_width(item->glyphs)) / PANGO_SCALE;
  }
}

void PdfCanvas::rule(double x1, double y1, double x2, double y2, double thickness, Ink ink) {
  cairo_set_source_rgb(m_cairo.get(), ink.red, ink.green, ink.blue);
  cairo_set_line_width(m_cairo.get(), thickness);
  cairo_move_to(m_cairo.get(), x1, y1);
  cairo_line_to(m_cairo.get(), x2, y2);
  cairo_stroke(m_cairo.get());
}

namespace {
struct Bytes {
  const std::string& all;
  std::size_t read = 0;
};

cairo_status_t give(void* from, unsigned char* out, unsigned int length) {
  auto& bytes = *static_cast<Bytes*>(from);
  if (bytes.all.size() - bytes.read < length) return CAIRO_STATUS_READ_ERROR;
  bytes.all.copy(reinterpret_cast<char*>(out), length, bytes.read);
  bytes.read += length;
  return CAIRO_STATUS_SUCCESS;
}
}  // namespace

void PdfCanvas::stamp(const std::string& png, double x, double y, double side) {
  Bytes bytes{png};
  const std::unique_ptr<cairo_surface_t, FreeBy<cairo_surface_destroy>> image(
      cairo_image_surface_create_from_png_stream(give, &bytes));
  const int width = cairo_image_surface_get_width(image.get()), height = cairo_image_surface_get_height(image.get());
  if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS || width < 1 || height < 1)
    throw std::runtime_error("PDF: the seal is no PNG");
  const double scale = side / std::max(width, height);
  cairo_save(m_cairo.get());
  cairo_translate(m_cairo.get(), x + (side - width * scale) / 2, y + (side - height * scale) / 2);
  cairo_scale(m_cairo.get(), scale, scale);
  cairo_set_operator(m_cairo.get(), CAIRO_OPERATOR_MULTIPLY);
  cairo_set_source_surface(m_cairo.get(), image.get(), 0, 0);
  cairo_paint(m_cairo.get());
  cairo_restore(m_cairo.get());
  check();
}

void PdfCanvas::end_page() {
  cairo_show_page(m_cairo.get());
  check();
  if (++m_page > max_pages) throw std::runtime_error("PDF: too many pages");
}

void PdfCanvas::begin(const char* tag) {
  cairo_tag_begin(m_cairo.get(), tag, nullptr);
}
void PdfCanvas::end(const char* tag) {
  cairo_tag_end(m_cairo.get(), tag);
}
void PdfCanvas::begin_link(int page) {
  cairo_tag_begin(m_cairo.get(), CAIRO_TAG_LINK, ("page=" + std::to_string(page) + " pos=[0 0]").c_str());
}
void PdfCanvas::end_link() {
  cairo_tag_end(m_cairo.get(), CAIRO_TAG_LINK);
}

int PdfCanvas::bookmark(int parent, const std::string& text, double y) {
  const auto place = "page=" + std::to_string(m_page) + " pos=[0 " + std::to_string(static_cast<int>(y)) + "]";
  return cairo_pdf_surface_add_outline(m_surface.get(), parent, clean_utf8(text).c_str(), place.c_str(),
                                       CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

std::string PdfCanvas::finish() {
  check();
  cairo_surface_finish(m_surface.get());
  check();
  return std::move(m_bytes);
}

}  // namespace gongkai::documents
