// HTML as pieces. A table that holds tables is there for the layout: its cells are read one after the other.
#include <cstdlib>

#include "platform/documents/html_allow_list.hpp"
#include "platform/documents/html_tree.hpp"
#include "platform/documents/piece_collector.hpp"
#include "platform/documents/selector.hpp"

namespace gongkai::documents {
namespace {

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT;
}

bool is_skipped(GumboTag tag) {
  return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_TEMPLATE ||
         tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_SELECT;
}

bool holds_table(const GumboNode& table) {
  bool found = false;
  each_element(&table, [&](const GumboNode* node) {
    found = found || (node != &table && node->v.element.tag == GUMBO_TAG_TABLE);
    return !found;
  });
  return found;
}

int span_of(const GumboNode& cell, const char* name) {
  const auto text = std::string(attribute_of(&cell, name));
  return text.empty() ? 1 : std::max(1, std::atoi(text.c_str()));
}

class Reader {
 public:
  explicit Reader(PieceCollector& collector) : m_collector(collector) {}

  void children(const GumboNode& node) {
    const auto& list = node.v.element.children;
    for (unsigned i = 0; i < list.length && !m_collector.is_full(); ++i)
      visit(*static_cast<const GumboNode*>(list.data[i]));
  }
  void flush() {
    m_collector.paragraph(m_text);
    m_text.clear();
  }

 private:
  void visit(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE) return add(node.v.text.text);
    if (!is_element(node) || is_skipped(node.v.element.tag)) return;
    const auto tag = node.v.element.tag;
    if (tag == GUMBO_TAG_TABLE && !holds_table(node)) return table(node);
    const bool breaks = tag == GUMBO_TAG_BR || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH ||
                        tag == GUMBO_TAG_TABLE || is_block(tag);
    if (breaks) flush();
    children(node);
    if (breaks) flush();
  }

  void add(std::string_view text) {
    for (const char c : text) {
      const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_space) m_text += c;
      else if (!m_text.empty() && m_text.back() != ' ') m_text += ' ';
    }
  }

  void table(const GumboNode& node) {
    flush();
    Piece piece{.is_grid = true};
    CellPlaces places;
    rows(node, piece, places);
    m_collector.table(std::move(piece));
  }

  void rows(const GumboNode& node, Piece& piece, CellPlaces& places) {
    const auto& list = node.v.element.children;
    for (unsigned i = 0; i < list.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(list.data[i]);
      if (!is_element(child)) continue;
      const auto tag = child.v.element.tag;
      if (tag == GUMBO_TAG_TR) row(child, piece, places);
      else if (tag == GUMBO_TAG_CAPTION) m_collector.paragraph(text_below(&child));
      else if (tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_TFOOT) rows(child, piece, places);
    }
  }

  static void row(const GumboNode& node, Piece& piece, CellPlaces& places) {
    places.next_row();
    const auto& list = node.v.element.children;
    for (unsigned i = 0; i < list.length && piece.cells.size() < max_cells; ++i) {
      const auto& child = *static_cast<const GumboNode*>(list.data[i]);
      if (!is_element(child)) continue;
      if (child.v.element.tag != GUMBO_TAG_TD && child.v.element.tag != GUMBO_TAG_TH) continue;
      auto cell = places.place(span_of(child, "colspan"), span_of(child, "rowspan"));
      cell.text = text_below(&child);
      piece.cells.push_back(std::move(cell));
    }
  }

  PieceCollector& m_collector;
  std::string m_text;
};
}  // namespace

Result<Pieces> read_html_pieces(std::string_view bytes) {
  const auto text = decode_text(bytes);
  if (!text) return refuse(FaultKind::invalid, "files.damaged");
  CHECK_OK(check_html_size(*text));
  const HtmlTree tree(*text);
  PieceCollector collector;
  Reader reader(collector);
  reader.children(*tree.root());
  reader.flush();
  return collector.take_pieces();
}

}  // namespace gongkai::documents
