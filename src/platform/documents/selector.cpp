#include "platform/documents/selector.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/documents/records.hpp"

namespace gongkai::documents {

namespace {

constexpr std::size_t max_steps = 8;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool parse_step(std::string_view word, SelectorStep& step) {
  char kind = 0;
  for (std::size_t i = 0; i < word.size();) {
    if (word[i] == '#' || word[i] == '.') kind = word[i++];
    const auto begin = i;
    while (i < word.size() && is_name_character(word[i])) ++i;
    if (i == begin) return false;
    const std::string name(word.substr(begin, i - begin));
    if (kind == '#') step.id = name;
    else if (kind == '.') step.classes.push_back(name);
    else step.tag = fold(name);
    if (i < word.size() && word[i] != '#' && word[i] != '.') return false;
  }
  return true;
}

bool has_class(std::string_view list, std::string_view wanted) {
  const auto names = split(list, ' ');
  return std::ranges::find(names, wanted) != names.end();
}

bool fits(const GumboNode* node, const SelectorStep& step) {
  const auto& element = node->v.element;
  if (!step.tag.empty() && step.tag != gumbo_normalized_tagname(element.tag)) return false;
  if (!step.id.empty() && attribute_of(node, "id") != step.id) return false;
  const auto list = attribute_of(node, "class");
  return std::ranges::all_of(step.classes, [&](const std::string& name) { return has_class(list, name); });
}

/// Whether the ancestors of the node fit the steps before the last one, outer before inner.
bool fits_above(const GumboNode* node, const std::vector<SelectorStep>& steps) {
  auto left = steps.size() - 1;
  for (const auto* up = node->parent; up && left > 0; up = up->parent)
    if (up->type == GUMBO_NODE_ELEMENT && fits(up, steps[left - 1])) --left;
  return left == 0;
}

}  // namespace

std::vector<SelectorStep> parse_selector(std::string_view text) {
  std::vector<SelectorStep> steps;
  for (const auto word : split(trim(text), ' ')) {
    if (word.empty()) continue;
    SelectorStep step;
    if (!parse_step(word, step) || steps.size() == max_steps) return {};
    steps.push_back(std::move(step));
  }
  return steps;
}

bool is_selector(std::string_view text) {
  return text.size() <= 200 && !parse_selector(text).empty();
}

const GumboNode* select(const GumboNode* root, const std::vector<SelectorStep>& steps) {
  const GumboNode* found = nullptr;
  if (steps.empty()) return found;
  each_element(root, [&](const GumboNode* node) {
    if (!found && fits(node, steps.back()) && fits_above(node, steps)) found = node;
    return found == nullptr;
  });
  return found;
}

std::string_view attribute_of(const GumboNode* node, const char* name) {
  const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

std::string text_below(const GumboNode* root) {
  std::string out;
  std::vector<const GumboNode*> open{root};
  while (!open.empty()) {
    const auto* node = open.back();
    open.pop_back();
    if (node->type == GUMBO_NODE_TEXT) {
      for (const char c : std::string_view(node->v.text.text)) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
      }
      continue;
    }
    if (node->type != GUMBO_NODE_ELEMENT) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const auto tag = node->v.element.tag;
    if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_NOSCRIPT) continue;
    const auto& children = node->v.element.children;
    for (unsigned i = children.length; i > 0; --i) open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
  }
  return std::string(trim(out));
}

}  // namespace gongkai::documents
