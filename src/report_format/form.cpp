#include "report_format/form.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::report_format {
namespace {
constexpr std::array<std::string_view, t3_rows> row_ids{
    "new",  "carried_in", "r1",   "r2",   "r3_1", "r3_2", "r3_3", "r3_4",       "r3_5",
    "r3_6", "r3_7",       "r3_8", "r4_1", "r4_2", "r4_3", "r5_1", "r5_2",       "r5_3",
    "r5_4", "r5_5",       "r6",   "r6_1", "r6_2", "r6_3", "r7",   "carried_out"};

std::string text(const json::value& value, std::string_view key) {
  return std::string(value.at(key).as_string());
}

std::vector<std::string> texts(const json::value& list) {
  std::vector<std::string> out;
  for (const auto& item : list.as_array()) out.emplace_back(item.as_string());
  return out;
}

template <class F>
auto each_of(const json::value& list, F f) {
  std::vector<decltype(f(list))> out;
  for (const auto& item : list.as_array()) out.push_back(f(item));
  return out;
}

Row row_named(std::string_view id) {
  const auto found = std::ranges::find(row_ids, id);
  if (found == row_ids.end()) throw std::runtime_error("report format: no row " + std::string(id));
  return static_cast<Row>(found - row_ids.begin());
}

CellKind kind_named(std::string_view name) {
  if (name == "count") return CellKind::count;
  if (name == "signed") return CellKind::signed_count;
  if (name == "amount") return CellKind::amount;
  throw std::runtime_error("report format: no kind " + std::string(name));
}

MoneyUnit unit_named(const json::value& column) {
  const auto* unit = column.as_object().if_contains("unit");
  if (!unit) return MoneyUnit::none;
  if (unit->as_string() != "万元") throw std::runtime_error("report format: only 万元 is printed on a form");
  return MoneyUnit::ten_thousand;
}

Column3 read_column(const json::value& value) {
  return {text(value, "id"), text(value, "label")};
}

Part2 read_part(const json::value& value, int& next_cell) {
  Part2 part{.id = text(value, "id"), .header = text(value, "header")};
  part.columns = each_of(value.at("columns"), [](const json::value& column) {
    return Part2Column{text(column, "id"), text(column, "label"), kind_named(text(column, "kind")), unit_named(column)};
  });
  part.rows = each_of(value.at("rows"), [&](const json::value& row) {
    Part2Row read{text(row, "id"), text(row, "label"), next_cell};
    next_cell += static_cast<int>(part.columns.size());
    return read;
  });
  if (next_cell > t2_cells) throw std::runtime_error("report format: table 2 has too many cells");
  return part;
}

std::vector<CellName> name_cells(const Form& form) {
  std::vector<CellName> cells;
  for (const auto& part : form.t2)
    for (const auto& row : part.rows)
      for (std::size_t i = 0; i < part.columns.size(); ++i)
        cells.push_back({row.first_cell + static_cast<int>(i), TableId::t2, part.id + "." + row.id, part.columns[i].id,
                         row.label + " · " + part.columns[i].label, part.columns[i].kind});
  for (const auto& row : form.t3)
    for (std::size_t i = 0; i < form.columns3.size(); ++i)
      cells.push_back({cell_of(row.row, static_cast<Applicant>(i)), TableId::t3, row.id, form.columns3[i].id,
                       row.label + " · " + form.columns3[i].label});
  for (std::size_t block = 0; block < form.t4.size(); ++block)
    for (std::size_t i = 0; i < form.t4[block].cells.size(); ++i)
      cells.push_back({cell_of(static_cast<Remedy>(block), static_cast<Ending>(i)), TableId::t4, form.t4[block].id,
                       form.t4[block].cells[i].id,
                       form.t4[block].labels.back() + " · " + form.t4[block].cells[i].label});
  return cells;
}

Form catalog_form(std::string_view name) {
  const auto file = assets::find("catalog/report_formats/" + std::string(name) + ".json");
  if (!file) throw std::runtime_error("report format " + std::string(name) + " is not in the catalog");
  return read_form(*file);
}
}  // namespace

Format format_of_year(int year) {
  return year >= 2021 ? Format::form_2021 : Format::form_2019;
}

std::string_view name_of(Format format) {
  switch (format) {
    case Format::form_2019: return "2019";
    case Format::form_2021: return "2021";
  }
  return "";
}

std::string_view name_of(TableId table) {
  switch (table) {
    case TableId::t2: return "t2";
    case TableId::t3: return "t3";
    case TableId::t4: return "t4";
  }
  return "";
}

std::string_view label_of(TableId table) {
  switch (table) {
    case TableId::t2: return "表二";
    case TableId::t3: return "表三";
    case TableId::t4: return "表四";
  }
  return "";
}

const CellName* Form::find(int cell) const {
  if (cell < 0 || cell >= cell_count) return nullptr;
  const int place = m_places[static_cast<std::size_t>(cell)];
  return place < 0 ? nullptr : &cells[static_cast<std::size_t>(place)];
}

int Form::cell_named(std::string_view table, std::string_view row, std::string_view column) const {
  for (const auto& name : cells)
    if (name_of(name.table) == table && name.row == row && name.column == column) return name.cell;
  return -1;
}

bool Form::has(Row row) const {
  return std::ranges::find(t3, row, &Row3::row) != t3.end();
}

Form read_form(std::string_view json_text) {
  const auto parsed = json::parse(json_text);
  if (!parsed) throw std::runtime_error("report format: not JSON");
  const auto& root = *parsed;
  Form form;
  form.format = text(root, "format") == "2019" ? Format::form_2019 : Format::form_2021;
  form.document = text(root, "document");
  form.sections = each_of(root.at("sections"), [](const json::value& section) {
    return Section{text(section, "number"), text(section, "title"), texts(section.at("variants"))};
  });
  int next_cell = 0;
  form.t2 = each_of(root.at("t2"), [&](const json::value& part) { return read_part(part, next_cell); });
  const auto& t3 = root.at("t3");
  form.columns3 = each_of(t3.at("columns"), read_column);
  form.t3 = each_of(t3.at("rows"), [](const json::value& row) {
    return Row3{row_named(text(row, "id")), text(row, "id"), text(row, "label"), texts(row.at("groups"))};
  });
  form.t4 = each_of(root.at("t4"), [](const json::value& block) {
    return Block4{text(block, "id"), texts(block.at("label")), each_of(block.at("cells"), read_column)};
  });
  if (form.columns3.size() != t3_columns || form.t4.size() != t4_blocks)
    throw std::runtime_error("report format: tables 3 and 4 have fixed columns");
  form.cells = name_cells(form);
  form.m_places.fill(-1);
  for (std::size_t i = 0; i < form.cells.size(); ++i)
    form.m_places[static_cast<std::size_t>(form.cells[i].cell)] = static_cast<int>(i);
  return form;
}

const Form& form(Format format) {
  static const Form of_2019 = catalog_form("2019");
  static const Form of_2021 = catalog_form("2021");
  return format == Format::form_2019 ? of_2019 : of_2021;
}

}  // namespace gongkai::report_format
