// What the pages of this folder share.
#pragma once
#include "layout/page.hpp"
#include "readers/voice_pages.hpp"

namespace gongkai::readers {

/// Not for search engines: forms, receipts and what only one reader may see.
inline std::string private_page(const layout::Frame& frame, std::string_view title, const html::Html& content) {
  const std::string name(title);
  return layout::page(
      frame, {.title = name, .description = name, .trail = {{"", name}}},
      html::div({html::cls("wrap")}, html::article({html::cls("panel doc plain-page")}, html::h1(name), content)));
}

inline html::Html token_field(const FormState& state) {
  using namespace html;  // NOLINT
  return empty_element("input",
                       {attribute("type", "hidden"), attribute("name", "csrf"), attribute("value", state.token)});
}

inline html::Html send_button(std::string_view words) {
  using namespace html;  // NOLINT
  return div({cls("btns")}, button({cls("btn"), attribute("type", "submit")}, words));
}

}  // namespace gongkai::readers
