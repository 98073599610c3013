#include "base/text.hpp"
#include "platform/i18n/messages.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

Html panel_head(std::string_view heading_id, std::string_view heading, std::string_view address, std::string_view more,
                bool red) {
  return div({cls(red ? "ph red" : "ph")}, h2({id(heading_id)}, heading),
             when(!address.empty(), [&] { return a({cls("more"), href(address)}, more, span({cls("vh")}, heading)); }));
}

Html panel(const Panel& part, int number) {
  const std::string heading = "panel-" + std::to_string(number);
  return section({cls("panel"), aria("labelledby", heading)},
                 panel_head(heading, part.title, part.more, text("portal.more"), part.red), dated_list(part.items));
}

Html panels(const std::vector<Panel>& parts) {
  Html out;
  int number = 0;
  for (const auto& part : parts) out += panel(part, ++number);
  return div({cls("grid g2")}, out);
}

/// The tasks at the top carry the heading of the page; further down they are a part like the others.
Html task_hero(const std::vector<Tile>& entries) {
  return section({cls("hero"), aria("labelledby", "tasks")},
                 div({cls("wrap")}, h1({id("tasks")}, text("portal.tasks")), p(text("portal.tasks_about")),
                     tiles(entries, "grid g4 tasks")));
}
Html task_panel(const std::vector<Tile>& entries) {
  return section({cls("panel"), aria("labelledby", "tasks")}, panel_head("tasks", text("portal.tasks"), "", "", false),
                 tiles(entries, "grid g4 tasks"));
}

Html disclosure(const HomeView& view) {
  if (view.entries.empty()) return {};
  return section({cls("panel"), aria("labelledby", "disclosure")},
                 panel_head("disclosure", text("portal.disclosure"), view.disclosure, text("portal.enter"), true),
                 tiles(view.entries, "grid g5 tiles"));
}

Html lead(const HomeView& view) {
  if (!view.lead) return {};
  return div({cls("lead")}, a({href(view.lead->address)}, view.lead->title),
             when(!view.lead->summary.empty(), [&] { return p(shorten(view.lead->summary, 90)); }));
}

Html topics(const std::vector<Tile>& open) {
  if (open.empty()) return {};
  return section({cls("panel"), aria("labelledby", "topics")},
                 panel_head("topics", text("portal.topics"), "", "", false), tiles(open, "grid g3 tiles"));
}

Html doors(const std::vector<Link>& links) {
  if (links.empty()) return {};
  return nav({cls("panel"), aria("labelledby", "doors")}, panel_head("doors", text("portal.doors"), "", "", false),
             ul({cls("chips")}, each(links, [](const Link& link) { return li(a({href(link.address)}, link.text)); })));
}

Html figures(const std::vector<Figure>& numbers) {
  if (numbers.empty()) return {};
  const auto entry = [](const Figure& figure) {
    return div(dt(figure.label), dd(a({href(figure.address)}, grouped(figure.number), small(figure.unit))));
  };
  return section({cls("panel"), aria("labelledby", "figures")},
                 panel_head("figures", text("portal.figures"), "", "", false), dl({cls("kpi")}, each(numbers, entry)));
}

Html sites(const std::vector<Link>& links) {
  if (links.empty()) return {};
  return section(
      {cls("panel"), aria("labelledby", "sites")}, panel_head("sites", text("portal.sites"), "", "", false),
      ul({cls("chips")}, each(links, [](const Link& link) { return li(a({href(link.address)}, link.text)); })));
}

}  // namespace

namespace {

/// The parts in the order that the site has chosen.
Html ordered(const Frame& frame, const HomeView& view) {
  const Html end = group(doors(view.doors), figures(view.figures), sites(view.sites));
  switch (frame.appearance.home) {
    case HomeOrder::services: break;
    case HomeOrder::news:
      return group(lead(view), panels(view.panels), topics(view.topics), task_panel(view.tasks), disclosure(view), end);
    case HomeOrder::disclosure:
      return group(disclosure(view), panels(view.panels), lead(view), task_panel(view.tasks), topics(view.topics), end);
  }
  return group(lead(view), panels(view.panels), topics(view.topics), disclosure(view), end);
}

}  // namespace

std::string home_page(const Frame& frame, const HomeView& view) {
  const bool tasks_first = frame.appearance.home == HomeOrder::services;
  const Html top = tasks_first ? task_hero(view.tasks) : Html(h1({cls("vh")}, frame.site.name));
  const Html content = group(top, div({cls(tasks_first ? "wrap stack" : "wrap stack first")}, ordered(frame, view)));
  return page(frame,
              {.title = "",
               .description = text("portal.home_description", {{"site", frame.site.name}}),
               .canonical = frame.base + "/",
               .feeds = {{frame.base + "/feed/all.xml", frame.site.name}},
               .current = frame.base + "/"},
              content);
}

}  // namespace gongkai::portal
