#include "applicants/page_parts.hpp"

#include "platform/i18n/messages.hpp"

namespace gongkai::applicants {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

std::string words(std::string_view code) {
  return std::string(text(code));
}

std::string whole_page(const layout::Frame& frame, const PageShape& shape, const Html& content, const Html& beside) {
  const std::string entry = frame.base + "/requests", title = words("applicants.title");
  std::vector<Link> trail{{frame.base + "/disclosure", words("applicants.platform")}};
  if (shape.listed) trail.push_back({"", shape.title});
  else trail.insert(trail.end(), {{entry, title}, {"", shape.heading.empty() ? shape.title : shape.heading}});
  const std::string& heading = shape.heading.empty() ? shape.title : shape.heading;
  const Html article = element("article", {cls("panel doc plain-page request-page")}, h1(heading), content);
  const Html main = beside.empty() ? Html(div({cls("wrap")}, article))
                                   : Html(div({cls("wrap grid rail")}, article, aside({cls("stack")}, beside)));
  return layout::page(frame,
                      {.title = shape.title,
                       .description = shape.title,
                       .canonical = shape.listed ? frame.base + shape.path : std::string(),
                       .trail = trail,
                       .current = frame.base + "/c/disclosure"},
                      main);
}

Html hidden(std::string_view name, std::string_view value) {
  return empty_element("input", {attribute("type", "hidden"), attribute("name", name), attribute("value", value)});
}

Html form_of(std::string_view action, const FormState& state, const Html& fields, bool with_files) {
  return form({attribute("method", "post"), attribute("action", action), flag("novalidate", true),
               attribute_if(with_files, "enctype", "multipart/form-data")},
              hidden("csrf", state.token), fields);
}

Html send_button(std::string_view words, std::string_view act) {
  return button({cls("btn"), attribute("type", "submit"), attribute_if(!act.empty(), "name", "act"),
                 attribute_if(!act.empty(), "value", act)},
                words);
}

Html quiet_button(std::string_view words, std::string_view act) {
  return button({cls("btn sec"), attribute("type", "submit"), attribute("name", "act"), attribute("value", act)},
                words);
}

Html link_button(std::string_view address, std::string_view words) {
  return a({cls("btn sec"), href(address)}, words);
}

Html fact(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  return group(dt(name), dd(value));
}

Html facts(const std::vector<std::pair<std::string, std::string>>& pairs) {
  const auto row = [](const auto& pair) { return fact(pair.first, pair.second); };
  return dl({cls("dl wide-names")}, each(pairs, row));
}

Html bullets(const std::vector<std::string>& lines) {
  return ul({cls("bullets")}, each(lines, [](const std::string& line) { return li(line); }));
}

Html note(std::string_view words, bool warning) {
  return p({cls(warning ? "note warn" : "note")}, words);
}

}  // namespace gongkai::applicants
