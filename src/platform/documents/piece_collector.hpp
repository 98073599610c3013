// Gathers pieces under one limit on text and cells, and lays merged cells into their places.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "platform/documents/charset.hpp"
#include "platform/documents/collector.hpp"
#include "platform/documents/pieces.hpp"

namespace gongkai::documents {

class PieceCollector {
 public:
  void paragraph(std::string_view text, int page = 0, int line = 0) {
    auto clean = clean_utf8(trim(text));
    if (clean.empty() || !take(clean.size())) return;
    m_pieces.list.push_back({.text = std::move(clean), .page = page, .line = line});
  }
  /// A line with tabs is a row of cells that are only in order.
  void line(std::string_view text, int page = 0, int number = 0) {
    if (text.find('\t') == std::string_view::npos) return paragraph(text, page, number);
    row(split(text, '\t'), page, number);
  }
  void row(const std::vector<std::string_view>& cells, int page, int number) {
    Piece piece{.page = page, .line = number};
    for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), max_columns_of_piece); ++i)
      piece.cells.push_back({.column = static_cast<int>(i), .text = std::string(cells[i])});
    table(std::move(piece));
  }
  void table(Piece piece) {
    std::size_t bytes = 0;
    for (auto& cell : piece.cells) {
      cell.text = clean_utf8(trim(cell.text));
      bytes += cell.text.size() + 8;
    }
    m_cells += piece.cells.size();
    if (m_cells > max_cells) return void(m_pieces.truncated = true);
    if (!piece.cells.empty() && take(bytes)) m_pieces.list.push_back(std::move(piece));
  }
  bool is_full() const { return m_bytes >= max_text_bytes || m_cells >= max_cells; }
  Pieces& pieces() { return m_pieces; }
  Pieces take_pieces() { return std::move(m_pieces); }

 private:
  bool take(std::size_t bytes) {
    if (m_bytes + bytes > max_text_bytes) return m_pieces.truncated = true, false;
    m_bytes += bytes;
    return true;
  }
  Pieces m_pieces;
  std::size_t m_bytes = 0;
  std::size_t m_cells = 0;
};

/// Rows of cells with spans become cells with places, as a browser lays them out.
class CellPlaces {
 public:
  void next_row() {
    ++m_row;
    for (auto& left : m_covered) left = std::max(0, left - 1);
    m_column = 0;
  }
  /// The place of the next cell; columns beyond the limit all fall on the last one.
  PieceCell place(int columns, int rows) {
    while (m_column < max_columns_of_piece - 1 && covered(m_column)) ++m_column;
    columns = std::clamp(columns, 1, max_columns_of_piece - m_column);
    rows = std::clamp(rows, 1, 1'000);
    PieceCell cell{.row = m_row, .column = m_column, .rows = rows, .columns = columns};
    if (m_covered.size() < static_cast<std::size_t>(m_column + columns))
      m_covered.resize(static_cast<std::size_t>(m_column + columns));
    for (int i = m_column; i < m_column + columns; ++i) m_covered[static_cast<std::size_t>(i)] = rows;
    m_column = std::min(m_column + columns, max_columns_of_piece - 1);
    return cell;
  }
  int row() const { return m_row; }

 private:
  bool covered(int column) const {
    return static_cast<std::size_t>(column) < m_covered.size() && m_covered[static_cast<std::size_t>(column)] > 0;
  }
  int m_row = -1;
  int m_column = 0;
  std::vector<int> m_covered;  // rows that the column is still covered for, from this row on
};

}  // namespace gongkai::documents
