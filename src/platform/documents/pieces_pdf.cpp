// PDF pages as pieces. Pages with gaps in their lines are drawn small and their ruled tables taken cell by cell; where a
// table has no rules its lines come with the places of their words. Pages without a text layer are left to recognition.
#include <poppler-page-renderer.h>

#include <algorithm>
#include <memory>

#include "platform/documents/page_words.hpp"
#include "platform/documents/pdf.hpp"
#include "platform/documents/piece_collector.hpp"
#include "platform/documents/ruled_tables.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_pages = 500;
constexpr double table_dpi = 110;  // enough for rules, a quarter of the time of what recognition needs
constexpr std::size_t least_letters = 30;
constexpr std::size_t least_gapped_lines = 2;

GrayPicture draw(const poppler::page& page) {
  const auto size = page.page_rect();
  constexpr double largest = 2'000;  // points: beyond is no sheet of paper
  if (!(size.width() > 0) || !(size.height() > 0) || size.width() > largest || size.height() > largest) return {};
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
  const auto image = renderer.render_page(&page, table_dpi, table_dpi);
  if (!image.is_valid()) return {};
  GrayPicture picture{.width = image.width(), .height = image.height()};
  for (int y = 0; y < picture.height; ++y)
    picture.pixels.append(image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(),
                          static_cast<std::size_t>(picture.width));
  return picture;
}

std::string text_of(const WordLine& line) {
  std::string text;
  for (const auto& segment : line.segments) text += (text.empty() ? "" : " ") + segment.text;
  return text;
}

/// The words of a cell, its lines joined without a blank: labels are broken anywhere.
std::string text_of(std::vector<Letter> letters) {
  std::string text;
  for (const auto& line : lines_of(std::move(letters))) text += text_of(line);
  return text;
}

class PageReader {
 public:
  PageReader(const poppler::page& page, int number, PieceCollector& collector)
      : m_page(page), m_number(number), m_collector(collector), m_letters(letters_of(page)) {}

  void read() {
    if (m_letters.size() < least_letters) return void(m_collector.pieces().pictures.push_back(m_number));
    const auto lines = lines_of(m_letters);
    const auto gapped = std::ranges::count_if(lines, [](const WordLine& line) { return line.segments.size() > 1; });
    if (static_cast<std::size_t>(gapped) >= least_gapped_lines) m_tables = find_ruled_tables(draw(m_page), table_dpi);
    if (m_tables.empty()) return add_lines(lines);
    place_letters();
  }

 private:
  /// Each letter to its cell; what is in none are the lines between the tables.
  void place_letters() {
    constexpr double pixels = table_dpi / 72;
    std::vector<std::vector<std::vector<Letter>>> inside(m_tables.size());
    for (std::size_t i = 0; i < m_tables.size(); ++i) inside[i].resize(m_tables[i].boxes.size());
    std::vector<Letter> outside;
    for (auto& letter : m_letters) {
      auto* cell = cell_at(letter.middle_x() * pixels, letter.middle_y() * pixels, inside);
      (cell ? *cell : outside).push_back(std::move(letter));
    }
    auto lines = lines_of(std::move(outside));
    take_in_strays(lines);
    std::size_t next = 0;
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
      std::vector<WordLine> above;
      while (next < lines.size() && lines[next].top * pixels < m_tables[i].box.top) above.push_back(lines[next++]);
      add_lines(above);
      Piece piece{.cells = m_tables[i].cells, .is_grid = true, .page = m_number};
      for (std::size_t j = 0; j < inside[i].size(); ++j) {
        piece.cells[j].text = text_of(std::move(inside[i][j]));
        piece.cells[j].x = (m_tables[i].boxes[j].left + m_tables[i].boxes[j].right) / (2 * pixels);
      }
      m_collector.table(std::move(piece));
    }
    add_lines({lines.begin() + static_cast<std::ptrdiff_t>(next), lines.end()});
  }

  /// Words beside the cells of a row: their own cell lacks a rule, as at the break of a page. They become cells of that
  /// row, in the column that begins left of them.
  void take_in_strays(std::vector<WordLine>& lines) {
    constexpr double pixels = table_dpi / 72;
    for (auto& line : lines) {
      const double y = (line.top + line.bottom) / 2 * pixels;
      for (auto& table : m_tables) {
        const int row = row_at(table, y);
        if (row < 0) continue;
        for (const auto& segment : line.segments) {
          PieceCell cell{.row = row, .column = column_at(table, segment.left * pixels), .text = segment.text};
          table.cells.push_back(std::move(cell));
        }
        line.segments.clear();
        break;
      }
    }
    std::erase_if(lines, [](const WordLine& line) { return line.segments.empty(); });
  }

  /// The row of the table at this height, by its cells that are one row high; -1 outside.
  static int row_at(const RuledTable& table, double y) {
    for (std::size_t i = 0; i < table.boxes.size(); ++i)
      if (table.cells[i].rows == 1 && y >= table.boxes[i].top && y < table.boxes[i].bottom) return table.cells[i].row;
    return -1;
  }
  static int column_at(const RuledTable& table, double x) {
    int column = 0;
    for (std::size_t i = 0; i < table.boxes.size(); ++i) {
      if (table.boxes[i].left <= x) column = std::max(column, table.cells[i].column);
      if (table.boxes[i].right <= x) column = std::max(column, table.cells[i].column + table.cells[i].columns);
    }
    return column;
  }

  std::vector<Letter>* cell_at(double x, double y, std::vector<std::vector<std::vector<Letter>>>& inside) const {
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
      if (!m_tables[i].box.holds(x, y)) continue;
      for (std::size_t j = 0; j < m_tables[i].boxes.size(); ++j)
        if (m_tables[i].boxes[j].holds(x, y)) return &inside[i][j];
    }
    return nullptr;
  }

  void add_lines(const std::vector<WordLine>& lines) {
    for (const auto& line : lines) {
      if (line.segments.size() == 1) {
        m_collector.paragraph(line.segments[0].text, m_number);
        continue;
      }
      Piece piece{.page = m_number};
      for (const auto& segment : line.segments)
        if (piece.cells.size() < static_cast<std::size_t>(max_columns_of_piece))
          piece.cells.push_back(
              {.column = static_cast<int>(piece.cells.size()), .text = segment.text, .x = segment.middle()});
      m_collector.table(std::move(piece));
    }
  }

  const poppler::page& m_page;
  int m_number;
  PieceCollector& m_collector;
  std::vector<Letter> m_letters;
  std::vector<RuledTable> m_tables{};
};
}  // namespace

Result<Pieces> read_pdf_pieces(std::string_view bytes) {
  const auto document = TRY(open_pdf(bytes));
  PieceCollector collector;
  const int pages = std::min(document->pages(), max_pages);
  collector.pieces().truncated = document->pages() > max_pages;
  for (int i = 0; i < pages && !collector.is_full(); ++i) {
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (page) PageReader(*page, i + 1, collector).read();
  }
  return collector.take_pieces();
}

}  // namespace gongkai::documents
