// The routes of the public platform: on the main site and on every other.
#include <algorithm>
#include <set>

#include "catalogue/loading.hpp"
#include "catalogue/pages.hpp"
#include "catalogue/store.hpp"
#include "catalogue/web.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::catalogue {

namespace {

using layout::Frame;
using Page = Result<http::Response>;

constexpr std::int64_t page_size = 30, block_size = 5;
constexpr int shown_years = 5;
constexpr std::string_view tag = "catalogue";

http::Response cached(std::string body, std::string content_type = "text/html; charset=utf-8") {
  http::Response answer{.content_type = std::move(content_type), .body = std::move(body)};
  answer.cache.cacheable = true;
  return answer;
}

layout::Item item_of(const store::Shown& row) {
  const auto fields = content::fields_of(row.fields_text);
  return {.address = layout::document_address(row.document),
          .title = row.title,
          .number = std::string(content::value_of(fields, "document_number")),
          .day = row.published_at.day(),
          .document = row.document};
}

class Pages {
 public:
  Pages(http::Router& router, Services& services) : m_router(router), m_services(services) {}

  Page index(http::Request& request) {
    return read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(m_services, request));
      http::Recorder::note("layout");
      std::vector<UnitGroup> groups;
      for (const auto kind : {directory::UnitKind::city, directory::UnitKind::county, directory::UnitKind::department,
                              directory::UnitKind::subdistrict, directory::UnitKind::town}) {
        UnitGroup group{.title = std::string(i18n::text("catalogue.kind_" + std::string(directory::name_of(kind))))};
        for (const auto& unit : directory::units(session))
          if (unit.kind == kind && !unit.is_closed()) group.units.push_back({address_of(frame, unit), unit.name});
        if (!group.units.empty()) groups.push_back(std::move(group));
      }
      return cached(index_page(frame, groups));
    });
  }

  Page platform(http::Request& request) {
    return on_unit(request, "", [&](db::Session& session, const Frame& frame, const Platform& here) -> Page {
      std::vector<BlockPart> blocks;
      for (const auto& block : statute().blocks) blocks.push_back(part_of(session, here.unit, block, block_size));
      return cached(platform_page(frame, here, blocks, class_parts(session, here.unit)));
    });
  }

  Page block(http::Request& request) {
    const auto* block = statute().find_block(request.param("block"));
    if (!block) return refuse(FaultKind::not_found, "http.not_found");
    return on_unit(request, block->id, [&](db::Session& session, const Frame& frame, const Platform& here) -> Page {
      if (block->id != "statutory")
        return cached(block_page(frame, here, part_of(session, here.unit, *block, page_size)));
      return cached(statutory_page(frame, here, TRY(statutory_view(session, here, request))));
    });
  }

  Page catalogue(http::Request& request) {
    return on_unit(request, "catalogue", [&](db::Session& session, const Frame& frame, const Platform& here) -> Page {
      const auto basic = load_in_force(session, Kind::basic);
      const auto units = directory::units(session);
      return cached(catalogue_page(frame, here, answers_to(here.unit, units, basic), names_of(units, *types())));
    });
  }

  Page catalogue_file(http::Request& request) {
    const bool as_json = request.path.ends_with(".json");
    return on_unit(request, "catalogue", [&](db::Session& session, const Frame&, const Platform& here) -> Page {
      const auto basic = load_in_force(session, Kind::basic);
      const auto units = directory::units(session);
      const auto* found = answers_to(here.unit, units, basic);
      if (!found) return refuse(FaultKind::not_found, "catalogue.no_catalogue");
      if (!as_json)
        return workbook(items_workbook(found->catalogue.name, found->items, names_of(units, *types()), statute()),
                        found->catalogue.name + ".xlsx");
      json::array items;
      for (const auto& item : found->items) items.push_back(item_json(item, units));
      return cached(json::to_string(json::object{{"name", found->catalogue.name},
                                                 {"number", found->version.number},
                                                 {"published_at", to_iso(*found->version.published_at)},
                                                 {"items", items}}),
                    "application/json; charset=utf-8");
    });
  }

  Page budgets(http::Request& request) {
    return on_unit(request, "budgets", [&](db::Session& session, const Frame& frame, const Platform& here) -> Page {
      auto units = directory::units(session);
      std::erase_if(units, [&](const directory::Unit& unit) { return !unit.path.starts_with(here.unit.path); });
      const int this_year = m_services.clock.today().year();
      const auto matrix = budget_matrix(units, load_budgets(session), this_year - shown_years + 1, this_year, this_year,
                                        statute().budget);
      return cached(budget_page(frame, here, matrix, this_year));
    });
  }

  http::Handler answering(Page (Pages::*page)(http::Request&), const std::shared_ptr<Pages>& self) {
    return [self, page](http::Request& request) {
      auto answer = (*self.*page)(request);
      return answer ? *std::move(answer) : self->m_router.refuse(request, answer.error());
    };
  }

 private:
  template <class F>
  Page read(F&& f) {
    return m_services.database.read(std::forward<F>(f));
  }
  std::shared_ptr<const content::TypeBook> types() const { return content::type_book(m_services); }
  static std::string address_of(const Frame& frame, const directory::Unit& unit) {
    return frame.base + "/disclosure/" + gongkai::to_text(unit.id);
  }

  /// The page of one unit; a closed one keeps its pages, what it published does not vanish.
  template <class F>
  Page on_unit(http::Request& request, std::string current, F&& f) {
    return read([&](db::Session& session) -> Page {
      const auto frame = TRY(layout::load_frame(m_services, request));
      const auto unit = directory::find_unit(session, UnitId{request.id_param("unit")});
      if (!unit) return refuse(FaultKind::not_found, "catalogue.unit_unknown");
      http::Recorder::note(std::string(tag));
      // a unit's documents may stand on any site
      for (const auto& site : directory::sites(session)) http::Recorder::note("docs:" + gongkai::to_text(site.id));
      return f(session, frame, Platform{*unit, address_of(frame, *unit), std::move(current)});
    });
  }

  static SiteId site_of(db::Session& session, const directory::Unit& unit) {
    for (const auto& site : directory::sites(session))
      if (site.unit == unit.id) return site.id;
    return {};
  }

  BlockPart part_of(db::Session& session, const directory::Unit& unit, const Block& block, std::int64_t limit) {
    const auto site = site_of(session, unit);
    std::vector<store::Shown> rows;
    std::set<std::int64_t> seen;
    const auto add = [&](store::ShownFilter filter) {
      for (auto& row : store::shown(session, filter))
        if (seen.insert(row.document.value).second) rows.push_back(std::move(row));
    };
    for (const auto& type : block.types) add({.unit = unit.id, .site = site, .type = type, .limit = limit});
    for (const auto& column : block.columns) add({.unit = unit.id, .site = site, .column = column, .limit = limit});
    std::ranges::sort(rows, std::greater{},
                      [](const store::Shown& row) { return std::pair(row.published_at, row.document.value); });
    BlockPart part{.block = &block};
    for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), static_cast<std::size_t>(limit)); ++i)
      part.items.push_back(item_of(rows[i]));
    layout::mark_today(session, m_services, part.items);
    return part;
  }

  std::vector<ClassPart> class_parts(db::Session& session, const directory::Unit& unit) const {
    const auto book = types();
    std::map<std::string, std::int64_t, std::less<>> counts;
    for (const auto& tally : store::shown_counts(session, unit.id, site_of(session, unit)))
      counts[std::string(class_of(tally.type, tally.filed_class, *book))] += tally.number;
    std::vector<ClassPart> parts;
    for (const auto& one : statute().classes) parts.push_back({&one, counts[one.id]});
    return parts;
  }

  Result<StatutoryView> statutory_view(db::Session& session, const Platform& here, const http::Request& request) const {
    StatutoryView view{.classes = class_parts(session, here.unit)};
    const auto wanted = request.query.get("class");
    if (wanted.empty()) return view;
    view.chosen = statute().find_class(wanted);
    if (!view.chosen) return refuse(FaultKind::not_found, "catalogue.class_unknown");
    store::ShownFilter filter{.unit = here.unit.id, .site = site_of(session, here.unit), .limit = page_size + 1};
    if (const auto id = parse_id(request.query.get("before")))
      if (const auto row = store::find_dated(session, DocumentId{*id}); row && row->published_at) {
        filter.before = *row->published_at;
        filter.before_id = DocumentId{*id};
      }
    std::vector<store::Shown> rows;
    const auto add = [&](const store::ShownFilter& one) {
      std::ranges::move(store::shown(session, one), std::back_inserter(rows));
    };
    for (const auto& type : types()->types)
      if (type.article20 == view.chosen->id) {
        filter.type = type.id;
        add(filter);
      }
    filter.type.clear();
    filter.filed_class = view.chosen->id;
    add(filter);
    std::ranges::sort(rows, std::greater{},
                      [](const store::Shown& row) { return std::pair(row.published_at, row.document.value); });
    for (std::size_t i = 0; i < std::min<std::size_t>(rows.size(), page_size); ++i)
      view.items.push_back(item_of(rows[i]));
    layout::mark_today(session, m_services, view.items);
    if (rows.size() > static_cast<std::size_t>(page_size))
      view.older = fmt::format("{}/statutory?class={}&before={}", here.address, view.chosen->id,
                               gongkai::to_text(rows[page_size - 1].document));
    return view;
  }

  http::Router& m_router;
  Services& m_services;
};

}  // namespace

