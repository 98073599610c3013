// The home page is put together from columns that every site names alike (their slugs are data of the site).
#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/api.hpp"
#include "portal/loading.hpp"
#include "sites/api.hpp"

namespace gongkai::portal {

namespace {

using content::Column;
using i18n::text;

constexpr int panel_size = 7;
constexpr std::size_t most_topics = 6;

const Column* by_slug(std::span<const Column> columns, std::initializer_list<std::string_view> slugs) {
  for (const auto slug : slugs) {
    const auto found = std::ranges::find(columns, slug, &Column::slug);
    if (found != columns.end()) return &*found;
  }
  return nullptr;
}

std::vector<Tile> tasks_of(const Frame& frame) {
  const auto tile = [](std::string address, std::string_view title, std::string_view about) {
    return Tile{std::move(address), std::string(title), std::string(about)};
  };
  return {tile(frame.base + "/policies", text("portal.task_policies"), text("portal.task_policies_about")),
          tile(frame.base + "/requests", text("portal.task_apply"), text("portal.task_apply_about")),
          tile(frame.base + "/requests/track", text("portal.task_progress"), text("portal.task_progress_about")),
          tile(frame.base + "/contact#letter", text("portal.task_letter"), text("portal.task_letter_about"))};
}

std::optional<Panel> panel_of(db::Session& session, Services& services, const Frame& frame, const Column* column,
                              int size) {
  if (!column) return std::nullopt;
  Panel panel{.title = column->name, .more = frame.base + "/c/" + column->slug};
  panel.items = items_of(content::list(session, services, subtree(frame.columns, column->id), 0, size));
  if (panel.items.empty()) return std::nullopt;
  return panel;
}

/// The newest news leads; the rest stays in the panel.
void take_lead(HomeView& view, Panel& news) {
  news.red = true;
  view.lead = news.items.front();
  news.items.erase(news.items.begin());
}

/// Policies with their interpretations beside them: one entry, not two.
std::optional<Panel> policy_panel(db::Session& session, Services& services, const Frame& frame, const Column* column) {
  auto panel = panel_of(session, services, frame, column, 3 * panel_size);
  if (!panel) return std::nullopt;
  std::erase_if(panel->items,
                [&](const Item& item) { return policy::is_interpretation(session, services, item.document); });
  if (panel->items.empty()) return std::nullopt;
  panel->items.resize(std::min<std::size_t>(panel->items.size(), panel_size));
  for (auto& item : panel->items)
    for (const auto& reading : policy::interpretations_of(session, services, item.document))
      item.beside.push_back({reading.document.address, reading.form_label});
  panel->more = frame.base + "/policies";
  return panel;
}

void add_topics(Services& services, const Frame& frame, HomeView& view) {
  for (const auto& topic : sites::open_topics(services, frame.columns)) {
    if (view.topics.size() == most_topics) break;
    const auto column = std::ranges::find(frame.columns, topic.column, &Column::id);
    view.topics.push_back({frame.base + "/c/" + column->slug, column->name, shorten(column->about, 40)});
  }
}

std::vector<Link> doors_of(const Frame& frame) {
  const auto door = [&](std::string_view path, std::string_view code) {
    return Link{frame.base + std::string(path), std::string(text(code))};
  };
  return {door("/policies", "portal.door_policies"), door("/interpretations", "portal.door_interpretations"),
          door("/gazette", "portal.door_gazette"),   door("/disclosure", "portal.door_disclosure"),
          door("/open", "portal.door_open"),         door("/site-report", "portal.door_site_report")};
}

void add_panels(db::Session& session, Services& services, const Frame& frame, HomeView& view) {
  const auto& columns = frame.columns;
  if (auto news = panel_of(session, services, frame, by_slug(columns, {"affairs", "news"}), panel_size + 1)) {
    take_lead(view, *news);
    if (!news->items.empty()) view.panels.push_back(*std::move(news));
  }
  if (auto panel = policy_panel(session, services, frame, by_slug(columns, {"policies"})))
    view.panels.push_back(*std::move(panel));
  if (auto panel = panel_of(session, services, frame, by_slug(columns, {"notices"}), panel_size))
    view.panels.push_back(*std::move(panel));
  const Column* disclosure = by_slug(columns, {"disclosure"});
  if (auto panel = panel_of(session, services, frame, disclosure, panel_size)) {
    panel->title = text("portal.newly_disclosed");
    view.panels.push_back(*std::move(panel));
  }
  if (!disclosure) return;
  view.disclosure = frame.base + "/disclosure";
  for (const auto& column : columns)
    if (column.parent == disclosure->id && view.entries.size() < 5)
      view.entries.push_back({frame.base + "/c/" + column.slug, column.name, shorten(column.about, 22)});
}

/// Only what can be counted here and now; a figure of nothing is not shown.
void add_figures(db::Session& session, Services& services, const Frame& frame, HomeView& view) {
  const auto& columns = frame.columns;
  const Day today = services.clock.today();
  const auto add = [&](std::string address, std::string_view label, std::int64_t number, std::string_view unit) {
    if (number > 0) view.figures.push_back({std::move(address), std::string(label), number, std::string(unit)});
  };
  const auto count_of = [&](const Column* column) {
    return column ? content::count(services, subtree(columns, column->id)) : 0;
  };
  const Day first = Day::of(today.year(), 1, 1);
  add(fmt::format("{}/search?year={}", frame.base, today.year()), text("portal.figure_this_year"),
      content::count_published(session, frame.site.id, start_of(first), start_of(Day::of(today.year() + 1, 1, 1))),
      text("portal.items"));
  add(frame.base + "/c/policies", text("portal.figure_policies"), count_of(by_slug(columns, {"policies"})),
      text("portal.pieces"));
  add(frame.base + "/c/disclosure", text("portal.figure_disclosure"), count_of(by_slug(columns, {"disclosure"})),
      text("portal.items"));
  add(frame.base + "/c/notices", text("portal.figure_notices"), count_of(by_slug(columns, {"notices"})),
      text("portal.items"));
}

}  // namespace

HomeView load_home(db::Session& session, Services& services, const Frame& frame) {
  HomeView view{.tasks = tasks_of(frame), .doors = doors_of(frame)};
  add_panels(session, services, frame, view);
  for (auto& panel : view.panels) layout::mark_today(session, services, panel.items);
  add_topics(services, frame, view);
  add_figures(session, services, frame, view);
  if (frame.site.slug.empty())
    for (const auto& site : directory::sites(session))
      if (site.id != frame.site.id) view.sites.push_back({"/s/" + site.slug + "/", site.name});
  return view;
}

}  // namespace gongkai::portal
