#include "platform/documents/slip_pdf.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/pdf_canvas.hpp"

namespace gongkai::documents {

namespace {

constexpr double left = 22 * points_per_mm, right = page_width - left;
constexpr double top = 20 * points_per_mm, bottom = page_height - 18 * points_per_mm;
constexpr double code_side = 26 * points_per_mm;
constexpr double leading = 1.45, padding = 2.5, thin = 0.4;
constexpr double largest = 11, smallest = 7, step = 0.5;
constexpr std::size_t most_characters = 160;  // of a value, when even the smallest letters do not fit
constexpr Ink grey{0.35, 0.35, 0.35};

/// Lays the slip out from top to bottom; without a canvas it only measures.
class Layout {
 public:
  Layout(const SlipText& text, const Typesetter& typesetter, double size, PdfCanvas* canvas)
      : m_text(text), m_typesetter(typesetter), m_size(size), m_canvas(canvas) {}

  /// Where the last line ends.
  double run() {
    head();
    facts();
    m_y += m_size;
    if (!m_text.explanation.empty()) paragraph(m_text.explanation, left, right - left), m_y += padding;
    table();
    notes();
    return m_y;
  }

 private:
  double line_height() const { return m_size * leading; }

  std::vector<Line> set(const std::string& text, Role role, double width, Align align = Align::left) const {
    return m_typesetter.set({{text, role}}, {.width = width, .size = m_size, .align = align});
  }
  void put(const std::vector<Line>& lines, double x, double y, const char* tag) {
    if (!m_canvas) return;
    m_canvas->begin(tag);
    for (const auto& line : lines) m_canvas->draw(line, x, y + m_size), y += line_height();
    m_canvas->end(tag);
  }
  double height_of(const std::vector<Line>& lines) const { return static_cast<double>(lines.size()) * line_height(); }
  void rule(double x1, double y1, double x2, double y2) {
    if (m_canvas) m_canvas->rule(x1, y1, x2, y2, thin, grey);
  }

  void head() {
    const double usual = std::exchange(m_size, 18);
    const auto title = set(m_text.title, Role::title, right - left, Align::center);
    put(title, left, m_y, "H1");
    m_y += height_of(title);
    m_size = 12;
    const auto office = set(m_text.head, Role::body, right - left, Align::center);
    put(office, left, m_y, "P");
    m_y += height_of(office) + 6;
    m_size = usual;
  }

  /// Names and values, with the code at their right.
  void facts() {
    const double begin = m_y, names = 7.5 * m_size;
    const double edge = m_text.code.empty() ? right : right - code_side - 12;
    for (const auto& [name, value] : m_text.facts) {
      const auto lines = set(value, Role::body, edge - left - names);
      put(set(name, Role::hei, names), left, m_y, "P");
      put(lines, left + names, m_y, "P");
      m_y += std::max(height_of(lines), line_height()) + 1.5;
      rule(left, m_y - 1, edge, m_y - 1);
    }
    if (m_text.code.empty()) return;
    draw_code(right - code_side, begin);
    const auto words = set(m_text.code_words, Role::song, code_side, Align::center);
    put(words, right - code_side, begin + code_side + 2, "P");
    m_y = std::max(m_y, begin + code_side + 2 + height_of(words));
  }

  void draw_code(double x, double y) {
    if (!m_canvas) return;
    const double module = code_side / static_cast<double>(m_text.code.size());
    for (std::size_t row = 0; row < m_text.code.size(); ++row)
      for (std::size_t column = 0; column < m_text.code[row].size(); ++column) {
        if (!m_text.code[row][column]) continue;
        const double from = x + static_cast<double>(column) * module;
        const double middle = y + (static_cast<double>(row) + 0.5) * module;
        m_canvas->rule(from, middle, from + module * 1.02, middle, module * 1.02);
      }
  }

  void paragraph(const std::string& text, double x, double width) {
    const auto lines = set(text, Role::body, width);
    put(lines, x, m_y, "P");
    m_y += height_of(lines);
  }

  void table() {
    const auto& table = m_text.table;
    if (table.columns.empty()) return;
    if (!table.caption.empty()) {
      put(set(table.caption, Role::hei, right - left), left, m_y, "P");
      m_y += line_height() + padding;
    }
    if (m_canvas) m_canvas->begin("Table");
    const double begin = m_y;
    rule(left, m_y, right, m_y);
    row(table.columns, Role::hei, "TH");
    for (const auto& cells : table.rows) row(cells, Role::body, "TD");
    const double width = (right - left) / static_cast<double>(table.columns.size());
    for (std::size_t i = 0; i <= table.columns.size(); ++i) {
      const double x = left + static_cast<double>(i) * width;
      rule(x, begin, x, m_y);
    }
    if (m_canvas) m_canvas->end("Table");
  }

  void row(const std::vector<std::string>& cells, Role role, const char* tag) {
    const double width = (right - left) / static_cast<double>(m_text.table.columns.size());
    double height = line_height();
    if (m_canvas) m_canvas->begin("TR");
    for (std::size_t i = 0; i < std::min(cells.size(), m_text.table.columns.size()); ++i) {
      const auto lines = set(cells[i], role, width - 2 * padding, Align::center);
      put(lines, left + static_cast<double>(i) * width + padding, m_y + padding / 2, tag);
      height = std::max(height, height_of(lines));
    }
    if (m_canvas) m_canvas->end("TR");
    m_y += height + padding;
    rule(left, m_y, right, m_y);
  }

  void notes() {
    m_y += m_size;
    for (std::size_t i = 0; i < m_text.notes.size(); ++i) {
      put(set(std::to_string(i + 1) + ".", Role::body, 2 * m_size), left, m_y, "P");
      paragraph(m_text.notes[i], left + 1.6 * m_size, right - left - 1.6 * m_size);
    }
  }

  const SlipText& m_text;
  const Typesetter& m_typesetter;
  double m_size;
  PdfCanvas* m_canvas;
  double m_y = top;
};

SlipText cut(SlipText text, std::size_t characters) {
  for (auto& [name, value] : text.facts) value = shorten(value, characters);
  for (auto& note : text.notes) note = shorten(note, characters);
  text.explanation = shorten(text.explanation, characters);
  return text;
}

double fitting_size(const SlipText& text, const Typesetter& typesetter) {
  for (double size = largest; size >= smallest; size -= step)
    if (Layout(text, typesetter, size, nullptr).run() <= bottom) return size;
  return 0;
}

}  // namespace

Printed write_slip_pdf(const SlipText& given, const Fonts& fonts) {
  const Typesetter typesetter(fonts);
  SlipText text = given;
  double size = fitting_size(text, typesetter);
  for (auto characters = most_characters; size == 0 && characters > 10; characters /= 2) {
    text = cut(text, characters);
    size = fitting_size(text, typesetter);
  }
  // what remains too long is rows: a term of a year is told by its last ones
  while (size == 0 && text.table.rows.size() > 1) {
    text.table.rows.erase(text.table.rows.begin());
    size = fitting_size(text, typesetter);
  }
  PdfCanvas canvas(text.title, text.head);
  canvas.begin("Document");
  Layout(text, typesetter, std::max(size, smallest), &canvas).run();
  canvas.end_page();
  canvas.end("Document");
  return {canvas.finish(), 1};
}

}  // namespace gongkai::documents
