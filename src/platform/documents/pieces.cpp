#include "platform/documents/pieces.hpp"

#include <charconv>
#include <cstdlib>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
// clean_utf8 drops control characters, so they can part what it made.
constexpr char field = '\x1f', record = '\x1e', group = '\x1d';

class Fields {
 public:
  explicit Fields(std::string_view text) : m_text(text) {}
  std::string_view next() {
    const auto end = m_text.find(field);
    const auto value = m_text.substr(0, end);
    if (end == std::string_view::npos) m_ok = false;
    else m_text.remove_prefix(end + 1);
    return value;
  }
  std::string words() {
    const auto text = next();
    if (!is_valid_utf8(text)) m_ok = false;
    return std::string(text);
  }
  int number(int least, int most) {
    const auto text = next();
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || value < least || value > most) m_ok = false;
    return m_ok ? value : least;
  }
  double real() {
    const auto text = next();
    double value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc()) m_ok = false;
    return value;
  }
  bool is_done() const { return m_ok && m_text.empty(); }
  bool ok() const { return m_ok; }
  bool at_end() const { return m_text.empty(); }

 private:
  std::string_view m_text;
  bool m_ok = true;
};

void put(std::string& out, std::string_view text) {
  out += text;
  out += field;
}
void put(std::string& out, int number) {
  put(out, std::to_string(number));
}

std::optional<Piece> decode_piece(std::string_view text) {
  Fields in(text);
  Piece piece;
  piece.page = in.number(0, 1'000'000);
  piece.line = in.number(0, 1'000'000'000);
  piece.is_grid = in.number(0, 1) == 1;
  piece.label = in.words();
  piece.text = in.words();
  while (in.ok() && !in.at_end()) {
    PieceCell cell{.row = in.number(0, 10'000'000), .column = in.number(0, 20'000), .rows = in.number(1, 1'100'000)};
    cell.columns = in.number(1, 20'000);
    cell.x = in.real();
    cell.text = in.words();
    piece.cells.push_back(std::move(cell));
  }
  return in.is_done() ? std::optional(std::move(piece)) : std::nullopt;
}
}  // namespace

Result<Pieces> read_pieces(std::string_view bytes, Format format) {
  switch (format) {
    case Format::txt:
    case Format::csv: return read_plain_pieces(bytes);
    case Format::html: return read_html_pieces(bytes);
    case Format::docx: return read_docx_pieces(bytes);
    case Format::xlsx: return read_xlsx_pieces(bytes);
    case Format::pdf: return read_pdf_pieces(bytes);
    case Format::jpeg:
    case Format::png:
    case Format::gif:
    case Format::webp: return Pieces{.pictures = {1}};
    case Format::pptx:
    case Format::ofd:
    case Format::zip:
    case Format::mp3:
    case Format::mp4: break;
  }
  return refuse(FaultKind::invalid, "files.text_unsupported");
}

std::string encode(const Pieces& pieces) {
  std::string out;
  put(out, pieces.confidence);
  put(out, pieces.is_recognised ? 1 : 0);
  put(out, pieces.truncated ? 1 : 0);
  for (const int page : pieces.pictures) put(out, page);
  out += group;
  for (const auto& piece : pieces.list) {
    put(out, piece.page);
    put(out, piece.line);
    put(out, piece.is_grid ? 1 : 0);
    put(out, piece.label);
    put(out, piece.text);
    for (const auto& cell : piece.cells) {
      for (const int number : {cell.row, cell.column, cell.rows, cell.columns}) put(out, number);
      put(out, std::to_string(cell.x));
      put(out, cell.text);
    }
    out += record;
  }
  return out;
}

std::optional<Pieces> decode_pieces(std::string_view text) {
  const auto head_end = text.find(group);
  if (head_end == std::string_view::npos) return std::nullopt;
  Fields head(text.substr(0, head_end));
  Pieces pieces;
  pieces.confidence = head.number(0, 100);
  pieces.is_recognised = head.number(0, 1) == 1;
  pieces.truncated = head.number(0, 1) == 1;
  while (head.ok() && !head.at_end()) pieces.pictures.push_back(head.number(1, 1'000'000));
  if (!head.is_done()) return std::nullopt;
  text.remove_prefix(head_end + 1);
  while (!text.empty()) {
    const auto end = text.find(record);
    if (end == std::string_view::npos) return std::nullopt;
    auto piece = decode_piece(text.substr(0, end));
    if (!piece) return std::nullopt;
    pieces.list.push_back(std::move(*piece));
    text.remove_prefix(end + 1);
  }
  return pieces;
}

}  // namespace gongkai::documents
