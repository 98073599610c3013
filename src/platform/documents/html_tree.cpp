#include "platform/documents/html_tree.hpp"

#include "base/text.hpp"

namespace gongkai::documents {
void HtmlTree::Destroy::operator()(GumboOutput* output) const {
  gumbo_destroy_output(&kGumboDefaultOptions, output);
}

HtmlTree::HtmlTree(std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  m_output.reset(gumbo_parse_with_options(&options, html.data(), html.size()));
}

std::string title_of_html(std::string_view html) {
  if (!check_html_size(html)) return {};
  const HtmlTree tree(html);
  const auto& top = tree.root()->v.element.children;
  for (unsigned i = 0; i < top.length; ++i) {
    const auto* head = static_cast<const GumboNode*>(top.data[i]);
    if (head->type != GUMBO_NODE_ELEMENT || head->v.element.tag != GUMBO_TAG_HEAD) continue;
    const auto& children = head->v.element.children;
    for (unsigned j = 0; j < children.length; ++j) {
      const auto* node = static_cast<const GumboNode*>(children.data[j]);
      if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_TITLE &&
          node->v.element.children.length > 0) {
        const auto* text = static_cast<const GumboNode*>(node->v.element.children.data[0]);
        if (text->type == GUMBO_NODE_TEXT) return std::string(trim(text->v.text.text));
      }
    }
  }
  return {};
}

}  // namespace gongkai::documents
