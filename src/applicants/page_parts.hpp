// What the pages of this folder share. None of them is for search engines but the guide.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layout/page.hpp"

namespace gongkai::applicants {

/// What a form needs to be shown again as it was sent.
struct FormState {
  std::string token{};
  std::vector<Fault> faults{};
};

struct PageShape {
  std::string title;
  std::string heading{};  // "" is the title
  bool listed = false;    // for search engines: the guide alone
  std::string path{};     // of the page below the site's base, when it is listed
};

std::string whole_page(const layout::Frame& frame, const PageShape& shape, const html::Html& content,
                       const html::Html& beside = {});

/// A form that is sent to this address, with its token. Several files may go with it.
html::Html form_of(std::string_view action, const FormState& state, const html::Html& fields, bool with_files = false);
html::Html hidden(std::string_view name, std::string_view value);
/// "act" tells the handler which button was pressed.
html::Html send_button(std::string_view words, std::string_view act = {});
html::Html quiet_button(std::string_view words, std::string_view act);
html::Html link_button(std::string_view address, std::string_view words);
html::Html fact(std::string_view name, std::string_view value);
html::Html facts(const std::vector<std::pair<std::string, std::string>>& pairs);
html::Html bullets(const std::vector<std::string>& lines);
/// A note that stands out.
html::Html note(std::string_view words, bool warning = false);

std::string words(std::string_view code);  // of the catalog, as a text of its own

}  // namespace gongkai::applicants
