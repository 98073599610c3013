#include "base/text.hpp"
#include "content/api.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "finding/questions.hpp"
#include "finding/search_page.hpp"
#include "finding/validity.hpp"
#include "finding/web.hpp"

namespace gongkai::finding {
namespace {
using Page = Result<http::Response>;
using directory::Answer;

constexpr int suggestions_shown = 8;

SiteId site_of(const http::Request& request) {
  return SiteId{parse_id(request.query.get("site")).value_or(0)};
}

Page show_page(Services& services, http::Request& request) {
  const auto frame = TRY(layout::load_frame(services, request));
  if (services.search == nullptr) return refuse(FaultKind::unavailable, "finding.not_available");
  // the city's own search finds everything; a department's finds what is its own, until it is asked for more
  const auto narrow = frame.site.slug.empty() ? SiteId{} : frame.site.id;
  const auto asked = asked_of(request, narrow, frame.site.id);
  auto answer = http::html(search_page(frame, load_search(services, request, asked), parameters_of(request)));
  answer.header("Cache-Control", "no-store");
  return answer;
}

json::object to_json(const search::Marked& marked) {
  json::array marks;
  for (const auto& [begin, end] : marked.marks) marks.push_back(json::array{begin, end});
  return {{"text", marked.text}, {"marks", std::move(marks)}};
}

json::object to_json(const search::Hit& hit, const SearchView& view) {
  const auto unit = view.units.find(hit.unit);
  return {{"title", to_json(hit.title)},
          {"snippet", to_json(hit.snippet)},
          {"address", hit.section_address.empty() ? hit.address : hit.section_address},
          {"document_address", hit.address},
          {"number", hit.number},
          {"day", to_text(hit.day)},
          {"unit", unit == view.units.end() ? "" : unit->second},
          {"kind", hit.kind},
          {"validity", name_of(hit.validity)},
          {"mark", words_of(hit.validity)},
          {"section", hit.section},
          {"page", hit.page}};
}

json::array to_json(const std::vector<search::Hit>& hits, const SearchView& view) {
  json::array items;
  for (const auto& hit : hits) items.push_back(to_json(hit, view));
  return items;
}

json::array to_json(const std::vector<FacetView>& facets) {
  json::array items;
  for (const auto& facet : facets) {
    json::array options;
    for (const auto& option : facet.options)
      options.push_back(json::object{
          {"value", option.value}, {"label", option.label}, {"count", option.count}, {"chosen", option.chosen}});
    items.push_back(json::object{{"name", facet.name}, {"options", std::move(options)}});
  }
  return items;
}

std::string_view manner_of(search::Found found) {
  switch (found) {
    case search::Found::as_written: return "as_written";
    case search::Found::without_question_words: return "without_question_words";
    case search::Found::partly: return "partly";
    case search::Found::corrected: return "corrected";
    case search::Found::by_pinyin: return "by_pinyin";
    case search::Found::nothing: return "nothing";
  }
  return "";
}

Answer search_json(Context& context, http::Request& request) {
  if (context.services.search == nullptr) return refuse(FaultKind::unavailable, "finding.not_available");
  auto asked = asked_of(request, site_of(request), {});
  asked.query.facets = request.query.get("facets") != "no";
  const auto view = load_search(context.services, request, asked);
  return directory::ok({{"total", view.answer.total},
                        {"total_is_at_least", view.answer.total_is_at_least},
                        {"found", manner_of(view.answer.found)},
                        {"did_you_mean", view.answer.did_you_mean},
                        {"recommended", to_json(view.recommended, view)},
                        {"hits", to_json(view.answer.hits, view)},
                        {"related", to_json(view.answer.related, view)},
                        {"facets", to_json(view.facets)},
                        {"page", view.asked.page},
                        {"pages", view.pages}});
}

Answer suggest_json(Context& context, http::Request& request) {
  if (context.services.search == nullptr) return refuse(FaultKind::unavailable, "finding.not_available");
  const auto typed = shorten(clean_utf8(trim(request.query.get("q"))), 60);
  const auto found = context.services.search->suggest(typed, suggestions_shown, site_of(request).value);
  std::vector<DocumentId> ids;
  for (const auto& one : found) ids.emplace_back(one.id);
  const auto listed =
      context.database().read([&](db::Session& session) { return content::listed_among(session, ids); });
  json::array items;
  for (const auto& one : found) {
    if (!listed.contains(DocumentId{one.id})) continue;  // withdrawn a moment ago
    items.push_back(json::object{{"title", one.title},
                                 {"number", one.number},
                                 {"address", one.address},
                                 {"validity", name_of(one.validity)},
                                 {"mark", is_over(one.validity) ? words_of(one.validity) : ""}});
  }
  return directory::list(std::move(items));
}

/// Sent by the page when a hit is opened: the words and the site, nothing about who.
http::Response take_click(Services& services, const http::Request& request) {
  const SiteId site{parse_id(request.form.get("site")).value_or(0)};
  note_click(services, site, shorten(clean_utf8(trim(request.form.get("q"))), 100));
  return directory::done();
}
}  // namespace

void add_public_routes(http::Router& router, Services& services) {
  const auto page = [&router, &services](http::Request& request) {
    auto answer = show_page(services, request);
    return answer ? *std::move(answer) : router.refuse(request, answer.error());
  };
  router.add({.pattern = "/search", .name = "finding.search", .handler = page});
  router.add({.pattern = "/s/{site:slug}/search", .name = "finding.site_search", .handler = page});
  router.add({.pattern = "/api/search",
              .name = "finding.search_json",
              .handler = directory::answering(router, services, search_json)});
  router.add({.pattern = "/api/search/suggestions",
              .name = "finding.suggest",
              .handler = directory::answering(router, services, suggest_json)});
  // A beacon carries no token; the gate still refuses it from foreign pages, and all it does is count.
  router.add({.method = http::Method::post,
              .pattern = "/search/click",
              .name = "finding.click",
              .guard = http::Guard::none,
              .body_limit = 2000,
              .handler = [&services](http::Request& request) { return take_click(services, request); }});
}

void add_routes(http::Router& router, Services& services) {
  add_public_routes(router, services);
  add_office_routes(router, services);
}

}  // namespace gongkai::finding
