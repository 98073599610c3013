#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "content/api.hpp"
#include "content/type_book.hpp"
#include "directory/api.hpp"
#include "finding/book.hpp"
#include "finding/questions.hpp"
#include "finding/validity.hpp"
#include "finding/view.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::finding {
namespace {
using i18n::text;
using search::Dimension;

constexpr std::size_t options_shown = 8;

struct FacetRule {
  Dimension dimension;
  std::string_view name;
  bool single = false;
};
constexpr FacetRule facet_rules[] = {{Dimension::validity, "validity"}, {Dimension::kind, "kind"},
                                     {Dimension::unit, "unit"},         {Dimension::theme, "theme"},
                                     {Dimension::audience, "audience"}, {Dimension::year, "year", true}};

std::optional<Option> option_of(Dimension dimension, const search::FacetValue& value, const SearchView& view,
                                const content::TypeBook& types) {
  switch (dimension) {
    case Dimension::kind: {
      const auto* type = types.find(value.text);
      if (type == nullptr) return std::nullopt;
      return Option{type->id, type->name, value.count};
    }
    case Dimension::unit: {
      const auto unit = view.units.find(value.id);
      if (unit == view.units.end()) return std::nullopt;
      return Option{id_text(value.id), unit->second, value.count};
    }
    case Dimension::validity: {
      const auto validity = static_cast<search::Validity>(value.id);
      if (name_of(validity).empty()) return std::nullopt;
      return Option{std::string(name_of(validity)), std::string(words_of(validity)), value.count};
    }
    case Dimension::year:
      return Option{std::to_string(value.id), text("finding.year", {{"year", std::to_string(value.id)}}), value.count};
    case Dimension::theme:
    case Dimension::audience: return Option{value.text, value.text, value.count};
    case Dimension::site:
    case Dimension::column:
    case Dimension::category:
    case Dimension::area: return std::nullopt;
  }
  return std::nullopt;
}

bool is_chosen(const http::Request& request, std::string_view name, std::string_view value) {
  const auto chosen = request.query.all(name);
  return std::ranges::find(chosen, value) != chosen.end();
}

void add_facet(SearchView& view, const http::Request& request, const FacetRule& rule, const content::TypeBook& types) {
  const auto facet = std::ranges::find(view.answer.facets, rule.dimension, &search::Facet::dimension);
  if (facet == view.answer.facets.end()) return;
  FacetView shown{.name = std::string(rule.name),
                  .title = std::string(text("finding.facet_" + std::string(rule.name))),
                  .single = rule.single};
  for (const auto& value : facet->values) {
    auto option = option_of(rule.dimension, value, view, types);
    if (!option) continue;
    option->chosen = is_chosen(request, rule.name, option->value);
    // a choice that was made stays visible however rare it is
    if (shown.options.size() < options_shown || option->chosen) shown.options.push_back(*std::move(option));
  }
  if (!shown.options.empty()) view.facets.push_back(std::move(shown));
}

/// The value of a parameter as the index would count it.
search::FacetValue facet_value_of(Dimension dimension, std::string_view value) {
  search::FacetValue found{.text = std::string(value)};
  if (dimension == Dimension::unit) found.id = parse_id(value).value_or(0);
  if (dimension == Dimension::validity)
    if (const auto validity = parse_validity(value)) found.id = static_cast<std::int64_t>(*validity);
  if (dimension == Dimension::year) std::from_chars(value.data(), value.data() + value.size(), found.id);
  return found;
}

/// Every condition that is set, also one that no hit fulfils.
void add_chosen(SearchView& view, const http::Request& request, const FacetRule& rule, const content::TypeBook& types) {
  for (const auto value : request.query.all(rule.name)) {
    if (value.empty()) continue;
    const auto option = option_of(rule.dimension, facet_value_of(rule.dimension, value), view, types);
    const std::string title(text("finding.facet_" + std::string(rule.name)));
    view.chosen.push_back({title + std::string(text("finding.colon")) + (option ? option->label : std::string(value)),
                           parameters_of(request, rule.name, value)});
  }
}

std::map<std::int64_t, std::string> names_of_units(db::Session& session, const SearchView& view) {
  std::set<std::int64_t> ids;
  for (const auto* hits : {&view.answer.hits, &view.answer.related, &view.recommended})
    for (const auto& hit : *hits) ids.insert(hit.unit);
  for (const auto& facet : view.answer.facets)
    if (facet.dimension == Dimension::unit)
      for (std::size_t i = 0; i < std::min(facet.values.size(), 4 * options_shown); ++i) ids.insert(facet.values[i].id);
  for (const auto id : view.asked.query.units) ids.insert(id);
  std::map<std::int64_t, std::string> names;
  for (const auto id : ids)
    if (const auto unit = directory::find_unit(session, UnitId{id}))
      names.emplace(id, unit->short_name.empty() ? unit->name : unit->short_name);
  return names;
}

std::vector<search::Hit> recommended_hits(Services& services, const Asked& asked) {
  if (asked.page != 1 || asked.filtered) return {};
  std::vector<std::int64_t> ids;
  for (const auto id : recommended(services, asked.query.text, asked.site, services.clock.today()))
    ids.push_back(id.value);
  return services.search->documents(ids);
}

/// The index follows the feed, which on PostgreSQL waits for every transaction that began before, and on another node for
/// the network: what was withdrawn meanwhile is left out here, by what the database says now.
void leave_out_withdrawn(db::Session& session, SearchView& view) {
  const std::array all{&view.answer.hits, &view.answer.related, &view.recommended};
  std::vector<DocumentId> ids;
  for (const auto* hits : all)
    for (const auto& hit : *hits) ids.emplace_back(hit.id);
  const auto listed = content::listed_among(session, ids);
  const auto is_withdrawn = [&](const search::Hit& hit) { return !listed.contains(DocumentId{hit.id}); };
  for (auto* hits : all) {
    const auto gone = static_cast<std::int64_t>(std::erase_if(*hits, is_withdrawn));
    if (hits == &view.answer.hits) view.answer.total -= std::min(gone, view.answer.total);
  }
}

/// The same words with fewer conditions.
std::int64_t count_of(search::Index& index, const Asked& asked, bool everywhere) {
  search::Query query{.text = asked.query.text, .limit = 1, .facets = true, .snippets = false};
  query.as_typed = true;
  if (!everywhere) query.sites = asked.query.sites;
  const auto answer = index.query(query);
  return answer.found == search::Found::nothing ? 0 : answer.total;
}

void count_question(Services& services, const SearchView& view) {
  const auto& asked = view.asked;
  if (asked.page != 1 || asked.filtered || asked.query.text.empty()) return;
  const bool guessed = view.answer.found == search::Found::partly || view.answer.found == search::Found::corrected;
  note_question(services, asked.site, asked.query.text, guessed ? 0 : view.answer.total);
}
}  // namespace

SearchView load_search(Services& services, const http::Request& request, const Asked& asked) {
  auto& index = *services.search;
  SearchView view{.asked = asked, .answer = index.query(asked.query)};
  view.recommended = recommended_hits(services, asked);
  services.database.read([&](db::Session& session) {
    leave_out_withdrawn(session, view);
    view.units = names_of_units(session, view);
  });
  if (view.answer.total == 0 && !asked.query.text.empty()) {
    if (asked.filtered) view.without_filters = count_of(index, asked, false);
    if (asked.site) view.everywhere = count_of(index, asked, true);
  }
  const auto types = content::type_book(services);
  for (const auto& rule : facet_rules) {
    add_facet(view, request, rule, *types);
    add_chosen(view, request, rule, *types);
  }
  view.pages = std::min(deepest_page, html::count_pages(view.answer.total, hits_a_page));
  count_question(services, view);
  return view;
}

}  // namespace gongkai::finding
