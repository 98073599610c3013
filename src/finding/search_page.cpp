#include "finding/search_page.hpp"

#include "finding/results.hpp"
#include "layout/page.hpp"
#include "platform/html/components.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::finding {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {
using layout::Frame;

Html option_box(const FacetView& facet, const Option& choice) {
  return label(
      {cls("opt")},
      empty_element("input", {attribute("type", facet.single ? "radio" : "checkbox"), attribute("name", facet.name),
                              attribute("value", choice.value), flag("checked", choice.chosen)}),
      span(choice.label), small(std::to_string(choice.count)));
}

/// A radio button cannot be taken back: "any" does it.
Html any_box(const FacetView& facet) {
  if (!facet.single) return {};
  const bool chosen = std::ranges::none_of(facet.options, &Option::chosen);
  return label({cls("opt")},
               empty_element("input", {attribute("type", "radio"), attribute("name", facet.name),
                                       attribute("value", ""), flag("checked", chosen)}),
               span(text("finding.any")));
}

/// An empty panel would only be in the way; what is set is taken off above the hits.
Html facets(const Frame& frame, const SearchView& view) {
  if (view.facets.empty()) return {};
  Html groups;
  for (const auto& facet : view.facets)
    groups += fieldset(legend(facet.title), any_box(facet),
                       each(facet.options, [&](const Option& choice) { return option_box(facet, choice); }));
  const std::string clear = frame.base + "/search?q=" + http::percent_encode(view.asked.query.text);
  return div({cls("panel facets")}, h2({cls("vh")}, text("finding.filter")), groups,
             div({cls("btns")}, button({cls("btn s"), attribute("type", "submit")}, text("finding.apply_filter")),
                 a({cls("u"), href(clear)}, text("finding.clear_filter"))));
}

Html choice(std::string_view name, std::string_view value, std::string_view words, bool chosen) {
  return label({cls("opt inline")},
               empty_element("input", {attribute("type", "radio"), attribute("name", name), attribute("value", value),
                                       flag("checked", chosen)}),
               span(words));
}

Html row(std::string_view title, Html first, Html second) {
  return fieldset({cls("row")}, legend({cls("vh")}, title), std::move(first), std::move(second));
}

Html question(const Frame& frame, const SearchView& view) {
  const auto& query = view.asked.query;
  const bool here = view.asked.site == frame.site.id;
  const bool by_day = query.sort == search::Sort::newest, in_title = query.scope == search::Scope::title;
  return div({cls("ask")},
             div({cls("search")}, label({cls("vh"), attribute("for", "q")}, text("finding.words")),
                 empty_element(
                     "input", {id("q"), attribute("name", "q"), attribute("type", "search"),
                               attribute("value", query.text), attribute("maxlength", "100"),
                               attribute("autocomplete", "off"), attribute("data-suggest", "/api/search/suggestions")}),
                 button({attribute("type", "submit")}, text("finding.search"))),
             row(text("finding.where"), choice("where", "all", text("finding.all_sites"), !here),
                 choice("where", "site", text("finding.this_site", {{"site", frame.site.name}}), here)),
             row(text("finding.in"), choice("in", "all", text("finding.in_all"), !in_title),
                 choice("in", "title", text("finding.in_title"), in_title)),
             row(text("finding.order"), choice("order", "best", text("finding.by_relevance"), !by_day),
                 choice("order", "newest", text("finding.by_day"), by_day)));
}

Html chosen(const Frame& frame, const SearchView& view) {
  if (view.chosen.empty()) return {};
  return ul({cls("chips"), aria("label", text("finding.chosen"))}, each(view.chosen, [&](const Chosen& one) {
              return li(a({href(frame.base + "/search" + one.parameters)}, one.label,
                          span({attribute("aria-hidden", "true")}, " ×"), span({cls("vh")}, text("finding.take_off"))));
            }));
}

}  // namespace

std::string search_page(const Frame& frame, const SearchView& view, const std::string& parameters) {
  const auto& words = view.asked.query.text;
  const std::string heading =
      words.empty() ? std::string(text("finding.title")) : text("finding.results_for", {{"text", words}});
  const Html form_content = form(
      {cls(view.facets.empty() ? "grid" : "grid railL"), attribute("method", "get"),
       attribute("action", frame.base + "/search"), attribute("role", "search"), aria("label", text("finding.form"))},
      facets(frame, view),
      section({cls("panel"), aria("labelledby", "results")}, h1({id("results")}, heading), question(frame, view),
              chosen(frame, view), results(frame, view, parameters)));
  return layout::page(frame, {.title = heading, .trail = {{"", std::string(text("finding.search"))}}},
                      div({cls("wrap")}, form_content));
}

}  // namespace gongkai::finding
