#include "open_data/open_page.hpp"

#include "open_data/record.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::open_data {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

Html month_rows(const layout::Frame& frame, const std::vector<content::HarvestMonth>& months) {
  Html rows;
  for (auto month = months.rbegin(); month != months.rend(); ++month) {
    const std::string address = frame.base + "/open/months/" + month->month;
    rows += tr(th({attribute("scope", "row")}, month->month), td(std::to_string(month->documents)),
               td(a({href(address + ".jsonl")}, "JSON Lines"), " ", a({href(address + ".csv")}, "CSV")));
  }
  return rows;
}

Html months_table(const layout::Frame& frame, const std::vector<content::HarvestMonth>& months) {
  if (months.empty()) return p(text("open_data.nothing"));
  return div({cls("scroll"), attribute("tabindex", "0"), attribute("role", "region"), aria("labelledby", "months")},
             table({cls("data")},
                   thead(tr(th({attribute("scope", "col")}, text("open_data.month")),
                            th({attribute("scope", "col")}, text("open_data.documents")),
                            th({attribute("scope", "col")}, text("open_data.files")))),
                   tbody(month_rows(frame, months))));
}

Html fields_table() {
  return div({cls("scroll"), attribute("tabindex", "0"), attribute("role", "region"), aria("labelledby", "fields")},
             table({cls("data")},
                   thead(tr(th({attribute("scope", "col")}, text("open_data.field")),
                            th({attribute("scope", "col")}, text("open_data.meaning")))),
                   tbody(each(fields(), [](const Field& field) {
                     return tr(th({attribute("scope", "row")}, code(field.name)), td(field.meaning));
                   }))));
}

Html addresses(const layout::Frame& frame) {
  const auto line = [&](std::string_view path, std::string_view meaning) -> Html {
    const std::string address = frame.base + std::string(path);
    return li(code(address), "：", text(meaning));
  };
  return ul({cls("bullets")}, line("/open/documents?after=&limit=100", "open_data.of_pages"),
            line("/open/documents/{id}", "open_data.of_one"),
            line("/open/months/{YYYY-MM}.jsonl", "open_data.of_month"),
            line("/open/withdrawn?since=YYYY-MM-DD", "open_data.of_withdrawn"));
}

}  // namespace

std::string open_page(const layout::Frame& frame, const std::vector<content::HarvestMonth>& months) {
  const std::string name(text("open_data.title"));
  const Html content =
      group(p(text("open_data.about")), h2({id("months")}, text("open_data.by_month")), months_table(frame, months),
            h2({id("fields")}, text("open_data.fields")), fields_table(), h2(text("open_data.for_programs")),
            p(text("open_data.described_at"), a({href("/api/openapi.json")}, "/api/openapi.json")), addresses(frame),
            h2(text("open_data.terms")), p(text("open_data.terms_text")));
  return layout::page(frame,
                      {.title = name,
                       .description = std::string(text("open_data.about")),
                       .canonical = frame.base + "/open",
                       .trail = {{"", name}}},
                      div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(name), content)));
}

}  // namespace gongkai::open_data
