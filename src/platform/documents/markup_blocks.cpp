// From the sanitiser's markup to blocks. Levels of headings follow the numbering of the text itself (一、（一）1.（1）),
// which is what GB/T 9704 goes by; h2 … h5 say it where no number does.
#include <gumbo.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"
#include "platform/documents/html_tree.hpp"
#include "platform/documents/numbering.hpp"
#include "platform/documents/official_text.hpp"

namespace gongkai::documents {
namespace {
std::string_view attribute(const GumboNode& node, const char* name) {
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

int number_of(const GumboNode& node, const char* name, int otherwise) {
  const auto text = std::string(attribute(node, name));
  return text.empty() ? otherwise : std::clamp(std::atoi(text.c_str()), 1, 1000);
}

bool has_class(const GumboNode& node, std::string_view name) {
  for (const auto word : split(attribute(node, "class"), ' '))
    if (word == name) return true;
  return false;
}

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

Align align_of(const GumboNode& node, Align otherwise) {
  if (has_class(node, "align-center")) return Align::center;
  if (has_class(node, "align-right") || has_class(node, "signature")) return Align::right;
  if (has_class(node, "align-left")) return Align::left;
  return otherwise;
}

/// Runs of white space are one space, as a browser shows them; between Chinese characters a line break is none.
void add_text(std::vector<Span>& spans, std::string_view text, bool is_strong) {
  if (spans.empty() || spans.back().is_strong != is_strong) spans.push_back({"", is_strong});
  auto& out = spans.back().text;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) out += c;
    else if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
  }
}

void finish(std::vector<Span>& spans) {
  while (!spans.empty() && trim(spans.back().text).empty()) spans.pop_back();
  while (!spans.empty() && trim(spans.front().text).empty()) spans.erase(spans.begin());
  if (spans.empty()) return;
  auto& first = spans.front().text;
  first.erase(0, static_cast<std::size_t>(trim(first).data() - first.data()));
  auto& last = spans.back().text;
  const auto kept = trim(last);
  last.resize(static_cast<std::size_t>(kept.data() + kept.size() - last.data()));
}

class Reader {
 public:
  std::vector<Block> read(const GumboNode& root) {
    children(root, false);
    flush();
    return std::move(m_blocks);
  }

 private:
  void children(const GumboNode& node, bool is_strong) {
    const auto& list = node.v.element.children;
    for (unsigned i = 0; i < list.length; ++i) visit(*static_cast<const GumboNode*>(list.data[i]), is_strong);
  }

