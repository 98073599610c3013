#include "platform/i18n/messages.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html side(const ListView& view) {
  if (view.side.empty()) return {};
  const auto entry = [&](const Link& link) {
    return li(a({href(link.address), attribute_if(link.text == view.column.name, "aria-current", "page")}, link.text));
  };
  return nav({cls("panel flush side"), aria("label", view.side_title)}, h2(view.side_title),
             ul(each(view.side, entry)));
}

Html empty_column(const ListView& view) {
  Html out = p({cls("empty")}, text("portal.empty_column"));
  if (view.office) out += group(h2(text("portal.ask_office")), office_card(view.office->unit));
  return out;
}

/// What a reader should know of the column itself, before its list.
Html standing(const ListView& view) {
  Html out;
  if (!view.closed.empty())
    out += p({cls("note warn"), attribute("role", "note")}, view.closed, " ", text("portal.column_closed_kept"));
  if (!view.topic.empty()) out += p({cls("note"), attribute("role", "note")}, view.topic);
  if (!view.column.address.empty())
    out += group(p(text("portal.external_column")),
                 p({cls("btns")}, a({cls("btn"), href(view.column.address), attribute("rel", "noopener")},
                                    text("portal.external_go", {{"name", view.column.name}}))));
  return out;
}

Html items(const ListView& view) {
  if (!view.column.address.empty() && view.items.empty()) return {};
  if (view.items.empty() && view.parts.empty()) return empty_column(view);
  if (view.items.empty()) return {};
  return group(dated_list(view.items), pager(view.pager));
}

}  // namespace

std::string list_page(const Frame& frame, const ListView& view) {
  const std::string address = frame.base + "/c/" + view.column.slug;
  const std::string feed = frame.base + "/feed/" + view.column.slug + ".xml";
  const std::string atom = frame.base + "/feed/" + view.column.slug + ".atom";
  const Html content =
      div({cls("wrap grid railL")}, div(side(view)),
          section({cls("panel"), aria("labelledby", "column")},
                  div({cls("ph")}, h1({id("column")}, view.column.name),
                      span({cls("more")}, text("portal.total", {{"count", std::to_string(view.total)}}), " ",
                           a({href(feed)}, text("portal.subscribe")))),
                  when(!view.column.about.empty(), [&] { return p({cls("muted about-column")}, view.column.about); }),
                  standing(view), when(!view.parts.empty(), [&] { return tiles(view.parts, "grid g3 tiles"); }),
                  items(view)));
  const std::string suffix =
      view.pager.page > 1 ? text("portal.page_suffix", {{"page", std::to_string(view.pager.page)}}) : "";
  return page(frame,
              {.title = view.column.name + suffix,
               .description = view.column.about,
               .canonical = view.pager.page > 1 ? address + "?page=" + std::to_string(view.pager.page) : address,
               .meta = {{"ColumnName", view.column.name},
                        {"ColumnDescription", view.column.about},
                        {"ColumnKeywords", view.column.keywords},
                        {"ColumnType", view.column.kind}},
               .feeds = {{feed, view.column.name}, {atom, view.column.name}},
               .trail = view.trail,
               .current = view.trail.size() > 1 ? view.trail.front().address : address},
              content);
}

}  // namespace gongkai::portal
