#include "policy/loading.hpp"

#include <algorithm>

#include "directory/api.hpp"
#include "platform/auth/totp.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/neighbours.hpp"
#include "policy/reading.hpp"
#include "policy/shelf.hpp"
#include "policy/store.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

namespace {

constexpr int page_size = 20;

std::string facet_label(const Reader& reader, Facet facet, const std::string& value) {
  switch (facet) {
    case Facet::series: {
      const auto name = catalog().series_name(value);
      return name.empty() ? value : fmt::format("{}（{}）", value, name);
    }
    case Facet::theme: return label_of(*reader.types, "theme", value);
    case Facet::genre: return label_of(*reader.types, "genre", value);
    case Facet::audience: return label_of(*reader.types, "audience", value);
    case Facet::field: return label_of(*reader.types, "field", value);
    case Facet::validity: {
      const auto standing = parse_standing(value);
      return standing ? std::string(word_for(*standing)) : value;
    }
    case Facet::unit: {
      const auto id = parse_id(value);
      const auto unit = id ? reader.units.find(UnitId{*id}) : reader.units.end();
      return unit == reader.units.end() ? value : unit->second;
    }
    case Facet::year: return value;
  }
  return value;
}

ReadingRow reading_row(const Reader& reader, const Policy& reading) {
  ReadingRow row{.id = reading.id,
                 .title = reading.title,
                 .form = form_label(*reader.types, reading.form),
                 .published_on = reading.published_on};
  const auto target = reading.interpreted();
  if (const Policy* policy = target ? reader.library->find(*target) : nullptr) {
    row.policy = {document_address(policy->id), policy->title};
    row.number = policy->number;
  }
  return row;
}

/// Older ones first, back to the document that nothing stands behind.
std::vector<Link> versions_of(const Library& library, const Policy& policy) {
  std::vector<const Policy*> chain{&policy};
  const auto known = [&](const Policy* one) { return std::ranges::find(chain, one) != chain.end(); };
  for (const Policy* at = &policy; at;) {
    const auto tie = std::ranges::find(at->ties, content::LinkKind::replaces, &Tie::kind);
    at = tie == at->ties.end() ? nullptr : library.find(tie->to);
    if (!at || known(at)) break;
    chain.insert(chain.begin(), at);
  }
  for (const Policy* at = &policy; at;) {
    const Policy* next = nullptr;
    for (const auto& effect : library.effects_on(at->id))
      if (effect.kind == content::LinkKind::replaces) next = library.find(effect.by);
    at = next;
    if (!at || known(at)) break;
    chain.push_back(at);
  }
  std::vector<Link> links;
  for (const Policy* one : chain)
    links.push_back({one == &policy ? "" : life_address(one->id), one->number.empty() ? one->title : one->number});
  return links;
}

}  // namespace

Reader reader_for(db::Session& session, Services& services, const layout::Frame& frame) {
  Reader reader{.session = session, .services = services, .frame = frame, .today = services.clock.today()};
  reader.library = library(session, services);
  reader.types = content::type_book(services);
  for (const auto& unit : directory::units(session))
    reader.units.emplace(unit.id, unit.short_name.empty() ? unit.name : unit.short_name);
  return reader;
}

PolicyRow row_of(const Reader& reader, const Policy& policy, Day day) {
  const auto unit = reader.units.find(policy.unit);
  return {.id = policy.id,
          .title = policy.title,
          .number = policy.number,
          .unit = !policy.issuer.empty()       ? policy.issuer
                  : unit == reader.units.end() ? ""
                                               : unit->second,
          .published_on = policy.published_on,
          .standing = reader.library->standing_on(policy, day).value_or(Standing::in_force),
          .interpretations = static_cast<int>(reader.library->interpretations_of(policy.id).size())};
}

Result<int> page_of(const http::Request& request, int pages) {
  const auto wish = TRY(wish_of(request.query));
  if (wish.page > pages) return refuse(FaultKind::not_found, "portal.no_page");
  return wish.page;
}

