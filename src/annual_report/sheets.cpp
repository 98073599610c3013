#include "annual_report/sheets.hpp"

#include <algorithm>

#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::CellName;
using report_format::TableId;

constexpr int label_columns = 3;  // 三、本年度办理结果 · （三）不予公开 · 1.属于国家秘密

std::string words(std::string_view name) {
  return std::string(i18n::text("annual_report.sheet." + std::string(name)));
}

SheetCell head(std::string text, int columns = 1, int rows = 1) {
  return {.text = std::move(text), .columns = columns, .rows = rows, .is_header = true};
}

SheetCell row_head(std::string text, std::string definition, int columns = 1, int rows = 1) {
  return {.text = std::move(text),
          .columns = columns,
          .rows = rows,
          .is_header = true,
          .heads_row = true,
          .definition = std::move(definition)};
}

SheetCell value_at(const Tables& tables, const Form& form, std::string_view table, std::string_view row,
                   std::string_view column) {
  const auto* cell = form.find(form.cell_named(table, row, column));
  if (!cell) return {};
  return {.text = shown(tables, *cell), .cell = cell->cell};
}

Sheet part_sheet(const Tables& tables, const Form& form, const report_format::Part2& part) {
  Sheet sheet{.id = "t2-" + part.id, .caption = words("t2") + " " + part.header, .header_rows = 1};
  std::vector<SheetCell> heads{head(words("content"))};
  for (const auto& column : part.columns) heads.push_back(head(column.label));
  sheet.rows.push_back(std::move(heads));
  for (const auto& row : part.rows) {
    std::vector<SheetCell> cells{row_head(row.label, "t2_" + row.id)};
    for (const auto& column : part.columns)
      cells.push_back(value_at(tables, form, "t2", part.id + "." + row.id, column.id));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

void add_heads_3(Sheet& sheet, const Form& form) {
  const auto& columns = form.columns3;
  sheet.rows.push_back(
      {head(words("t3_corner"), label_columns, 3), head(words("applicants"), static_cast<int>(columns.size()))});
  sheet.rows.push_back({head(columns.front().label, 1, 2),
                        head(words("organisations"), static_cast<int>(columns.size()) - 2),
                        head(columns.back().label, 1, 2)});
  std::vector<SheetCell> organisations;
  for (std::size_t i = 1; i + 1 < columns.size(); ++i) organisations.push_back(head(columns[i].label));
  sheet.rows.push_back(std::move(organisations));
}

/// How many rows from `first` on share the group at this depth.
int span_of(const std::vector<report_format::Row3>& rows, std::size_t first, std::size_t depth) {
  std::size_t end = first;
  const auto same = [&](const report_format::Row3& row) {
    return row.groups.size() > depth &&
           std::equal(rows[first].groups.begin(), rows[first].groups.begin() + static_cast<std::ptrdiff_t>(depth) + 1,
                      row.groups.begin());
  };
  while (end < rows.size() && same(rows[end])) ++end;
  return static_cast<int>(end - first);
}

bool opens_group(const std::vector<report_format::Row3>& rows, std::size_t i, std::size_t depth) {
  if (i == 0 || rows[i - 1].groups.size() <= depth) return true;
  return !std::equal(rows[i].groups.begin(), rows[i].groups.begin() + static_cast<std::ptrdiff_t>(depth) + 1,
                     rows[i - 1].groups.begin());
}

Sheet sheet_3(const Tables& tables, const Form& form) {
  Sheet sheet{.id = "t3", .caption = words("t3"), .header_rows = 3};
  add_heads_3(sheet, form);
  for (std::size_t i = 0; i < form.t3.size(); ++i) {
    const auto& row = form.t3[i];
    std::vector<SheetCell> cells;
    for (std::size_t depth = 0; depth < row.groups.size(); ++depth)
      if (opens_group(form.t3, i, depth))
        cells.push_back(row_head(row.groups[depth], "", 1, span_of(form.t3, i, depth)));
    cells.push_back(row_head(row.label, "t3_" + row.id, label_columns - static_cast<int>(row.groups.size())));
    for (const auto& column : form.columns3) cells.push_back(value_at(tables, form, "t3", row.id, column.id));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

Sheet sheet_4(const Tables& tables, const Form& form) {
  Sheet sheet{.id = "t4", .caption = words("t4"), .header_rows = 3};
  const int cells = report_format::t4_columns;
  sheet.rows.push_back(
      {head(form.t4.front().labels.front(), cells, 2), head(form.t4.back().labels.front(), 2 * cells)});
  std::vector<SheetCell> blocks, columns, values;
  for (const auto& block : form.t4) {
    if (block.labels.size() > 1) blocks.push_back(head(block.labels.back(), cells));
    for (const auto& column : block.cells) {
      columns.push_back(head(column.label));
      values.push_back(value_at(tables, form, "t4", block.id, column.id));
    }
  }
  sheet.rows.push_back(std::move(blocks));
  sheet.rows.push_back(std::move(columns));
  sheet.rows.push_back(std::move(values));
  return sheet;
}

documents::Block block_of(const Sheet& sheet) {
  documents::Block block{.kind = documents::BlockKind::table, .caption = sheet.caption};
  for (const auto& row : sheet.rows) {
    documents::TableRow cells;
    for (const auto& cell : row)
      cells.push_back({.spans = {{cell.text, cell.is_header}},
                       .columns = cell.columns,
                       .rows = cell.rows,
                       .is_header = cell.is_header && !cell.heads_row});
    block.rows.push_back(std::move(cells));
  }
  return block;
}

void add_paragraphs(std::vector<documents::Block>& body, std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (const auto line = text.substr(0, end); !line.empty())
      body.push_back({.kind = documents::BlockKind::paragraph, .spans = {{std::string(line)}}});
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string title_of(std::string_view unit, int year) {
  return i18n::text("annual_report.title_of", {{"unit", std::string(unit)}, {"year", std::to_string(year)}});
}

std::string shown(const Tables& tables, const CellName& cell) {
  const auto count = tables.cells[static_cast<std::size_t>(cell.cell)];
  if (count.is_blank()) return "";
  return cell.kind == report_format::CellKind::amount ? decimal(count.value()) : std::to_string(count.value());
}

std::vector<Sheet> sheets_of(const Tables& tables, Format format) {
  const auto& form = report_format::form(format);
  std::vector<Sheet> sheets;
  for (const auto& part : form.t2) sheets.push_back(part_sheet(tables, form, part));
  sheets.push_back(sheet_3(tables, form));
  sheets.push_back(sheet_4(tables, form));
  return sheets;
}

documents::OfficialText official_text(const Frozen& report, std::string_view signer, Day signed_on) {
  documents::OfficialText text{.title = title_of(report.unit_name, report.year),
                               .signers = {std::string(signer)},
                               .formed_on = signed_on,
                               .author = std::string(signer)};
  const auto& form = report_format::form(report.format);
  const auto sheets = sheets_of(report.tables, report.format);
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    text.body.push_back({.kind = documents::BlockKind::heading,
                         .level = 1,
                         .spans = {{form.sections[i].number + "、" + form.sections[i].title}}});
    if (const auto part = report.parts.find(static_cast<int>(i) + 1); part != report.parts.end())
      add_paragraphs(text.body, part->second);
    for (const auto& sheet : sheets)
      if ((i == 1 && sheet.id.starts_with("t2")) || (i == 2 && sheet.id == "t3") || (i == 3 && sheet.id == "t4"))
        text.body.push_back(block_of(sheet));
  }
  return text;
}

}  // namespace gongkai::annual_report
