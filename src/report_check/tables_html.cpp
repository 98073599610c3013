#include "report_check/tables_html.hpp"

#include <map>
#include <set>

#include "platform/i18n/messages.hpp"
#include "report_format/identities.hpp"

namespace gongkai::report_check {

using namespace html;  // NOLINT: a file of nothing but elements
using i18n::text;

namespace {
using report_format::Form;

/// What is marked: the cells of broken rules, and what the best repair would write.
struct Marks {
  std::set<int> broken;
  std::map<int, std::int64_t> suggested;
};

Marks marks_of(const Checked& checked) {
  Marks marks;
  const auto& report = checked.report;
  for (const auto& equation : report_format::equations_of(report.format)) {
    if (equation.holds(report.tables)) continue;
    for (const auto& term : equation.terms) marks.broken.insert(term.cell);
  }
  if (checked.repairs.empty()) return marks;
  for (const auto& change : checked.repairs.front().changes) marks.suggested[change.cell] = change.to;
  return marks;
}

class Drawing {
 public:
  explicit Drawing(const Checked& checked)
      : m_report(checked.report), m_form(report_format::form(checked.report.format)), m_marks(marks_of(checked)) {}

  Html draw() const {
    Html out;
    if (has(TableId::t2)) out += framed("report_check.table_2", table_2());
    if (has(TableId::t3)) out += framed("report_check.table_3", table_3());
    if (has(TableId::t4)) out += framed("report_check.table_4", table_4());
    return out;
  }

 private:
  bool has(TableId table) const { return m_report.has_table[static_cast<std::size_t>(table)]; }

  static Html framed(std::string_view title, const Html& content) {
    return div({cls("scroll"), attribute("tabindex", "0"), attribute("role", "region"), aria("label", text(title))},
               table({cls("figures")}, caption(text(title)), content));
  }

  std::string number(int cell) const {
    const auto count = m_report.tables.cells[static_cast<std::size_t>(cell)];
    if (count.is_blank()) return {};
    const auto* name = m_form.find(cell);
    if (name && name->kind == report_format::CellKind::amount)
      return fmt::format("{} {}", static_cast<double>(count.value()) / static_cast<double>(report_format::amount_scale),
                         report_format::words_of(m_report.tables.unit));
    return std::to_string(count.value());
  }

  Html cell(int at) const {
    const auto suggested = m_marks.suggested.find(at);
    const bool broken = m_marks.broken.contains(at) || suggested != m_marks.suggested.end();
    if (suggested == m_marks.suggested.end())
      return broken ? Html(td({cls("broken")}, number(at))) : Html(td(number(at)));
    const auto written = number(at);
    return td({cls("broken")},
              element("del", {}, written.empty() ? std::string(text("report_check.blank_cell")) : written), " ",
              element("ins", {}, std::to_string(suggested->second)));
  }

  Html cells(int first, std::size_t count) const {
    Html out;
    for (std::size_t i = 0; i < count; ++i) out += cell(first + static_cast<int>(i));
    return out;
  }

  static Html column_header(std::string_view label) { return th({attribute("scope", "col")}, label); }
  static Html row_header(std::string_view label) { return th({attribute("scope", "row")}, label); }

  Html table_2() const {
    Html out;
    for (const auto& part : m_form.t2) {
      Html head = column_header(part.header);
      for (const auto& column : part.columns) head += column_header(column.label);
      Html rows = tr({cls("group")}, head);
      for (const auto& row : part.rows)
        rows += tr(group(row_header(row.label), cells(row.first_cell, part.columns.size())));
      out += tbody(rows);
    }
    return out;
  }

  Html table_3() const {
    Html head = column_header(text("report_check.row"));
    for (const auto& column : m_form.columns3) head += column_header(column.label);
    Html rows;
    for (const auto& row : m_form.t3) {
      const auto label = row.groups.size() > 1 ? row.groups.back() + " " + row.label : row.label;
      rows += tr(group(row_header(label), cells(report_format::cell_of(row.row, report_format::Applicant::natural),
                                                report_format::t3_columns)));
    }
    return group(thead(tr(head)), tbody(rows));
  }

  /// A block a row: fifteen columns are too wide for a telephone.
  Html table_4() const {
    Html head = column_header(text("report_check.block"));
    for (const auto& column : m_form.t4.front().cells) head += column_header(column.label);
    Html rows;
    for (std::size_t i = 0; i < m_form.t4.size(); ++i) {
      std::string label;
      for (const auto& part : m_form.t4[i].labels) label += (label.empty() ? "" : " · ") + part;
      rows +=
          tr(group(row_header(label), cells(report_format::t4_begin + static_cast<int>(i) * report_format::t4_columns,
                                            report_format::t4_columns)));
    }
    return group(thead(tr(head)), tbody(rows));
  }

  const Report& m_report;
  const Form& m_form;
  Marks m_marks;
};
}  // namespace

Html tables_of(const Checked& checked) {
  return Drawing(checked).draw();
}

}  // namespace gongkai::report_check
