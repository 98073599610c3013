// Interpretations by their seven forms, and the library of good ones.
#include "layout/page.hpp"
#include "platform/http/message.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/neighbours.hpp"
#include "policy/pages.hpp"

namespace gongkai::policy {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html row(const ReadingRow& reading) {
  return li(
      {cls("hit")},
      h2({cls("ht")}, span({cls("tag b")}, reading.form), " ", a({href(document_address(reading.id))}, reading.title)),
      when(!reading.policy.text.empty(),
           [&] {
             return p(text("policy.interprets"), a({cls("u"), href(reading.policy.address)}, reading.policy.text));
           }),
      div({cls("m")}, when(!reading.number.empty(), [&] { return span({cls("num")}, reading.number); }),
          layout::date(reading.published_on)));
}

Html form_tabs(const layout::Frame& frame, const std::vector<FormTab>& tabs) {
  const auto entry = [&](const FormTab& tab) {
    const auto address = frame.base + "/interpretations" +
                         (tab.value.empty() ? std::string() : "?form=" + http::percent_encode(tab.value));
    return li(a({href(address), attribute_if(tab.current, "aria-current", "page")}, tab.label, " ",
                small(std::to_string(tab.count))));
  };
  return nav({cls("chips-nav"), aria("label", text("policy.forms"))}, ul({cls("chips")}, each(tabs, entry)));
}

Html case_card(const CaseCard& one) {
  const auto address = document_address(one.reading.id);
  return li(
      {cls("panel case")},
      div({cls("qr"), attribute("role", "img"), aria("label", text("policy.qr_of", {{"title", one.reading.title}}))},
          Html::trusted(one.qr_svg)),
      div(h2({cls("case-title")}, a({href(address)}, one.reading.title)),
          p(span({cls("tag b")}, one.reading.form), " ", layout::date(one.reading.published_on)), p(one.praise),
          when(!one.reading.policy.text.empty(), [&] {
            return p({cls("small")}, text("policy.interprets"),
                     a({cls("u"), href(one.reading.policy.address)}, one.reading.policy.text));
          })));
}

}  // namespace

std::string readings_page(const layout::Frame& frame, const ReadingsView& view) {
  const auto& coverage = view.coverage;
  const auto said = text("policy.coverage", {{"share", share_text(coverage.interpreted, coverage.must)},
                                             {"in_time", share_text(coverage.in_time, coverage.interpreted)}});
  const Html content =
      div({cls("wrap")}, h1({cls("page-title")}, text("policy.readings")), section_tabs(frame, "/interpretations"),
          section({cls("panel")}, p({cls("note")}, said), form_tabs(frame, view.tabs),
                  when(view.rows.empty(), [] { return p({cls("empty")}, text("policy.no_readings")); }),
                  ol({cls("hits")}, each(view.rows, row)), pager(view.pager)));
  return layout::page(frame,
                      {.title = std::string(text("policy.readings")),
                       .description = std::string(text("policy.readings_about")),
                       .canonical = frame.base + "/interpretations",
                       .meta = {{"ColumnName", std::string(text("policy.readings"))},
                                {"ColumnDescription", std::string(text("policy.readings_about"))},
                                {"ColumnType", std::string(text("policy.readings"))}},
                       .trail = {{"", std::string(text("policy.readings"))}}},
                      content);
}

std::string cases_page(const layout::Frame& frame, const std::vector<CaseCard>& cases) {
  const Html content =
      div({cls("wrap")}, h1({cls("page-title")}, text("policy.cases")), section_tabs(frame, "/interpretations/cases"),
          p({cls("muted about-column")}, text("policy.cases_about")),
          when(cases.empty(), [] { return p({cls("empty")}, text("policy.no_cases")); }),
          ul({cls("grid g2")}, each(cases, case_card)));
  return layout::page(frame,
                      {.title = std::string(text("policy.cases")),
                       .description = std::string(text("policy.cases_about")),
                       .canonical = frame.base + "/interpretations/cases",
                       .trail = {{frame.base + "/interpretations", std::string(text("policy.readings"))},
                                 {"", std::string(text("policy.cases"))}}},
                      content);
}

}  // namespace gongkai::policy
