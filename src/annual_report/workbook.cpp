// Spreadsheets of a report: the sums are formulas, so that whoever opens it sees them add up.
#include "annual_report/sheets.hpp"
#include "platform/documents/xlsx_writer.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

namespace {

using documents::Cell;
using documents::Formula;
using report_format::CellKind;

std::string words(std::string_view name) {
  return std::string(i18n::text("annual_report.sheet." + std::string(name)));
}

Cell number(const Tables& tables, const report_format::CellName& cell) {
  const auto count = tables.cells[static_cast<std::size_t>(cell.cell)];
  if (count.is_blank()) return {};
  if (cell.kind == CellKind::amount)
    return static_cast<double>(count.value()) / static_cast<double>(report_format::amount_scale);
  return count.value();
}

/// The first part heads the sheet; the others follow with their own headers.
documents::Sheet sheet_2(const Frozen& report, const Form& form) {
  documents::Sheet sheet{.name = words("t2"), .title = title_of(report.unit_name, report.year)};
  const auto header_of = [](const report_format::Part2& part) {
    std::vector<std::string> header{words("content")};
    for (const auto& column : part.columns) header.push_back(column.label);
    return header;
  };
  const auto first = header_of(form.t2.front());
  for (std::size_t i = 0; i < first.size(); ++i) sheet.columns.push_back({first[i], i == 0 ? 40.0 : 24.0});
  for (const auto& part : form.t2) {
    if (&part != &form.t2.front()) {
      std::vector<Cell> header;
      for (auto& label : header_of(part)) header.emplace_back(std::move(label));
      sheet.rows.push_back(std::move(header));
    }
    for (const auto& row : part.rows) {
      std::vector<Cell> cells{row.label};
      for (std::size_t i = 0; i < part.columns.size(); ++i)
        cells.push_back(number(report.tables, *form.find(row.first_cell + static_cast<int>(i))));
      sheet.rows.push_back(std::move(cells));
    }
  }
  return sheet;
}

/// Rows of table 3 begin in row 2: row 1 is the header.
documents::Sheet sheet_3(const Frozen& report, const Form& form) {
  documents::Sheet sheet{.name = words("t3"), .columns = {{words("item"), 60}}, .landscape = true};
  for (const auto& column : form.columns3) sheet.columns.push_back({column.label});
  const auto last_column = static_cast<int>(form.columns3.size());
  int line = 2, first_result = 0, last_result = 0;
  for (const auto& row : form.t3) {
    std::vector<Cell> cells{row.label};
    if (row.id == "r1") first_result = line;
    if (row.id == "r7") last_result = line - 1;
    for (int i = 0; i < last_column; ++i) {
      const auto* name = form.find(form.cell_named("t3", row.id, form.columns3[static_cast<std::size_t>(i)].id));
      const auto value = static_cast<double>(report.tables.value(name->cell));
      const auto letter = documents::column_letters(i + 2);
      if (i + 1 == last_column)
        cells.push_back(Formula{fmt::format("SUM(B{0}:{1}{0})", line, documents::column_letters(last_column)), value});
      else if (row.id == "r7")
        cells.push_back(Formula{fmt::format("SUM({0}{1}:{0}{2})", letter, first_result, last_result), value});
      else cells.push_back(number(report.tables, *name));
    }
    sheet.rows.push_back(std::move(cells));
    ++line;
  }
  // 第一项加第二项之和，等于第三项加第四项之和: zero in every column.
  std::vector<Cell> check{words("balance")};
  for (int i = 0; i < last_column; ++i) {
    const auto letter = documents::column_letters(i + 2);
    check.push_back(Formula{fmt::format("{0}2+{0}3-{0}{1}-{0}{2}", letter, line - 2, line - 1), 0});
  }
  sheet.rows.push_back(std::move(check));
  return sheet;
}

documents::Sheet sheet_4(const Frozen& report, const Form& form) {
  documents::Sheet sheet{.name = words("t4"), .columns = {{words("item"), 40}}};
  for (const auto& column : form.t4.front().cells) sheet.columns.push_back({column.label});
  int line = 2;
  for (const auto& block : form.t4) {
    std::vector<Cell> cells{block.labels.back()};
    for (const auto& column : block.cells) {
      const auto* name = form.find(form.cell_named("t4", block.id, column.id));
      if (column.id == "total")
        cells.push_back(
            Formula{fmt::format("SUM(B{0}:E{0})", line), static_cast<double>(report.tables.value(name->cell))});
      else cells.push_back(number(report.tables, *name));
    }
    sheet.rows.push_back(std::move(cells));
    ++line;
  }
  return sheet;
}

}  // namespace

std::string workbook(const Frozen& report) {
  const auto& form = report_format::form(report.format);
  return documents::write_xlsx({sheet_2(report, form), sheet_3(report, form), sheet_4(report, form)});
}

std::string csv_text(std::string_view text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").contains(text.front())) out += '\'';
  for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string csv(const Frozen& report) {
  std::string out = "\xEF\xBB\xBFtable,row,column,label,value\r\n";
  for (const auto& cell : report_format::form(report.format).cells)
    out += fmt::format("{},{},{},{},{}\r\n", report_format::name_of(cell.table), cell.row, cell.column,
                       csv_text(cell.label), shown(report.tables, cell));
  return out;
}

}  // namespace gongkai::annual_report
