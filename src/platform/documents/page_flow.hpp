// Lines onto pages: the grid of GB/T 9704-2012 (5.2): A4, 22 lines of 28 characters on 156 × 225 mm, page numbers outside.
#pragma once
#include <string>
#include <vector>

#include "platform/documents/pdf_canvas.hpp"

namespace gongkai::documents {

constexpr double type_left = 28 * points_per_mm, type_top = 37 * points_per_mm;
constexpr double type_width = 156 * points_per_mm, type_height = 225 * points_per_mm;
constexpr int lines_per_page = 22, characters_per_line = 28;
constexpr double line_pitch = type_height / lines_per_page, cell = type_width / characters_per_line;
constexpr double body_size = 16, title_size = 22, small_size = 14;  // 3号, 2号, 4号

class PageFlow {
 public:
  PageFlow(PdfCanvas& canvas, const Typesetter& typesetter) : m_canvas(canvas), m_typesetter(typesetter) {}

  PdfCanvas& canvas() { return m_canvas; }
  const Typesetter& typesetter() const { return m_typesetter; }

  /// The next free line of the page, from 0.
  int line() const { return m_line; }
  int lines_left() const { return lines_per_page - m_line; }
  double y_of(int line) const { return type_top + line * line_pitch; }
  /// The printed number of this page; 0 and below when it carries none.
  int number() const { return m_canvas.page() - m_unnumbered; }
  /// That page of the file carries the number 1.
  void leave_out_numbers_before(int page) { m_unnumbered = page - 1; }
  void leave_out_number() { m_number_left_out = m_canvas.page(); }

  void skip(int lines);
  /// A new page unless so many lines fit on this one.
  void keep(int lines);
  void move_to(int line) { m_line = line; }
  void new_page();
  /// Ends the page if anything stands on it.
  void finish_page();

  /// Sets the paragraph; the shape's width and cell are the grid's.
  std::vector<Line> set(const std::vector<Run>& runs, ParagraphShape shape) const;
  /// One line of the grid for each; a paragraph may go on on the next page.
  void place(const std::vector<Line>& lines, const char* tag, double size = body_size, Ink ink = black);
  void place(const std::vector<Line>& lines, std::size_t from, std::size_t end, const char* tag, double size);

 private:
  void draw_number();

  PdfCanvas& m_canvas;
  const Typesetter& m_typesetter;
  int m_line = 0;
  int m_unnumbered = 0;
  int m_number_left_out = 0;
};

/// Draws a table over as many pages as it needs; header rows are repeated, rows stay whole unless one is taller than a
/// page.
void place_table(PageFlow& flow, const Block& table);

/// Headings, paragraphs, items, notes, tables. The last `hold` lines of the last paragraph go to the next page with what
/// follows, so that a page with the date carries text.
void place_blocks(PageFlow& flow, const std::vector<Block>& blocks, int lines_after, int bookmark_parent);

}  // namespace gongkai::documents
