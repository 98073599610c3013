// The question of the search page, and its facets with the choices marked.
#include <charconv>

#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "portal/loading.hpp"

namespace gongkai::portal {

namespace {

using i18n::text;

constexpr int hits_a_page = 10;
constexpr int deepest_page = 100;  // the index goes 1,000 hits deep
constexpr std::size_t options_shown = 8;

constexpr std::pair<std::string_view, search::Validity> validities[] = {{"in_force", search::Validity::in_force},
                                                                        {"amended", search::Validity::amended},
                                                                        {"lapsed", search::Validity::lapsed},
                                                                        {"repealed", search::Validity::repealed}};

constexpr std::string_view parameters[] = {"q", "in", "order", "kind", "unit", "validity", "year"};  // all but the page

int number_of(std::string_view text, int lowest, int highest, int otherwise) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= lowest && number <= highest ? number : otherwise;
}

search::Query query_of(const http::Request& request, const Frame& frame, int page) {
  search::Query query{.text = shorten(clean_utf8(trim(request.query.get("q"))), 100),
                      .offset = (page - 1) * hits_a_page,
                      .limit = hits_a_page,
                      .facets = true};
  if (request.query.get("in") == "title") query.scope = search::Scope::title;
  if (request.query.get("order") == "newest") query.sort = search::Sort::newest;
  // the city's own search finds everything; a department's finds what is its own
  if (!frame.site.slug.empty()) query.sites = {frame.site.id.value};
  for (const auto kind : request.query.all("kind"))
    if (content::types().find(kind)) query.kinds.emplace_back(kind);
  for (const auto unit : request.query.all("unit"))
    if (const auto id = parse_id(unit)) query.units.push_back(*id);
  for (const auto wanted : request.query.all("validity"))
    for (const auto& [name, validity] : validities)
      if (wanted == name) query.validities.push_back(validity);
  if (const int year = number_of(request.query.get("year"), 1949, 2100, 0)) {
    query.from = Day::of(year, 1, 1);
    query.to = Day::of(year, 12, 31);
  }
  return query;
}

/// The same question without the page, for the pager.
std::string address_of(const Frame& frame, const http::Request& request) {
  std::string address = frame.base + "/search";
  char joint = '?';
  for (const auto& [name, value] : request.query.pairs()) {
    const bool known = std::ranges::find(parameters, name) != std::end(parameters);
    if (!known || value.empty()) continue;
    address += joint + http::percent_encode(name) + "=" + http::percent_encode(value);
    joint = '&';
  }
  return address;
}

bool is_chosen(const http::Request& request, std::string_view name, std::string_view value) {
  const auto chosen = request.query.all(name);
  return std::ranges::find(chosen, value) != chosen.end();
}

std::optional<FacetOption> option_of(search::Dimension dimension, const search::FacetValue& value,
                                     const SearchView& view) {
  switch (dimension) {
    case search::Dimension::kind: {
      const auto* type = content::types().find(value.text);
      if (!type) return std::nullopt;
      return FacetOption{type->id, type->name, value.count, false};
    }
    case search::Dimension::unit: {
      const auto unit = view.units.find(value.id);
      if (unit == view.units.end()) return std::nullopt;
      return FacetOption{id_text(value.id), unit->second, value.count, false};
    }
    case search::Dimension::audience: return FacetOption{value.text, value.text, value.count, false};
    case search::Dimension::validity:
      for (const auto& [name, validity] : validities)
        if (static_cast<std::int64_t>(validity) == value.id) {
          const std::string code = "portal." + std::string(name);
          return FacetOption{std::string(name), std::string(text(code)), value.count, false};
        }
      return std::nullopt;
    case search::Dimension::year:
      return FacetOption{std::to_string(value.id), text("portal.year", {{"year", std::to_string(value.id)}}),
                         value.count, false};
    case search::Dimension::site:
    case search::Dimension::column:
    case search::Dimension::category:
    case search::Dimension::theme:
    case search::Dimension::area: return std::nullopt;
  }
  return std::nullopt;
}

void add_facet(SearchView& view, const http::Request& request, search::Dimension dimension, std::string_view name,
               std::string_view title) {
  const auto facet = std::ranges::find(view.answer.facets, dimension, &search::Facet::dimension);
  if (facet == view.answer.facets.end()) return;
  FacetView shown{
      .name = std::string(name), .title = std::string(title), .single = dimension == search::Dimension::year};
  for (const auto& value : facet->values) {
    auto option = option_of(dimension, value, view);
    if (!option) continue;
    option->chosen = is_chosen(request, name, option->value);
    // a choice that was made stays visible however rare it is
    if (shown.options.size() < options_shown || option->chosen) shown.options.push_back(*std::move(option));
  }
  if (!shown.options.empty()) view.facets.push_back(std::move(shown));
}

std::map<std::int64_t, std::string> names_of_units(db::Session& session, const search::Answer& answer) {
  std::set<std::int64_t> ids;
  for (const auto& hit : answer.hits) ids.insert(hit.unit);
  for (const auto& facet : answer.facets)
    if (facet.dimension == search::Dimension::unit)
      for (std::size_t i = 0; i < facet.values.size() && i < 4 * options_shown; ++i) ids.insert(facet.values[i].id);
  std::map<std::int64_t, std::string> names;
  for (const auto id : ids)
    if (const auto unit = directory::find_unit(session, UnitId{id}))
      names.emplace(id, unit->short_name.empty() ? unit->name : unit->short_name);
  return names;
}

}  // namespace

SearchView load_search(Services& services, const Frame& frame, const http::Request& request) {
  const int page = number_of(request.query.get("page"), 1, deepest_page, 1);
  const search::Query query = query_of(request, frame, page);
  SearchView view{.text = query.text,
                  .by_day = query.sort == search::Sort::newest,
                  .title_only = query.scope == search::Scope::title,
                  .filtered = !query.kinds.empty() || !query.units.empty() || !query.validities.empty() || query.from};
  view.answer = services.search->query(query);
  view.units = services.database.read([&](db::Session& session) { return names_of_units(session, view.answer); });
  add_facet(view, request, search::Dimension::validity, "validity", text("portal.validity"));
  add_facet(view, request, search::Dimension::kind, "kind", text("portal.kind"));
  add_facet(view, request, search::Dimension::unit, "unit", text("portal.unit"));
  add_facet(view, request, search::Dimension::year, "year", text("portal.published_in"));
  view.pager = {.page = page,
                .pages = std::min(deepest_page, html::count_pages(view.answer.total, hits_a_page)),
                .address = address_of(frame, request)};
  return view;
}

}  // namespace gongkai::portal
