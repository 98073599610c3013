// WordprocessingML as pieces: what is shown, without tracked deletions, hidden runs and field codes. Cells merged
// downwards (vMerge) are one cell; a table that holds tables is there for the layout.
#include <charconv>
#include <map>

#include "platform/documents/archive.hpp"
#include "platform/documents/piece_collector.hpp"
#include "platform/documents/xml.hpp"

namespace gongkai::documents {
namespace {
constexpr int max_depth = 60;  // of tables, content controls and text boxes in one another

bool is_invisible(std::string_view name) {
  return name == "Fallback" || name == "instrText" || name == "pPr" || name == "rPr" || name == "del" ||
         name == "moveFrom" || name == "tblPr" || name == "tcPr" || name == "trPr" || name == "sectPr";
}

bool is_hidden_run(pugi::xml_node node) {
  const auto flag = child(child(node, "rPr"), "vanish");
  const auto value = attribute(flag, "val");
  return flag && value != "0" && value != "false" && value != "off";
}

/// The attribute "val", within what a table may have.
int number_of(pugi::xml_node node, int otherwise) {
  const auto text = attribute(node, "val");
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, 0, max_columns_of_piece);
}

/// The words below; each paragraph ends its line.
std::string text_of(pugi::xml_node root) {
  std::string text;
  walk(
      root,
      [&](pugi::xml_node node) {
        const auto name = local_name(node);
        if (is_invisible(name) || (name == "r" && is_hidden_run(node))) return false;
        if (name == "t") text += node.text().get();
        if (name == "tab" && local_name(node.parent()) == "r") text += '\t';
        if (name == "br" || name == "cr") text += '\n';
        if (name == "noBreakHyphen") text += '-';
        return true;
      },
      [&](pugi::xml_node node) {
        if (local_name(node) == "p" && !text.empty() && text.back() != '\n') text += '\n';
      });
  return text;
}

bool holds_table(pugi::xml_node table) {
  bool found = false;
  walk(
      table,
      [&](pugi::xml_node node) {
        found = found || local_name(node) == "tbl";
        return !found;
      },
      [](pugi::xml_node) {});
  return found;
}

class Reader {
 public:
  explicit Reader(PieceCollector& collector) : m_collector(collector) {}

  void flow(pugi::xml_node parent, int depth) {
    if (depth > max_depth) return;
    for (const auto node : parent.children()) {
      if (m_collector.is_full()) return;
      const auto name = local_name(node);
      if (is_invisible(name)) continue;
      if (name == "p") paragraph(node);
      else if (name == "tbl" && !holds_table(node)) table(node);
      else flow(node, depth + 1);
    }
  }

 private:
  void paragraph(pugi::xml_node node) {
    const auto text = text_of(node);
    for (const auto line : split(text, '\n')) m_collector.line(line);
  }

  void table(pugi::xml_node node) {
    Piece piece{.is_grid = true};
    m_open.clear();
    int row = 0;
    rows(node, piece, row, 0);
    m_collector.table(std::move(piece));
  }

  void rows(pugi::xml_node parent, Piece& piece, int& row, int depth) {
    for (const auto node : parent.children()) {
      const auto name = local_name(node);
      if (name == "tr") cells(node, piece, row++);
      else if ((name == "sdt" || name == "sdtContent" || name == "ins") && depth < max_depth)
        rows(node, piece, row, depth + 1);
    }
  }

  void cells(pugi::xml_node node, Piece& piece, int row) {
    int column = number_of(child(child(node, "trPr"), "gridBefore"), 0);
    each_cell(node, 0, [&](pugi::xml_node cell) {
      const auto properties = child(cell, "tcPr");
      const int span = std::max(1, number_of(child(properties, "gridSpan"), 1));
      const auto merge = child(properties, "vMerge");
      const bool goes_on = merge && attribute(merge, "val") != "restart";
      if (column < max_columns_of_piece) place(cell, piece, {.row = row, .column = column, .columns = span}, goes_on);
      column += span;
    });
  }

  template <class F>
  static void each_cell(pugi::xml_node parent, int depth, F&& f) {
    for (const auto node : parent.children()) {
      const auto name = local_name(node);
      if (name == "tc") f(node);
      else if ((name == "sdt" || name == "sdtContent" || name == "ins") && depth < max_depth)
        each_cell(node, depth + 1, f);
    }
  }

  void place(pugi::xml_node node, Piece& piece, PieceCell cell, bool goes_on) {
    if (const auto open = m_open.find(cell.column); goes_on && open != m_open.end()) {
      auto& above = piece.cells[open->second];
      above.rows = cell.row - above.row + 1;
      return;
    }
    if (piece.cells.size() >= max_cells) return;
    cell.text = text_of(node);
    m_open[cell.column] = piece.cells.size();
    piece.cells.push_back(std::move(cell));
  }

  PieceCollector& m_collector;
  std::map<int, std::size_t> m_open;  // column → the last cell that begins there
};
}  // namespace

Result<Pieces> read_docx_pieces(std::string_view bytes) {
  const auto archive = TRY(Archive::open(bytes));
  pugi::xml_document document;
  CHECK_OK(load_xml(archive, "word/document.xml", document));
  PieceCollector collector;
  Reader(collector).flow(document.document_element(), 0);
  return collector.take_pieces();
}

}  // namespace gongkai::documents
