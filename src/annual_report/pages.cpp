#include "annual_report/pages.hpp"

#include "annual_report/figures.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

using layout::Frame;

std::string words(std::string_view code) {
  return std::string(text("annual_report." + std::string(code)));
}

std::string address_of(const Frame& frame, CaseId id) {
  return frame.base + "/annual-reports/" + to_text(id);
}

Html cell_of(const SheetCell& cell) {
  const std::string columns = std::to_string(cell.columns), rows = std::to_string(cell.rows);
  if (!cell.is_header) return td({cls("num")}, cell.text);
  const bool group = cell.heads_row ? cell.rows > 1 : cell.columns > 1;
  const std::string scope = std::string(cell.heads_row ? "row" : "col") + (group ? "group" : "");
  if (cell.definition.empty())
    return th({attribute("scope", scope), attribute("colspan", columns), attribute("rowspan", rows)}, cell.text);
  return th({attribute("scope", scope), attribute("colspan", columns), attribute("rowspan", rows),
             aria("describedby", "define-" + cell.definition)},
            cell.text);
}

Html row_of(const std::vector<SheetCell>& row) {
  Html cells;
  for (const auto& cell : row) cells += cell_of(cell);
  return tr(cells);
}

Html table_of(const Sheet& sheet) {
  Html heads, rows;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    (static_cast<int>(i) < sheet.header_rows ? heads : rows) += row_of(sheet.rows[i]);
  return div({cls("scroll"), attribute("tabindex", "0"), attribute("role", "region"), aria("label", sheet.caption)},
             table({cls("data report"), id(sheet.id)}, caption(sheet.caption), thead(heads), tbody(rows)));
}

Html paragraphs(std::string_view all) {
  Html out;
  while (!all.empty()) {
    const auto end = all.find('\n');
    if (const auto line = all.substr(0, end); !line.empty()) out += p(line);
    if (end == std::string_view::npos) break;
    all.remove_prefix(end + 1);
  }
  return out;
}

Html section_of(const ReportView& view, std::size_t index, const std::vector<Sheet>& sheets) {
  const auto& section_name = report_format::form(view.report.format).sections.at(index);
  Html content = h2(section_name.number + "、" + section_name.title);
  if (const auto part = view.report.parts.find(static_cast<int>(index) + 1); part != view.report.parts.end())
    content += paragraphs(part->second);
  for (const auto& sheet : sheets)
    if ((index == 1 && sheet.id.starts_with("t2")) || (index == 2 && sheet.id == "t3") ||
        (index == 3 && sheet.id == "t4"))
      content += table_of(sheet);
  if (index == 2) content += group(years_figure(view.years), outcomes_figure(view.report));
  return section(content);
}

Html peers_line(const ReportView& view) {
  if (view.peers.units < least_peers) return {};
  const auto average =
      decimal(view.peers.received * report_format::amount_scale / view.peers.units / 100'000 * 100'000);
  return p(text("annual_report.peers", {{"units", std::to_string(view.peers.units)}, {"average", average}}));
}

/// One definition a row, once each, in the order of the tables.
Html definitions(const std::vector<Sheet>& sheets) {
  Html all;
  for (const auto& sheet : sheets)
    for (const auto& row : sheet.rows)
      for (const auto& cell : row)
        if (!cell.definition.empty())
          all += group(dt(cell.text), dd({id("define-" + cell.definition)}, words("define." + cell.definition)));
  return details(summary(words("definitions")), dl(all));
}

Html editions_list(const Frame& frame, const ReportView& view) {
  Html lines;
  for (const auto& edition : view.editions) {
    const std::string day = to_chinese(edition.signed_at.day());
    const std::string name = edition.number == 1
                                 ? text("annual_report.first_edition", {{"day", day}})
                                 : text("annual_report.revised", {{"day", day}, {"reason", edition.reason}});
    const std::string address = address_of(frame, view.id) + "?edition=" + std::to_string(edition.number);
    if (edition.number == view.shown.number) lines += li(b(name));
    else lines += li(a({cls("u"), href(address)}, name));
  }
  return group(h2(words("editions")), ul({cls("bullets")}, lines));
}

