// Pages of few data: site map, how to reach the office, accessibility statement, errors.
#include "platform/i18n/messages.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html lines(std::initializer_list<std::string_view> codes) {
  return ul({cls("bullets")}, each(codes, [](std::string_view code) { return li(text(code)); }));
}

std::string plain(const Frame& frame, std::string_view title, std::string_view path, const Html& content) {
  const std::string name(title);
  return page(frame,
              {.title = name, .description = name, .canonical = frame.base + std::string(path), .trail = {{"", name}}},
              div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(title), content)));
}

/// What happened and what to do next, by status: "error.404_title", "error.404_next".
std::string_view error_text(int status, std::string_view part, std::string_view otherwise) {
  const std::string code = fmt::format("error.{}_{}", status, part);
  return i18n::messages().has(code) ? text(code) : otherwise;
}

/// A tree as nested lists: a screen reader tells the depth.
Html tree(const std::vector<MapEntry>& entries, std::size_t& at, int depth) {
  Html items;
  while (at < entries.size() && entries[at].depth >= depth) {
    const MapEntry& entry = entries[at++];
    Html below;
    if (at < entries.size() && entries[at].depth > depth) below = tree(entries, at, depth + 1);
    items += li(a({href(entry.link.address)}, entry.link.text), below);
  }
  return ul(items);
}

}  // namespace

std::string map_page(const Frame& frame, const MapView& view) {
  std::size_t at = 0;
  Html content = nav({cls("sitemap"), aria("label", text("portal.columns"))}, h2(text("portal.columns")),
                     tree(view.columns, at, 0));
  if (!view.sites.empty())
    content += group(
        h2(text("portal.sites")),
        ul({cls("chips")}, each(view.sites, [](const Link& link) { return li(a({href(link.address)}, link.text)); })));
  return plain(frame, text("portal.map"), "/map", content);
}

std::string contact_page(const Frame& frame, const OfficeView& view) {
  const auto part = [](std::string_view anchor, std::string_view heading, const Html& body) {
    return Html(section({id(anchor), cls("part")}, h2(text(heading)), body));
  };
  const Html content =
      group(part("office", "portal.our_office", office_card(view.unit)),
            part("apply", "portal.apply",
                 Html(group(p(text("portal.apply_about")),
                            lines({"portal.apply_who", "portal.apply_what", "portal.apply_form"}),
                            p(text("portal.apply_how"))))),
            part("progress", "portal.progress", Html(p(text("portal.progress_how")))),
            part("letter", "portal.letter", Html(p(text("portal.letter_how")))),
            part("report", "portal.report_error",
                 Html(group(p(text("portal.report_how")),
                            p(a({cls("u"), href(frame.base + "/report-error")}, text("readers.report"))),
                            p(frame.site.contact)))));
  return plain(frame, text("portal.contact"), "/contact", content);
}

std::string accessibility_page(const Frame& frame, const OfficeView& view) {
  const Html content =
      group(p(text("portal.a11y_goal")), h2(text("portal.a11y_can")),
            lines({"portal.a11y_keyboard", "portal.a11y_elder", "portal.a11y_contrast", "portal.a11y_size",
                   "portal.a11y_zoom", "portal.a11y_reader", "portal.a11y_script"}),
            h2(text("portal.a11y_limits")), p(text("portal.a11y_limits_text")), h2(text("portal.a11y_report")),
            p(text("portal.a11y_report_text")), office_card(view.unit));
  return plain(frame, text("portal.accessibility_statement"), "/accessibility", content);
}

std::string english_page(const Frame& frame, const OfficeView& view) {
  const auto chinese = attribute("lang", "zh-CN");
  const auto row = [&](std::string_view code, const std::string& value) -> Html {
    if (value.empty()) return {};
    return group(dt(text(code)), dd({chinese}, value));
  };
  const auto& unit = view.unit;
  Html phone;
  if (!unit.phone.empty()) phone += group(dt(text("portal_en.phone")), dd(a({href("tel:" + unit.phone)}, unit.phone)));
  const auto points = lines({"portal_en.ask_name", "portal_en.ask_what", "portal_en.ask_form"});
  const Html content =
      group(h1(text("portal_en.title")), p({chinese}, b(frame.site.name)), p(text("portal_en.about")),
            h2(text("portal_en.reach")),
            dl({cls("dl")}, row("portal_en.office", unit.name), row("portal_en.contact", unit.contact),
               row("portal_en.address", unit.address), phone, row("portal_en.hours", unit.office_hours)),
            h2(text("portal_en.ask")), p(text("portal_en.ask_about")), points, p(text("portal_en.ask_term")),
            h2(text("portal_en.more")), p(text("portal_en.more_about")),
            ul({cls("bullets")}, li(a({href(frame.base + "/policies")}, text("portal_en.policies"))),
               li(a({href(frame.base + "/disclosure")}, text("portal_en.disclosure"))),
               li(a({href(frame.base + "/open")}, text("portal_en.open")))));
  return page(frame,
              {.title = std::string(text("portal_en.title")),
               .description = std::string(text("portal_en.description")),
               .canonical = frame.base + "/en",
               .english = true},
              div({cls("wrap")}, article({cls("panel doc plain-page")}, content)));
}

std::string error_page(const Frame& frame, int status, const Fault& fault, std::string_view request_id) {
  const std::string heading(error_text(status, "title", text("error.other_title")));
  Html reasons;
  for (const auto& each_fault : each_of(fault)) reasons += p(i18n::messages().message(each_fault));
  Html number;
  if (!request_id.empty()) number += p({cls("muted small")}, text("error.request_id", {{"id", request_id}}));
  const std::string home = frame.base + "/";
  const Html content =
      div({cls("wrap")},
          section({cls("panel notice")}, h1(heading), reasons, h2(text("error.next")),
                  p(error_text(status, "next", text("error.other_next"))),
                  form({cls("search"), attribute("role", "search"), attribute("action", frame.base + "/search"),
                        aria("label", text("portal.search_form"))},
                       label({cls("vh"), attribute("for", "q")}, text("portal.search_words")),
                       empty_element("input", {id("q"), attribute("name", "q"), attribute("type", "search")}),
                       button({attribute("type", "submit")}, text("portal.search"))),
                  p({cls("btns")}, a({cls("btn"), href(home)}, text("portal.back_home")),
                    a({cls("btn sec"), href(frame.base + "/map")}, text("portal.map"))),
                  number));
  return page(frame, {.title = heading, .trail = {{"", heading}}}, content);
}

}  // namespace gongkai::portal
