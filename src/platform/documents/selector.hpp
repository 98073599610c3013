// The few selectors that people need to say where things stand in a page: tag, #id, .class, and descent by blanks.
#pragma once
#include <gumbo.h>

#include <string>
#include <string_view>
#include <vector>

namespace gongkai::documents {

struct SelectorStep {
  std::string tag{};
  std::string id{};
  std::vector<std::string> classes{};
};

/// Empty when the text is no selector.
std::vector<SelectorStep> parse_selector(std::string_view text);
/// The first element, in the order of the document, that the selector means; null for none.
const GumboNode* select(const GumboNode* root, const std::vector<SelectorStep>& steps);

std::string_view attribute_of(const GumboNode* node, const char* name);  // "" when missing
/// Calls f(const GumboNode*) for each element below the root, in order; f returns false to skip what is inside.
/// Iterative: foreign pages nest as they like.
template <class F>
void each_element(const GumboNode* root, F&& f) {
  std::vector<const GumboNode*> open{root};
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    if (!f(node)) continue;
    const auto& children = node->v.element.children;
    for (unsigned i = children.length; i > 0; --i) open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
  }
}
/// All text below, without scripts and styles; white space runs become one blank.
std::string text_below(const GumboNode* root);

}  // namespace gongkai::documents