Result<LibraryView> load_library(const Reader& reader, const http::Request& request) {
  LibraryView view{.wish = TRY(wish_of(request.query)), .path = reader.frame.base + "/policies"};
  view.today = reader.today;
  const auto found =
      select(*reader.library, view.wish, reader.today, [&](const Policy& policy) { return reader.shows(policy); });
  view.total = static_cast<int>(found.policies.size());
  view.whole = found.whole;
  view.pager = {.page = view.wish.page,
                .pages = html::count_pages(view.total, page_size),
                .address = address_of(view.wish, view.path)};
  if (view.wish.page > view.pager.pages) return refuse(FaultKind::not_found, "portal.no_page");
  const auto first = static_cast<std::size_t>((view.wish.page - 1) * page_size);
  for (std::size_t i = first; i < std::min(first + page_size, found.policies.size()); ++i)
    view.rows.push_back(row_of(reader, *found.policies[i], view.wish.on.value_or(reader.today)));
  for (const Facet facet : all_facets) {
    FacetGroup group{.facet = facet};
    for (const auto& one : found.facets.at(facet))
      group.choices.push_back({one.value, facet_label(reader, facet, one.value), one.count, one.chosen});
    if (group.choices.size() > 1 || (!group.choices.empty() && group.choices.front().chosen))
      view.facets.push_back(std::move(group));
  }
  return view;
}

Result<LifeView> load_life(const Reader& reader, DocumentId id) {
  const Policy* policy = reader.library->find(id);
  if (!policy || policy->is_interpretation()) return refuse(FaultKind::not_found, "http.not_found");
  LifeView view{.policy = row_of(reader, *policy, reader.today),
                .ribbons = ribbon_lines(*reader.library, *policy, reader.today)};
  for (const auto& moment : timeline(*reader.library, *policy))
    view.events.push_back({moment.day, words_of(moment), moment.by ? document_address(moment.by->id) : "",
                           moment.by ? moment.by->title : "", moment.day > reader.today});
  const auto readings = reader.library->interpretations_of(id);
  if (!readings.empty()) {
    RelationGroup group{content::LinkKind::interprets, false, std::string(i18n::text("policy.readings")), {}};
    for (const Policy* reading : readings)
      group.documents.push_back(neighbour_of(*reader.library, *reading, reader.today));
    view.relations.push_back(std::move(group));
  }
  for (auto& group : relation_groups(*reader.library, *policy, reader.today))
    view.relations.push_back(std::move(group));
  for (const Policy* basis : reader.library->ended_bases_of(*policy, reader.today))
    view.ended_bases.push_back({document_address(basis->id), basis->title});
  view.versions = versions_of(*reader.library, *policy);
  return view;
}

Result<ReadingsView> load_readings(const Reader& reader, const http::Request& request) {
  ReadingsView view;
  const auto wanted = request.query.get("form");
  view.tabs.push_back({"", std::string(i18n::text("policy.all_forms")), 0, wanted.empty()});
  for (const auto& type : reader.types->types)
    if (!form_of(type).empty())
      view.tabs.push_back({std::string(form_of(type)), type.name, 0, form_of(type) == wanted});
  std::vector<const Policy*> found;
  for (const auto& [id, policy] : reader.library->entries()) {
    if (!policy->is_interpretation() || !reader.shows(*policy)) continue;
    ++view.tabs.front().count;
    const auto tab = std::ranges::find(view.tabs, policy->form, &FormTab::value);
    if (tab != view.tabs.end()) ++tab->count;
    if (wanted.empty() || policy->form == wanted) found.push_back(policy.get());
  }
  std::ranges::sort(found, std::greater{}, [](const Policy* one) { return std::pair(one->published_on, one->id); });
  view.pager = {.pages = html::count_pages(static_cast<std::int64_t>(found.size()), page_size),
                .address = reader.frame.base + "/interpretations" +
                           (wanted.empty() ? "" : "?form=" + http::percent_encode(wanted))};
  view.pager.page = TRY(page_of(request, view.pager.pages));
  const auto first = static_cast<std::size_t>((view.pager.page - 1) * page_size);
  for (std::size_t i = first; i < std::min(first + page_size, found.size()); ++i)
    view.rows.push_back(reading_row(reader, *found[i]));
  for (const auto& pair :
       pairs(*reader.library, *reader.services.calendars->current(), catalog().interpretation, reader.today))
    if (reader.shows(*pair.policy)) count(view.coverage, pair);
  return view;
}

std::vector<CaseCard> load_cases(const Reader& reader) {
  std::vector<CaseCard> cards;
  for (const auto& one : store::cases(reader.session)) {
    const Policy* reading = reader.library->find(one.document);
    if (!reading || !reader.shows(*reading)) continue;
    cards.push_back(
        {reading_row(reader, *reading), one.praise, auth::qr_svg(reader.frame.origin + document_address(reading->id))});
  }
  return cards;
}

}  // namespace gongkai::policy
