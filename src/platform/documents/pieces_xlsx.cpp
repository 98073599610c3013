// SpreadsheetML as pieces: a table a visible sheet, with its merged cells. Hidden rows and columns are not shown and not
// read.
#include <charconv>
#include <map>
#include <set>

#include "platform/documents/archive.hpp"
#include "platform/documents/piece_collector.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_rows = 1'048'576;

std::string text_below(pugi::xml_node root) {
  std::string text;
  walk(
      root,
      [&](pugi::xml_node node) {
        if (local_name(node) == "rPh") return false;
        if (local_name(node) == "t") text += node.text().get();
        return true;
      },
      [](pugi::xml_node) {});
  return text;
}

struct Place {
  int row = 0, column = 0;  // from 0; -1 when the reference is none
};

/// "AB12" is row 11, column 27.
Place place_of(std::string_view reference) {
  Place place{0, 0};
  std::size_t at = 0;
  while (at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && place.column < 20'000)
    place.column = place.column * 26 + (reference[at++] - 'A' + 1);
  std::from_chars(reference.data() + at, reference.data() + reference.size(), place.row);
  return {place.row - 1, place.column - 1};
}

class Sheet {
 public:
  Sheet(const std::vector<std::string>& strings, pugi::xml_node worksheet)
      : m_strings(strings), m_worksheet(worksheet) {
    read_hidden_columns();
    read_merged();
  }

  Piece read() {
    Piece piece{.is_grid = true};
    int row = -1;
    for (const auto node : child(m_worksheet, "sheetData").children()) {
      row = std::clamp(node.attribute("r").as_int(row + 2) - 1, row + 1, max_rows);
      if (is_true(attribute(node, "hidden"))) continue;
      if (row >= max_rows || piece.cells.size() >= max_cells) break;
      read_row(node, row, piece);
    }
    piece.line = 1;
    return piece;
  }

 private:
  static bool is_true(std::string_view value) { return value == "1" || value == "true"; }

  void read_hidden_columns() {
    for (const auto column : child(m_worksheet, "cols").children()) {
      if (!is_true(attribute(column, "hidden"))) continue;
      const int last = std::min(column.attribute("max").as_int(), max_columns_of_piece);
      for (int i = std::max(1, column.attribute("min").as_int()); i <= last; ++i) m_hidden.insert(i - 1);
    }
  }

  void read_merged() {
    for (const auto merge : child(m_worksheet, "mergeCells").children()) {
      const auto reference = attribute(merge, "ref");
      const auto colon = reference.find(':');
      if (colon == std::string_view::npos || m_merged.size() >= max_cells) continue;
      const auto first = place_of(reference.substr(0, colon)), last = place_of(reference.substr(colon + 1));
      if (first.row < 0 || first.column < 0 || last.row < first.row || last.column < first.column) continue;
      m_merged[{first.row, first.column}] = last;
    }
  }

  void read_row(pugi::xml_node node, int row, Piece& piece) const {
    int column = -1;
    for (const auto cell : node.children()) {
      const auto place = place_of(attribute(cell, "r"));
      column = place.column >= 0 ? place.column : column + 1;
      if (column >= max_columns_of_piece) break;
      if (m_hidden.contains(column)) continue;
      PieceCell read{.row = row, .column = column, .text = text_of(cell)};
      if (const auto merged = m_merged.find({row, column}); merged != m_merged.end()) {
        read.rows = merged->second.row - row + 1;
        read.columns = std::min(merged->second.column, max_columns_of_piece - 1) - column + 1;
      }
      if (!read.text.empty() || read.rows > 1 || read.columns > 1) piece.cells.push_back(std::move(read));
    }
  }

  std::string text_of(pugi::xml_node cell) const {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr") return text_below(cell);
    const std::string_view value = child(cell, "v").text().get();
    if (type != "s") return std::string(value);
    std::size_t index = 0;
    std::from_chars(value.data(), value.data() + value.size(), index);
    return index < m_strings.size() ? m_strings[index] : std::string();
  }

  const std::vector<std::string>& m_strings;
  pugi::xml_node m_worksheet;
  std::set<int> m_hidden;
  std::map<std::pair<int, int>, Place> m_merged;
};

std::vector<std::string> shared_strings(const Archive& archive) {
  std::vector<std::string> strings;
  pugi::xml_document document;
  if (!archive.has("xl/sharedStrings.xml") || !load_xml(archive, "xl/sharedStrings.xml", document)) return strings;
  for (const auto item : document.document_element().children())
    if (local_name(item) == "si") strings.push_back(text_below(item));
  return strings;
}
}  // namespace

Result<Pieces> read_xlsx_pieces(std::string_view bytes) {
  const auto archive = TRY(Archive::open(bytes));
  pugi::xml_document workbook;
  CHECK_OK(load_xml(archive, "xl/workbook.xml", workbook));
  const auto strings = shared_strings(archive);
  const auto relations = relations_of(archive, "xl/workbook.xml");
  PieceCollector collector;
  int number = 0;
  for (const auto node : child(workbook.document_element(), "sheets").children()) {
    ++number;
    const auto state = attribute(node, "state");
    const std::string id = node.attribute("r:id").value();
    const auto found = std::ranges::find(relations, id, &Relation::id);
    if (state == "hidden" || state == "veryHidden" || found == relations.end() || !archive.has(found->target)) continue;
    pugi::xml_document document;
    CHECK_OK(load_xml(archive, found->target, document));
    auto piece = Sheet(strings, document.document_element()).read();
    piece.page = number;
    piece.label = clean_utf8(attribute(node, "name"));
    collector.table(std::move(piece));
  }
  return collector.take_pieces();
}

}  // namespace gongkai::documents
