#include "site_report/pages.hpp"

#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::site_report {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {

using layout::Frame;

std::string words(std::string_view code) {
  return std::string(text(code));
}

std::string address_of(const Frame& frame, std::int64_t year) {
  return frame.base + "/site-report/" + std::to_string(year);
}

std::string title_of(std::string_view site, std::int64_t year) {
  return text("site_report.title_of", {{"site", std::string(site)}, {"year", std::to_string(year)}});
}

std::string label_of(const FrozenRow& row) {
  return row.unit.empty() ? row.label : row.label + "（" + row.unit + "）";
}

std::string remark_of(const FrozenRow& row) {
  if (row.how.empty()) return row.note;
  return row.note.empty() ? row.how : row.how + "。" + row.note;
}

/// The remark below its label and not in a column of its own: two columns fit a telephone.
Html label_cell(const FrozenRow& row) {
  const auto remark = remark_of(row);
  return group(label_of(row), when(!remark.empty(), [&] { return div({cls("small muted")}, remark); }));
}

Html part_table(const FrozenPart& part) {
  Table table{
      .caption = part.name, .columns = {words("site_report.head_row"), words("site_report.head_value")}, .rows = {}};
  for (const auto& row : part.rows) table.rows.push_back({label_cell(row), Html(row.value.empty() ? "—" : row.value)});
  return section({cls("part")}, h2(part.name), data_table(table));
}

Html edition_list(const Frame& frame, const ReportView& view) {
  const auto entry = [&](const EditionLine& edition) {
    const std::string day = to_chinese(edition.published_at.day());
    const std::string name = edition.number == 1
                                 ? text("site_report.first_published", {{"day", day}})
                                 : text("site_report.corrected", {{"day", day}, {"reason", edition.reason}});
    const std::string address = address_of(frame, view.year) + "?edition=" + std::to_string(edition.number);
    if (edition.number == view.shown.number) return li(b(name));
    return li(a({cls("u"), href(address)}, name));
  };
  return group(h2(text("site_report.editions")), ul({cls("bullets")}, each(view.editions, entry)));
}

Html downloads(const Frame& frame, const ReportView& view) {
  const std::string base = address_of(frame, view.year), query = "?edition=" + std::to_string(view.shown.number);
  return div({cls("btns")}, a({cls("btn sec s"), href(base + "/report.xlsx" + query)}, text("site_report.workbook")),
             a({cls("btn sec s"), href(base + "/report.json" + query)}, text("site_report.json")));
}

Html older_notice(const Frame& frame, const ReportView& view) {
  if (view.is_latest()) return {};
  return p({cls("note")}, text("site_report.older"),
           a({cls("u"), href(address_of(frame, view.year))}, text("site_report.latest")));
}

}  // namespace

std::string index_page(const Frame& frame, const std::vector<YearLine>& years) {
  const auto entry = [&](const YearLine& line) {
    const std::string day = to_chinese(line.last_at.day());
    return li(a({cls("u"), href(address_of(frame, line.year))}, title_of(frame.site.name, line.year)),
              div({cls("muted small")},
                  text(line.editions > 1 ? "site_report.corrected_on" : "site_report.published_on", {{"day", day}})));
  };
  const std::string title = words("site_report.title");
  return layout::page(
      frame,
      {.title = title,
       .description = words("site_report.about"),
       .canonical = frame.base + "/site-report",
       .trail = {{"", title}}},
      div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(title), p(text("site_report.about")),
                                 when(years.empty(), [] { return p({cls("empty")}, text("site_report.none_yet")); }),
                                 when(!years.empty(), [&] { return ul({cls("bullets")}, each(years, entry)); }))));
}

std::string report_page(const Frame& frame, const ReportView& view) {
  const std::string title = title_of(frame.site.name, view.year);
  const Html content = group(older_notice(frame, view), downloads(frame, view), each(view.parts, part_table),
                             edition_list(frame, view), h2(text("site_report.proof")),
                             p(text("site_report.proof_about")), p({cls("num small break")}, view.digest));
  return layout::page(frame,
                      {.title = title,
                       .description = title,
                       .canonical = view.is_latest() ? address_of(frame, view.year) : "",
                       .trail = {{frame.base + "/site-report", words("site_report.title")}, {"", title}}},
                      div({cls("wrap")}, article({cls("panel doc plain-page")}, h1(title), content)));
}

std::string report_workbook(std::string_view site, const ReportView& view) {
  documents::Sheet sheet{.name = std::to_string(view.year),
                         .title = title_of(site, view.year),
                         .columns = {{words("site_report.head_part"), 14},
                                     {words("site_report.head_row"), 40},
                                     {words("site_report.head_value"), 24},
                                     {words("site_report.head_note"), 50}}};
  for (const auto& part : view.parts)
    for (const auto& row : part.rows) sheet.rows.push_back({part.name, label_of(row), row.value, remark_of(row)});
  return documents::write_xlsx({std::move(sheet)});
}

}  // namespace gongkai::site_report