  void visit(const GumboNode& node, bool is_strong) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE)
      return add_text(m_block.spans, node.v.text.text, is_strong);
    if (is_element(node)) element(node, is_strong);
  }

  void element(const GumboNode& node, bool is_strong) {
    switch (node.v.element.tag) {
      case GUMBO_TAG_BR: return flush_line();
      case GUMBO_TAG_STRONG:
      case GUMBO_TAG_B: return children(node, true);
      case GUMBO_TAG_H2:
      case GUMBO_TAG_H3:
      case GUMBO_TAG_H4:
      case GUMBO_TAG_H5:
      case GUMBO_TAG_H6: return block(node, BlockKind::heading, std::min(4, level_of(node.v.element.tag)));
      case GUMBO_TAG_P:
      case GUMBO_TAG_DT:
      case GUMBO_TAG_DD:
      case GUMBO_TAG_PRE:
      case GUMBO_TAG_DIV: return block(node, BlockKind::paragraph, 0);
      case GUMBO_TAG_FIGCAPTION: return block(node, BlockKind::note, 0);
      case GUMBO_TAG_OL:
      case GUMBO_TAG_UL: return list(node);
      case GUMBO_TAG_LI: return item(node);
      case GUMBO_TAG_IMG: return picture(node);
      case GUMBO_TAG_TABLE: return table(node);
      default: return children(node, is_strong);
    }
  }

  static int level_of(GumboTag tag) { return tag - GUMBO_TAG_H2 + 1; }

  void block(const GumboNode& node, BlockKind kind, int level) {
    flush();
    m_block.kind = kind;
    m_block.level = level;
    m_block.align = align_of(node, kind == BlockKind::note ? Align::center : Align::justified);
    children(node, false);
    flush();
  }

  void flush_line() {
    const auto block = m_block;
    flush();
    m_block.kind = block.kind;
    m_block.level = block.level;
    m_block.align = block.align;
  }

  void flush() {
    finish(m_block.spans);
    if (!m_block.spans.empty()) {
      std::string whole;
      for (const auto& span : m_block.spans) whole += span.text;
      const int numbered = numbering_level(whole);
      if (m_block.kind == BlockKind::paragraph && numbered > 0 && is_heading_line(whole))
        m_block.kind = BlockKind::heading;
      if (m_block.kind == BlockKind::heading && numbered > 0) m_block.level = numbered;
      m_blocks.push_back(std::move(m_block));
    }
    m_block = {};
  }

  void list(const GumboNode& node) {
    flush();
    const auto outer = m_number;
    m_number = node.v.element.tag == GUMBO_TAG_OL ? number_of(node, "start", 1) : 0;
    children(node, false);
    flush();
    m_number = outer;
  }

  void item(const GumboNode& node) {
    flush();
    m_block.kind = BlockKind::item;
    add_text(m_block.spans, m_number > 0 ? std::to_string(m_number) + "." : "•", false);
    m_block.spans.back().text += m_number > 0 ? "" : " ";
    if (m_number > 0) ++m_number;
    children(node, false);
    flush();
  }

  void picture(const GumboNode& node) {
    const auto shows = trim(attribute(node, "alt"));
    if (shows.empty()) return;  // decoration
    flush();
    m_block = {.kind = BlockKind::note, .align = Align::center};
    m_block.spans.push_back({"〔图：" + std::string(shows) + "〕"});
    flush();
  }

  void table(const GumboNode& node) {
    flush();
    Block block{.kind = BlockKind::table};
    rows(node, block);
    if (!block.rows.empty()) m_blocks.push_back(std::move(block));
  }

  void rows(const GumboNode& node, Block& block) {
    const auto& list = node.v.element.children;
    for (unsigned i = 0; i < list.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(list.data[i]);
      if (!is_element(child)) continue;
      const auto tag = child.v.element.tag;
      if (tag == GUMBO_TAG_TR) row(child, block);
      else if (tag == GUMBO_TAG_CAPTION) block.caption = text_of(inside(child));
      else if (tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_TFOOT) rows(child, block);
    }
  }

  void row(const GumboNode& node, Block& block) {
    TableRow cells;
    const auto& list = node.v.element.children;
    for (unsigned i = 0; i < list.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(list.data[i]);
      if (!is_element(child)) continue;
      const auto tag = child.v.element.tag;
      if (tag != GUMBO_TAG_TD && tag != GUMBO_TAG_TH) continue;
      cells.push_back({.spans = inside(child),
                       .columns = number_of(child, "colspan", 1),
                       .rows = number_of(child, "rowspan", 1),
                       .is_header = tag == GUMBO_TAG_TH});
    }
    if (!cells.empty()) block.rows.push_back(std::move(cells));
  }

  /// Everything below as one run of text, its blocks on lines of their own.
  static std::vector<Span> inside(const GumboNode& node) {
    Reader reader;
    reader.children(node, false);
    reader.flush();
    std::vector<Span> spans;
    for (auto& block : reader.m_blocks) {
      if (!spans.empty() && !block.spans.empty()) spans.back().text += '\n';
      spans.insert(spans.end(), block.spans.begin(), block.spans.end());
    }
    return spans;
  }

  static std::string text_of(const std::vector<Span>& spans) {
    std::string text;
    for (const auto& span : spans) text += span.text;
    return text;
  }

  std::vector<Block> m_blocks;
  Block m_block;
  int m_number = 0;  // of the next item of an ordered list; 0 in a list without numbers
};
}  // namespace

Result<std::vector<Block>> blocks_of(std::string_view markup) {
  CHECK_OK(check_html_size(markup));
  const HtmlTree tree(markup);
  return Reader().read(*tree.root());
}

}  // namespace gongkai::documents
