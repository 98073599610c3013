#include "platform/i18n/messages.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

/// The matched places as <mark>; the ranges come in order and apart.
Html highlighted(const search::Marked& marked) {
  Html out;
  std::size_t done = 0;
  const std::string_view whole = marked.text;
  for (const auto& [begin, end] : marked.marks) {
    out += whole.substr(done, begin - done);
    out += mark(whole.substr(begin, end - begin));
    done = end;
  }
  out += whole.substr(done);
  return out;
}

Html validity_tag(search::Validity validity) {
  switch (validity) {
    case search::Validity::not_applicable: return {};
    case search::Validity::in_force: return span({cls("tag g")}, text("portal.in_force"));
    case search::Validity::amended: return span({cls("tag a")}, text("portal.amended"));
    case search::Validity::lapsed: return span({cls("tag n")}, text("portal.lapsed"));
    case search::Validity::repealed: return span({cls("tag n")}, text("portal.repealed"));
  }
  return {};
}

Html hit(const SearchView& view, const search::Hit& found) {
  const auto unit = view.units.find(found.unit);
  Html where;
  if (!found.section.empty()) where += p({cls("small muted")}, text("portal.found_in"), found.section);
  Html facts = validity_tag(found.validity);
  if (!found.number.empty()) facts += span(found.number);
  if (unit != view.units.end()) facts += span(unit->second);
  facts += date(found.day);
  return li({cls("hit")}, h2({cls("ht")}, a({href(found.address)}, highlighted(found.title))),
            when(!found.snippet.text.empty(), [&] { return p(highlighted(found.snippet)); }), where,
            div({cls("m")}, facts));
}

Html option_box(const FacetView& facet, const FacetOption& choice) {
  return label(
      {cls("opt")},
      empty_element("input", {attribute("type", facet.single ? "radio" : "checkbox"), attribute("name", facet.name),
                              attribute("value", choice.value), flag("checked", choice.chosen)}),
      span(choice.label), small(std::to_string(choice.count)));
}

/// A radio button cannot be taken back: "any" does it.
Html any_box(const FacetView& facet) {
  if (!facet.single) return {};
  const bool chosen = std::ranges::none_of(facet.options, &FacetOption::chosen);
  return label({cls("opt")},
               empty_element("input", {attribute("type", "radio"), attribute("name", facet.name),
                                       attribute("value", ""), flag("checked", chosen)}),
               span(text("portal.any")));
}

/// Nothing to choose and nothing chosen: an empty panel would only be in the way.
bool has_filters(const SearchView& view) {
  return view.filtered || !view.facets.empty();
}

Html facets(const Frame& frame, const SearchView& view) {
  if (!has_filters(view)) return {};
  Html groups;
  for (const auto& facet : view.facets)
    groups += fieldset(legend(facet.title), any_box(facet),
                       each(facet.options, [&](const FacetOption& choice) { return option_box(facet, choice); }));
  const std::string clear = frame.base + "/search?q=" + http::percent_encode(view.text);
  return div({cls("panel facets")}, h2({cls("vh")}, text("portal.filter")), groups,
             div({cls("btns")}, button({cls("btn s"), attribute("type", "submit")}, text("portal.apply_filter")),
                 a({cls("u"), href(clear)}, text("portal.clear_filter"))));
}

Html choice(std::string_view name, std::string_view value, std::string_view words, bool chosen) {
  return label({cls("opt inline")},
               empty_element("input", {attribute("type", "radio"), attribute("name", name), attribute("value", value),
                                       flag("checked", chosen)}),
               span(words));
}

Html question(const SearchView& view) {
  return div({cls("ask")},
             div({cls("search")}, label({cls("vh"), attribute("for", "q")}, text("portal.search_words")),
                 empty_element("input", {id("q"), attribute("name", "q"), attribute("type", "search"),
                                         attribute("value", view.text), attribute("maxlength", "100")}),
                 button({attribute("type", "submit")}, text("portal.search"))),
             fieldset({cls("row")}, legend({cls("vh")}, text("portal.search_in")),
                      choice("in", "all", text("portal.in_all"), !view.title_only),
                      choice("in", "title", text("portal.in_title"), view.title_only)),
             fieldset({cls("row")}, legend({cls("vh")}, text("portal.order")),
                      choice("order", "best", text("portal.by_relevance"), !view.by_day),
                      choice("order", "newest", text("portal.by_day"), view.by_day)));
}

std::string_view how_found(search::Found found) {
  switch (found) {
    case search::Found::as_written:
    case search::Found::nothing: return "";
    case search::Found::without_question_words: return text("portal.found_without_question_words");
    case search::Found::partly: return text("portal.found_partly");
    case search::Found::corrected: return text("portal.found_corrected");
    case search::Found::by_pinyin: return text("portal.found_by_pinyin");
  }
  return "";
}

std::string total_text(const search::Answer& answer) {
  return text(answer.total_is_at_least ? "portal.found_at_least" : "portal.found",
              {{"count", std::to_string(answer.total)}});
}

Html results(const Frame& frame, const SearchView& view) {
  Html out = p({cls("muted"), attribute("role", "status")}, total_text(view.answer));
  if (const auto how = how_found(view.answer.found); !how.empty()) out += p({cls("note")}, how);
  if (!view.answer.did_you_mean.empty()) {
    const std::string address = frame.base + "/search?q=" + http::percent_encode(view.answer.did_you_mean);
    out += p(text("portal.did_you_mean"), a({cls("u"), href(address)}, view.answer.did_you_mean));
  }
  if (view.answer.hits.empty()) return out += p({cls("empty")}, text("portal.nothing_found"));
  out += ol({cls("hits")}, each(view.answer.hits, [&](const search::Hit& found) { return hit(view, found); }));
  return out += pager(view.pager);
}

}  // namespace

std::string search_page(const Frame& frame, const SearchView& view) {
  const std::string heading =
      view.text.empty() ? std::string(text("portal.site_search")) : text("portal.results_for", {{"text", view.text}});
  const Html content =
      div({cls("wrap")}, form({cls(has_filters(view) ? "grid railL" : "grid"), attribute("method", "get"),
                               attribute("action", frame.base + "/search"), attribute("role", "search"),
                               aria("label", text("portal.search_form"))},
                              facets(frame, view),
                              section({cls("panel"), aria("labelledby", "results")}, h1({id("results")}, heading),
                                      question(view), results(frame, view))));
  return page(frame, {.title = heading, .trail = {{"", std::string(text("portal.search"))}}}, content);
}

}  // namespace gongkai::portal
