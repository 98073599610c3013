// What a foreign document consists of, in reading order: paragraphs and tables, each cell where it stands. The readers of
// text (readers.hpp) flatten tables; who has to understand a table reads pieces. Run in a worker (Workers::pieces).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/documents/format.hpp"

namespace gongkai::documents {

struct PieceCell {
  int row = 0;
  int column = 0;
  int rows = 1;  // how far a merged cell reaches
  int columns = 1;
  std::string text{};
  double x = 0;  // middle in points, of PDF pages; 0 elsewhere
  bool operator==(const PieceCell&) const = default;
};

struct Piece {
  std::string text{};              // of a paragraph
  std::vector<PieceCell> cells{};  // of a table, by rows
  bool is_grid = false;            // its columns run through all rows; false: cells are only in order (tabs in a text)
  int page = 0;                    // or sheet, from 1; 0 when the format has none
  int line = 0;                    // of the text file, or first row of the sheet, from 1
  std::string label{};             // of the sheet
  bool is_table() const { return !cells.empty(); }
  bool operator==(const Piece&) const = default;
};

struct Pieces {
  std::vector<Piece> list{};
  std::vector<int> pictures{};  // pages without a text layer: to be asked for one by one
  int confidence = 100;         // of recognition
  bool is_recognised = false;
  bool truncated = false;
  bool operator==(const Pieces&) const = default;
};

inline constexpr int max_columns_of_piece = 256;
inline constexpr std::size_t max_cells = 200'000;

/// Of txt, csv, html, docx, xlsx, pdf. Pictures and PDF pages without a text layer are only counted.
/// Faults: files.text_unsupported, files.encrypted, files.damaged, files.bomb …
Result<Pieces> read_pieces(std::string_view bytes, Format format);
/// A page of a scan by tesseract, ruled tables cell by cell. Fault files.page_not_found, files.recognition_missing.
Result<Pieces> recognise_pieces(std::string_view bytes, Format format, int page);

Result<Pieces> read_plain_pieces(std::string_view bytes);
Result<Pieces> read_html_pieces(std::string_view bytes);
Result<Pieces> read_docx_pieces(std::string_view bytes);
Result<Pieces> read_xlsx_pieces(std::string_view bytes);
Result<Pieces> read_pdf_pieces(std::string_view bytes);

/// For the way between worker and server; nothing when the text is no such thing.
std::string encode(const Pieces& pieces);
std::optional<Pieces> decode_pieces(std::string_view text);

}  // namespace gongkai::documents
