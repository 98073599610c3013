// A scanned page as pieces: the rules of tables part it into cells, each cell is read by itself; digits by a reader that
// knows nothing but digits. What is around the tables is read as lines.
#include <tesseract/baseapi.h>

#include <algorithm>
#include <map>
#include <memory>

#include "platform/documents/piece_collector.hpp"
#include "platform/documents/recognise.hpp"
#include "platform/documents/ruled_tables.hpp"

namespace gongkai::documents {
namespace {
constexpr int recognition_dpi = 300;
constexpr int sure = 55;  // of 100: what the reader of digits must be to be believed
constexpr unsigned char darkest_paper = 140;

/// The part of the picture that has ink, without the rules at its rim; empty when there is none.
PixelBox ink_of(const GrayPicture& picture, PixelBox box) {
  constexpr int rim = 4;
  box = {box.left + rim, box.top + rim, box.right - rim, box.bottom - rim};
  PixelBox ink{box.right, box.bottom, box.left, box.top};
  for (int y = box.top; y < box.bottom; ++y)
    for (int x = box.left; x < box.right; ++x) {
      const auto at =
          static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x);
      if (static_cast<unsigned char>(picture.pixels[at]) >= darkest_paper) continue;
      ink = {std::min(ink.left, x), std::min(ink.top, y), std::max(ink.right, x + 1), std::max(ink.bottom, y + 1)};
    }
  constexpr int speck = 6;
  return ink.width() >= speck / 2 && ink.height() >= speck ? ink : PixelBox{};
}

/// A copy of the region on white paper with a margin: the readers need air around the letters.
GrayPicture cut_out(const GrayPicture& picture, const PixelBox& box, int margin) {
  GrayPicture part{.width = box.width() + 2 * margin, .height = box.height() + 2 * margin};
  part.pixels.assign(static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height), '\xFF');
  for (int y = box.top; y < box.bottom; ++y) {
    const auto from = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
    const auto to = static_cast<std::size_t>(y - box.top + margin) * static_cast<std::size_t>(part.width);
    std::copy_n(picture.pixels.data() + from + static_cast<std::size_t>(box.left), box.width(),
                part.pixels.data() + to + static_cast<std::size_t>(margin));
  }
  return part;
}

class Readers {
 public:
  Result<void> start() {
    if (m_words.Init(nullptr, "chi_sim", tesseract::OEM_LSTM_ONLY) != 0)
      return refuse(FaultKind::unavailable, "files.recognition_missing");
    m_words.SetVariable("debug_file", "/dev/null");
    m_has_digits = m_digits.Init(nullptr, "eng", tesseract::OEM_LSTM_ONLY) == 0;
    if (!m_has_digits) return {};
    m_digits.SetVariable("debug_file", "/dev/null");
    m_digits.SetVariable("tessedit_char_whitelist", "0123456789.-");
    m_digits.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    return {};
  }

  std::string cell(const GrayPicture& picture, const PixelBox& box) {
    const auto ink = ink_of(picture, box);
    if (ink.width() <= 0) return {};
    const auto part = cut_out(picture, ink, 12);
    constexpr int tallest_line = 80;
    const bool may_be_number = ink.height() < tallest_line && ink.width() < ink.height() * 6;
    if (may_be_number && m_has_digits) {
      auto text = read(m_digits, part);
      if (!text.empty() && m_digits.MeanTextConf() >= sure) return count(m_digits), text;
    }
    m_words.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
    auto text = read(m_words, part);
    count(m_words);
    return text;
  }

  std::string lines(const GrayPicture& picture) {
    m_words.SetPageSegMode(tesseract::PSM_AUTO);
    auto text = read(m_words, picture);
    count(m_words);
    return text;
  }

  int confidence() const { return m_read ? m_sum / m_read : 0; }