Html downloads(const Frame& frame, const ReportView& view) {
  const std::string base = address_of(frame, view.id), query = "?edition=" + std::to_string(view.shown.number);
  Html links;
  for (const std::string kind : {"pdf", "docx", "xlsx", "csv", "json"})
    links += a({cls("btn sec s"), href(base + "/report." + kind + query)}, words("download_" + kind));
  return div({cls("btns")}, links);
}

Html proof(const Frame& frame, const ReportView& view) {
  const std::string address = frame.base + "/annual-reports/verify?digest=" + view.shown.digest;
  return group(h2(words("proof")), p(words("proof_about")), p({cls("num small break")}, view.shown.digest),
               p(a({cls("u"), href(address)}, words("verify_this"))));
}

}  // namespace

std::string list_page(const Frame& frame, const std::vector<ListLine>& lines) {
  Html content;
  int year = 0;
  Html items;
  const auto close = [&] {
    if (year) content += group(h2(std::to_string(year) + "年度"), ul({cls("bullets")}, items));
    items = {};
  };
  for (const auto& line : lines) {
    if (line.year != year) {
      close();
      year = line.year;
    }
    items +=
        li(a({cls("u"), href(address_of(frame, line.id))}, title_of(line.unit, line.year)),
           div({cls("muted small")}, text("annual_report.published_on", {{"day", to_chinese(line.published_on)}})));
  }
  close();
  if (lines.empty()) content += p({cls("empty")}, words("none_yet"));
  const std::string title = words("title");
  return layout::page(
      frame,
      {.title = title,
       .description = words("about"),
       .canonical = frame.base + "/annual-reports",
       .trail = {{"", title}}},
      div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(title), p(words("about")), content)));
}

std::string report_page(const Frame& frame, const ReportView& view) {
  const std::string title = title_of(view.report.unit_name, view.report.year);
  const auto sheets = sheets_of(view.report.tables, view.report.format);
  Html content = downloads(frame, view);
  if (view.shown.number != view.editions.front().number)
    content += p({cls("note")}, words("older"), a({cls("u"), href(address_of(frame, view.id))}, words("latest")));
  for (std::size_t i = 0; i < report_format::form(view.report.format).sections.size(); ++i)
    content += section_of(view, i, sheets);
  content += group(peers_line(view), definitions(sheets), editions_list(frame, view), proof(frame, view));
  return layout::page(frame,
                      {.title = title,
                       .description = title,
                       .canonical = address_of(frame, view.id),
                       .trail = {{frame.base + "/annual-reports", words("title")}, {"", title}}},
                      div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(title), content)));
}

std::string verification_page(const Frame& frame, std::string_view asked, const std::optional<ListLine>& found) {
  const std::string title = words("verify");
  const std::string action = frame.base + "/annual-reports/verify";
  Html answer;
  if (found)
    answer = p({cls("note")}, words("verified"),
               a({cls("u"), href(address_of(frame, found->id))}, title_of(found->unit, found->year)));
  else if (!asked.empty()) answer = p({cls("note")}, words("not_verified"));
  const Html form_html = form(
      {attribute("method", "get"), attribute("action", action)}, label({attribute("for", "digest")}, words("digest")),
      empty_element("input", {attribute("id", "digest"), attribute("name", "digest"), attribute("value", asked),
                              attribute("maxlength", "64"), attribute("autocomplete", "off")}),
      button({cls("btn"), attribute("type", "submit")}, words("verify_button")));
  return layout::page(frame,
                      {.title = title,
                       .description = words("verify_about"),
                       .canonical = action,
                       .trail = {{frame.base + "/annual-reports", words("title")}, {"", title}}},
                      div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(title), p(words("verify_about")),
                                                 form_html, div({attribute("role", "status")}, answer))));
}

}  // namespace gongkai::annual_report
