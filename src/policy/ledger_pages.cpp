// 规范性文件台账 and 备案目录, as pages and as workbooks.
#include "layout/page.hpp"
#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"
#include "policy/neighbours.hpp"
#include "policy/pages.hpp"
#include "policy/words.hpp"

namespace gongkai::policy {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

std::vector<std::string> heads(std::initializer_list<std::string_view> codes) {
  std::vector<std::string> found;
  for (const auto code : codes) found.emplace_back(text(code));
  return found;
}

/// Numbers and days that must not break in a narrow column.
Html whole(std::string_view value) {
  return span({cls("nowrap num")}, value.empty() ? std::string_view("—") : value);
}

Html title_cell(const PolicyRow& policy) {
  return group(a({href(document_address(policy.id))}, policy.title),
               when(!policy.number.empty(), [&] { return div({cls("num muted")}, policy.number); }));
}

Html tabs(const layout::Frame& frame, const std::vector<LedgerTab>& all) {
  const auto entry = [&](const LedgerTab& tab) {
    return li(
        a({href(frame.base + "/policies/ledger?state=" + tab.value), attribute_if(tab.current, "aria-current", "page")},
          text("policy.ledger." + tab.value), " ", small(std::to_string(tab.count))));
  };
  return nav({cls("chips-nav"), aria("label", text("policy.ledger"))}, ul({cls("chips")}, each(all, entry)));
}

Html ledger_table(const std::vector<LedgerRow>& rows) {
  Table table{
      .caption = std::string(text("policy.ledger")),
      .columns = heads({"policy.head.registration", "policy.head.title", "policy.head.unit", "policy.head.published",
                        "policy.head.until", "policy.head.standing", "policy.head.reading"}),
      .rows = {}};
  for (const auto& row : rows) {
    Html standing = standing_tag(row.policy.standing);
    if (!row.ended.empty()) standing += div({cls("small muted")}, row.ended);
    table.rows.push_back({whole(row.registration), title_cell(row.policy), Html(row.policy.unit),
                          whole(to_text(row.policy.published_on)), whole(row.valid_until), std::move(standing),
                          whole(row.reading)});
  }
  return data_table(table);
}

Html filing_table(const FilingView& view) {
  Table table{.caption = name_of_quarter(view.quarter) + std::string(text("policy.filings")),
              .columns = heads({"policy.head.registration", "policy.head.title", "policy.head.unit",
                                "policy.head.registered", "policy.head.filed"}),
              .rows = {}};
  for (const auto& row : view.rows)
    table.rows.push_back({whole(row.registration), title_cell(row.policy), Html(row.policy.unit),
                          whole(to_text(row.registered_on)), Html(row.filed)});
  return data_table(table);
}

}  // namespace

std::string ledger_page(const layout::Frame& frame, const LedgerView& view) {
  const Html content =
      div({cls("wrap")}, h1({cls("page-title")}, text("policy.ledger")), section_tabs(frame, "/policies/ledger"),
          section({cls("panel")}, p({cls("muted about-column")}, text("policy.ledger_about")), tabs(frame, view.tabs),
                  when(view.rows.empty(), [] { return p({cls("empty")}, text("policy.ledger_empty")); }),
                  when(!view.rows.empty(), [&] { return ledger_table(view.rows); }), pager(view.pager),
                  div({cls("btns")}, a({cls("btn sec s"), href(view.workbook)}, text("policy.download_ledger")),
                      a({cls("u"), href(frame.base + "/policies/filings?quarter=" + view.quarter)},
                        text("policy.newest_filings")))));
  return layout::page(frame,
                      {.title = std::string(text("policy.ledger")),
                       .description = std::string(text("policy.ledger_about")),
                       .canonical = view.pager.page > 1 ? "" : frame.base + "/policies/ledger",
                       .trail = {{frame.base + "/policies", std::string(text("policy.library"))},
                                 {"", std::string(text("policy.ledger"))}}},
                      content);
}

std::string filing_page(const layout::Frame& frame, const FilingView& view) {
  const auto address = frame.base + "/policies/filings";
  const auto entry = [&](Quarter quarter) {
    return li(a(
        {href(address + "?quarter=" + to_text(quarter)), attribute_if(quarter == view.quarter, "aria-current", "page")},
        name_of_quarter(quarter)));
  };
  const auto title = name_of_quarter(view.quarter) + std::string(text("policy.filings"));
  const Html content =
      div({cls("wrap")}, h1({cls("page-title")}, title), section_tabs(frame, "/policies/filings"),
          section({cls("panel")}, p({cls("muted about-column")}, text("policy.filings_about")),
                  nav({cls("chips-nav"), aria("label", text("policy.quarters"))},
                      ul({cls("chips")}, each(view.quarters, entry))),
                  when(view.rows.empty(), [] { return p({cls("empty")}, text("policy.no_filings")); }),
                  when(!view.rows.empty(), [&] { return filing_table(view); }),
                  div({cls("btns")}, a({cls("btn sec s"), href(view.workbook)}, text("policy.download_filings")))));
  return layout::page(frame,
                      {.title = title,
                       .description = std::string(text("policy.filings_about")),
                       .canonical = address + "?quarter=" + to_text(view.quarter),
                       .trail = {{frame.base + "/policies", std::string(text("policy.library"))}, {"", title}}},
                      content);
}

std::string ledger_workbook(const std::vector<LedgerRow>& rows) {
  documents::Sheet sheet{.name = std::string(text("policy.ledger")), .title = std::string(text("policy.ledger"))};
  for (const auto& head : heads({"policy.head.registration", "policy.head.title", "policy.head.number",
                                 "policy.head.unit", "policy.head.published", "policy.head.until",
                                 "policy.head.standing", "policy.head.ended", "policy.head.reading"}))
    sheet.columns.push_back({head});
  for (const auto& row : rows)
    sheet.rows.push_back({row.registration, row.policy.title, row.policy.number, row.policy.unit,
                          row.policy.published_on, row.valid_until, std::string(word_for(row.policy.standing)),
                          row.ended, row.reading});
  sheet.landscape = true;
  return documents::write_xlsx({std::move(sheet)});
}

std::string filing_workbook(const FilingView& view) {
  documents::Sheet sheet{.name = to_text(view.quarter),
                         .title = name_of_quarter(view.quarter) + std::string(text("policy.filings"))};
  for (const auto& head :
       heads({"policy.head.registration", "policy.head.title", "policy.head.number", "policy.head.unit",
              "policy.head.registered", "policy.head.published", "policy.head.filed"}))
    sheet.columns.push_back({head});
  for (const auto& row : view.rows)
    sheet.rows.push_back({row.registration, row.policy.title, row.policy.number, row.policy.unit, row.registered_on,
                          row.policy.published_on, row.filed});
  sheet.landscape = true;
  return documents::write_xlsx({std::move(sheet)});
}

}  // namespace gongkai::policy
