#include "platform/documents/sanitise.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/html_allow_list.hpp"
#include "platform/documents/html_tree.hpp"

namespace gongkai::documents {
namespace {
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
}

std::string_view name_of_element(const GumboElement& element) {
  // the page has one first heading, its title
  return element.tag == GUMBO_TAG_H1 ? "h2" : std::string_view(gumbo_normalized_tagname(element.tag));
}

/// Writes the tree again, with what the list allows. Recursion is bounded: a tree deeper than max_html_depth is
/// refused.
class Rebuild {
 public:
  void children(const GumboVector& nodes, int depth) {
    for (unsigned i = 0; i < nodes.length; ++i) node(*static_cast<const GumboNode*>(nodes.data[i]), depth + 1);
  }
  Sanitised take() {
    m_result.plain_text = std::string(trim(m_result.plain_text));
    return std::move(m_result);
  }
  bool is_too_deep() const { return m_is_too_deep; }

 private:
  void node(const GumboNode& node, int depth) {
    if (depth > max_html_depth) return void(m_is_too_deep = true);
    switch (node.type) {
      case GUMBO_NODE_ELEMENT: return element(node.v.element, depth);
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE: return text(clean_utf8(node.v.text.text));
      case GUMBO_NODE_COMMENT:
      case GUMBO_NODE_TEMPLATE:
      case GUMBO_NODE_DOCUMENT: return;
    }
  }

  void text(const std::string& text) {
    append_escaped(m_result.markup, text);
    plain(text);
  }

  void element(const GumboElement& element, int depth) {
    switch (treatment_of(element)) {
      case Treatment::drop:
        return note(element.tag == GUMBO_TAG_SCRIPT ? "files.html_script_removed" : "files.html_element_removed",
                    element.tag);
      case Treatment::unwrap:
        if (is_block(element.tag)) end_line();
        return children(element.children, depth);
      case Treatment::keep: break;
    }
    const auto kept = kept_attributes(element);
    if (!kept.fault.empty()) note(kept.fault, element.tag);
    if (kept.is_lost) return;
    const auto name = name_of_element(element);
    open(name, kept.attributes);
    if (is_block(element.tag)) end_line();
    if (element.tag == GUMBO_TAG_TD || element.tag == GUMBO_TAG_TH) end_cell();
    if (element.tag == GUMBO_TAG_IMG) plain_alternative(kept);
    if (is_void_element(element.tag)) return;
    if (element.tag == GUMBO_TAG_PRE) ++m_pre, m_result.markup += '\n';  // a parser drops one line feed here
    children(element.children, depth);
    if (element.tag == GUMBO_TAG_PRE) --m_pre;
    fmt::format_to(std::back_inserter(m_result.markup), "</{}>", name);
    if (is_block(element.tag)) end_line();
  }

  void open(std::string_view name, const std::vector<KeptAttribute>& attributes) {
    fmt::format_to(std::back_inserter(m_result.markup), "<{}", name);
    for (const auto& attribute : attributes) {
      fmt::format_to(std::back_inserter(m_result.markup), " {}=\"", attribute.name);
      append_escaped(m_result.markup, attribute.value);
      m_result.markup += '"';
    }
    m_result.markup += '>';
  }

  void plain(std::string_view text) {
    auto& out = m_result.plain_text;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space || m_pre > 0) out += c;
      else if (!out.empty() && out.back() != ' ' && out.back() != '\n' && out.back() != '\t') out += ' ';
    }
  }
  void plain_alternative(const Kept& kept) {
    for (const auto& attribute : kept.attributes)
      if (attribute.name == "alt") plain(attribute.value);
  }
  void end_line() {
    auto& out = m_result.plain_text;
    while (m_pre == 0 && (out.ends_with(' ') || out.ends_with('\t'))) out.pop_back();
    if (!out.empty() && out.back() != '\n') out += '\n';
  }
  void end_cell() {
    auto& out = m_result.plain_text;
    while (out.ends_with(' ')) out.pop_back();
    if (!out.empty() && out.back() != '\n') out += '\t';
  }

  void note(std::string_view code, GumboTag tag) {
    if (tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_META || tag == GUMBO_TAG_LINK)
      return;  // of no interest to an author
    const auto known = [&](const Fault& fault) { return fault.code == code; };
    if (std::none_of(m_result.faults.begin(), m_result.faults.end(), known))
      m_result.faults.push_back({FaultKind::invalid, std::string(code), {}});
  }

  Sanitised m_result;
  int m_pre = 0;
  bool m_is_too_deep = false;
};

Result<Sanitised> rebuild(std::string_view html) {
  CHECK_OK(check_html_size(html));
  const HtmlTree tree(html);
  Rebuild result;
  result.children(tree.root()->v.element.children, 0);
  if (result.is_too_deep()) return refuse(FaultKind::too_large, "files.html_too_deep");
  return result.take();
}

std::string paragraphs(std::string_view plain_text) {
  std::string markup;
  for (const auto line : split(plain_text, '\n')) {
    if (trim(line).empty()) continue;
    markup += "<p>";
    append_escaped(markup, trim(line));
    markup += "</p>";
  }
  return markup;
}
}  // namespace

Result<Sanitised> sanitise(std::string_view html) {
  constexpr int rounds = 4;
  auto result = TRY(rebuild(clean_utf8(html)));
  for (int i = 0; i < rounds; ++i) {
    auto again = TRY(rebuild(result.markup));
    if (again.markup == result.markup) return result;
    again.faults = std::move(result.faults);
    result = std::move(again);
  }
  // Markup that a parser moves about for ever (text inside broken tables) is no markup: its words are kept.
  result.markup = paragraphs(result.plain_text);
  return result;
}

}  // namespace gongkai::documents