 private:
  static std::string read(tesseract::TessBaseAPI& reader, const GrayPicture& picture) {
    reader.SetImage(reinterpret_cast<const unsigned char*>(picture.pixels.data()), picture.width, picture.height, 1,
                    picture.width);
    reader.SetSourceResolution(recognition_dpi);
    const std::unique_ptr<char[]> text(reader.GetUTF8Text());
    return text ? clean_utf8(trim(text.get())) : std::string();
  }
  void count(tesseract::TessBaseAPI& reader) {
    m_sum += std::clamp(reader.MeanTextConf(), 0, 100);
    ++m_read;
  }

  tesseract::TessBaseAPI m_words, m_digits;
  bool m_has_digits = false;
  int m_sum = 0, m_read = 0;
};

/// Rows whose first cell lacks a rule, as at the break of a page: what stands left of their other cells is its text.
void add_open_cells(const RuledTable& table, const GrayPicture& picture, Readers& readers, Piece& piece) {
  constexpr int reach = recognition_dpi * 3 / 2;
  std::map<int, std::size_t> first;  // row → its leftmost cell
  for (std::size_t i = 0; i < table.boxes.size(); ++i)
    for (int row = table.cells[i].row; row < table.cells[i].row + table.cells[i].rows; ++row)
      if (const auto known = first.find(row);
          known == first.end() || table.boxes[i].left < table.boxes[known->second].left)
        first[row] = i;
  for (const auto& [row, i] : first) {
    const auto& box = table.boxes[i];
    if (table.cells[i].column == 0 || table.cells[i].rows > 1) continue;
    const PixelBox beside{std::max(0, table.box.left - reach), box.top, box.left, box.bottom};
    if (auto text = readers.cell(picture, beside); !text.empty())
      piece.cells.push_back({.row = row, .columns = table.cells[i].column, .text = std::move(text)});
  }
}

/// White where the tables are.
GrayPicture without(GrayPicture picture, const std::vector<RuledTable>& tables) {
  constexpr int rule = 8;
  for (const auto& table : tables)
    for (int y = std::max(0, table.box.top - rule); y < std::min(picture.height, table.box.bottom + rule); ++y) {
      const int left = std::max(0, table.box.left - rule), right = std::min(picture.width, table.box.right + rule);
      std::fill_n(picture.pixels.data() + static_cast<std::ptrdiff_t>(y) * picture.width + left, right - left, '\xFF');
    }
  return picture;
}

/// The strip of the page between two heights.
GrayPicture strip(const GrayPicture& picture, int top, int bottom) {
  return cut_out(picture, {0, top, picture.width, bottom}, 0);
}
}  // namespace

Result<Pieces> recognise_pieces(std::string_view bytes, Format format, int page) {
  const auto picture = TRY(gray_page(bytes, format, page));
  Readers readers;
  CHECK_OK(readers.start());
  const auto tables = find_ruled_tables(picture, recognition_dpi);
  const auto rest = without(picture, tables);
  PieceCollector collector;
  const auto add_strip = [&](int top, int bottom) {
    constexpr int least = 30;
    if (bottom - top < least || ink_of(rest, {0, top, rest.width, bottom}).width() <= 0) return;
    const auto text = readers.lines(strip(rest, top, bottom));
    for (const auto line : split(text, '\n')) collector.paragraph(line, page);
  };
  int top = 0;
  for (const auto& table : tables) {
    add_strip(top, table.box.top);
    Piece piece{.cells = table.cells, .is_grid = true, .page = page};
    for (std::size_t i = 0; i < piece.cells.size(); ++i) piece.cells[i].text = readers.cell(picture, table.boxes[i]);
    add_open_cells(table, picture, readers, piece);
    collector.table(std::move(piece));
    top = std::max(top, table.box.bottom);
  }
  add_strip(top, picture.height);
  auto pieces = collector.take_pieces();
  pieces.is_recognised = true;
  pieces.confidence = readers.confidence();
  return pieces;
}

}  // namespace gongkai::documents