void add_pages(http::Router& router, Services& services) {
  auto pages = std::make_shared<Pages>(router, services);
  const auto on = [&](std::string pattern, std::string name, Page (Pages::*page)(http::Request&),
                      std::vector<std::string> query = {}) {
    router.add({.pattern = std::move(pattern),
                .name = std::move(name),
                .handler = pages->answering(page, pages),
                .query = std::move(query)});
  };
  for (const auto& [prefix, name] :
       {std::pair<std::string, std::string>{"", "disclosure."}, {"/s/{site:slug}", "disclosure.site."}}) {
    on(prefix + "/disclosure", name + "index", &Pages::index);
    on(prefix + "/disclosure/{unit:id}", name + "platform", &Pages::platform);
    on(prefix + "/disclosure/{unit:id}/catalogue", name + "catalogue", &Pages::catalogue);
    on(prefix + "/disclosure/{unit:id}/catalogue.xlsx", name + "workbook", &Pages::catalogue_file);
    on(prefix + "/disclosure/{unit:id}/catalogue.json", name + "json", &Pages::catalogue_file);
    on(prefix + "/disclosure/{unit:id}/budgets", name + "budgets", &Pages::budgets);
    on(prefix + "/disclosure/{unit:id}/{block:slug}", name + "block", &Pages::block, {"class", "before"});
  }
}

void invalidate(Services& services, const std::vector<feed::Change>& changes) {
  if (!services.pages) return;
  if (std::ranges::any_of(changes, [](const feed::Change& change) { return change.topic == tag; }))
    services.pages->invalidate({std::string(tag)}, false);
}

}  // namespace gongkai::catalogue
