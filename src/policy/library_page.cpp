#include "layout/page.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/neighbours.hpp"
#include "policy/pages.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

constexpr int shown_choices = 8;

Html choice(Facet facet, const FacetGroup::Choice& one) {
  return label({cls("opt")},
               empty_element("input", {attribute("type", "checkbox"), attribute("name", name_of(facet)),
                                       attribute("value", one.value), flag("checked", one.chosen)}),
               span(one.label, " ", small(std::to_string(one.count))));
}

/// The first choices lie open; the others behind a summary, unless one of them is chosen.
Html group_of(const FacetGroup& facet) {
  if (facet.choices.empty()) return {};
  Html open, more;
  bool chosen_behind = false;
  int number = 0;
  for (const auto& one : facet.choices) {
    if (number++ < shown_choices) open += choice(facet.facet, one);
    else {
      more += choice(facet.facet, one);
      chosen_behind = chosen_behind || one.chosen;
    }
  }
  const auto code = "policy.facet." + std::string(name_of(facet.facet));
  return fieldset(legend(text(code)), open, when(!more.empty(), [&] {
                    return details({flag("open", chosen_behind)},
                                   summary({cls("u small")}, text("policy.more_choices")), more);
                  }));
}

Html facet_form(const LibraryView& view) {
  const std::string day = view.wish.on ? to_text(*view.wish.on) : "";
  return form(
      {cls("panel facets"), attribute("action", view.path), attribute("method", "get"),
       aria("label", text("policy.filter"))},
      h2(text("policy.filter")),
      fieldset(
          legend(text("policy.words")), label({cls("vh"), attribute("for", "policy-words")}, text("policy.words")),
          empty_element("input", {id("policy-words"), cls("wide"), attribute("name", "q"), attribute("type", "search"),
                                  attribute("maxlength", "100"), attribute("value", view.wish.text),
                                  attribute("placeholder", text("policy.words_hint"))})),
      fieldset(legend(text("policy.on")), label({cls("vh"), attribute("for", "policy-on")}, text("policy.on")),
               empty_element("input", {id("policy-on"), cls("wide"), attribute("name", "on"), attribute("type", "date"),
                                       attribute("value", day), aria("describedby", "policy-on-hint")}),
               p({id("policy-on-hint"), cls("small muted")}, text("policy.on_hint"))),
      each(view.facets, group_of),
      div({cls("btns")}, button({cls("btn s"), attribute("type", "submit")}, text("policy.apply")),
          when(view.wish.filtered(), [&] { return a({cls("btn sec s"), href(view.path)}, text("policy.reset")); })));
}

Html row(const PolicyRow& policy) {
  const auto readings = text("policy.readings_count", {{"count", std::to_string(policy.interpretations)}});
  const auto life = life_address(policy.id);
  return li({cls("hit")}, h3({cls("ht")}, a({href(document_address(policy.id))}, policy.title)),
            div({cls("m")}, standing_tag(policy.standing),
                when(!policy.number.empty(), [&] { return span({cls("num")}, policy.number); }), span(policy.unit),
                layout::date(policy.published_on),
                when(policy.interpretations > 0, [&] { return a({cls("u"), href(life + "#readings")}, readings); }),
                a({cls("u"), href(life), aria("label", std::string(text("policy.life")) + "：" + policy.title)},
                  text("policy.life"))));
}

Html results(const LibraryView& view) {
  if (view.rows.empty())
    return group(p({cls("empty")}, text(view.whole == 0 ? "policy.library_empty" : "policy.nothing_found")),
                 when(view.wish.filtered(), [&] { return p(a({cls("u"), href(view.path)}, text("policy.reset"))); }));
  return group(ol({cls("hits")}, each(view.rows, row)), pager(view.pager));
}

}  // namespace

Html standing_tag(Standing standing) {
  std::string_view tone = "tag g";
  if (standing == Standing::amended || standing == Standing::not_yet) tone = "tag a";
  if (has_ended(standing)) tone = "tag r";
  return span({cls(tone)}, word_for(standing));
}

Html section_tabs(const layout::Frame& frame, std::string_view current) {
  const auto entry = [&](std::string_view path, std::string_view code) {
    return li(
        a({href(frame.base + std::string(path)), attribute_if(path == current, "aria-current", "page")}, text(code)));
  };
  return nav({cls("tabs"), aria("label", text("policy.sections"))},
             ul(entry("/policies", "policy.library"), entry("/interpretations", "policy.readings"),
                entry("/interpretations/cases", "policy.cases"), entry("/policies/ledger", "policy.ledger"),
                entry("/policies/filings", "policy.filings")));
}

std::string library_page(const layout::Frame& frame, const LibraryView& view) {
  const auto counted =
      text("policy.found", {{"count", std::to_string(view.total)}, {"whole", std::to_string(view.whole)}});
  const Html content = div(
      {cls("wrap")}, h1({cls("page-title")}, text("policy.library")), section_tabs(frame, "/policies"),
      div({cls("grid railL")}, facet_form(view),
          section({cls("panel"), aria("labelledby", "found")},
                  div({cls("ph")}, h2({id("found")}, text("policy.documents")), span({cls("more")}, counted)),
                  when(view.wish.on.has_value(),
                       [&] { return p({cls("note")}, text("policy.on_day", {{"day", to_chinese(*view.wish.on)}})); }),
                  results(view))));
  return layout::page(frame,
                      {.title = std::string(text("policy.library")),
                       .description = std::string(text("policy.library_about")),
                       .canonical = view.wish.filtered() || view.pager.page > 1 ? "" : view.path,
                       .meta = {{"ColumnName", std::string(text("policy.library"))},
                                {"ColumnDescription", std::string(text("policy.library_about"))},
                                {"ColumnType", std::string(text("policy.column_type"))}},
                       .trail = {{"", std::string(text("policy.library"))}}},
                      content);
}

}  // namespace gongkai::policy
