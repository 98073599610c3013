// Foreign HTML as a tree. gumbo is quadratic in the nesting depth, so size and depth are bounded before it sees
// anything.
#pragma once
#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace gongkai::documents {

inline constexpr std::size_t max_html_bytes = 2 << 20;
inline constexpr int max_html_depth = 256;

/// Fault files.html_too_large or files.html_too_deep.
Result<void> check_html_size(std::string_view html);

class HtmlTree {
 public:
  explicit HtmlTree(std::string_view html);  // must outlive the tree
  const GumboNode* root() const { return m_output->root; }

 private:
  struct Destroy {
    void operator()(GumboOutput* output) const;
  };
  std::unique_ptr<GumboOutput, Destroy> m_output;
};

/// The text of <title>, "" when there is none or the document cannot be read.
std::string title_of_html(std::string_view html);

}  // namespace gongkai::documents
