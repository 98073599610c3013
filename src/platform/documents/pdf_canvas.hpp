// A PDF that grows page by page: the one place that speaks to cairo's surface. Every call leaves cairo without an error or
// throws, because a surface in error writes a broken file without a word.
#pragma once
#include <cairo-pdf.h>

#include <string>

#include "platform/documents/official_text.hpp"
#include "platform/documents/typesetter.hpp"

namespace gongkai::documents {

constexpr double points_per_mm = 72 / 25.4;
constexpr double page_width = 210 * points_per_mm, page_height = 297 * points_per_mm;

struct Ink {
  double red = 0, green = 0, blue = 0;
};
constexpr Ink black{}, official_red{0.83, 0.05, 0.09};

class PdfCanvas {
 public:
  /// Throws when more than that many bytes come out.
  PdfCanvas(const std::string& title, const std::string& author, std::size_t max_bytes = 200 << 20);
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  /// x and y in points from the upper left corner of the page; y is the baseline.
  void draw(const Line& line, double x, double y, Ink ink = black);
  void rule(double x1, double y1, double x2, double y2, double thickness, Ink ink = black);
  /// A PNG as a square, darkening what lies below it: text under a seal stays readable. Throws when it cannot be decoded.
  void stamp(const std::string& png, double x, double y, double side);
  void end_page();
  int page() const { return m_page; }  // of the file, from 1

  /// Structure for readers with assistive software: Document, H1 … H4, P, Table, TR, TH, TD. Nested, never across pages.
  void begin(const char* tag);
  void end(const char* tag);
  void begin_link(int page);
  void end_link();
  /// Returns the bookmark, the parent of others; 0 is the root.
  int bookmark(int parent, const std::string& text, double y);

  std::string finish();

 private:
  void check() const;
  static cairo_status_t take(void* canvas, const unsigned char* bytes, unsigned int length);

  std::string m_bytes;
  std::size_t m_max_bytes;
  std::unique_ptr<cairo_surface_t, FreeBy<cairo_surface_destroy>> m_surface;
  std::unique_ptr<cairo_t, FreeBy<cairo_destroy>> m_cairo;
  int m_page = 1;
};

}  // namespace gongkai::documents
