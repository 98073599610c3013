// The two forms of the annual report as data: catalog/report_formats/2019.json (report years 2019 and 2020) and 2021.json
// (from report year 2021 on). Rows, columns and blocks carry the ids that programs exchange.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report_format/tables.hpp"

namespace gongkai::report_format {

enum class Format : std::uint8_t { form_2019, form_2021 };

/// Years before 2019 had no common form; they are answered with the 2019 one.
Format format_of_year(int year);
std::string_view name_of(Format format);  // "2019", "2021"

enum class TableId : std::uint8_t { t2, t3, t4 };
std::string_view name_of(TableId table);   // "t2"
std::string_view label_of(TableId table);  // "表二"

enum class CellKind : std::uint8_t { count, signed_count, amount };

/// One cell by its names. `row` is "new" in table 3, "a20_1.normative" in table 2, "review" in table 4.
struct CellName {
  int cell = -1;
  TableId table = TableId::t3;
  std::string row;
  std::string column;
  std::string label;  // "一、本年新收政府信息公开申请数量 · 自然人"
  CellKind kind = CellKind::count;
};

struct Section {
  std::string number;  // "一"
  std::string title;
  std::vector<std::string> variants;  // the title among them
};
struct Part2Column {
  std::string id, label;
  CellKind kind = CellKind::count;
  MoneyUnit unit = MoneyUnit::none;  // printed on the form
};
struct Part2Row {
  std::string id, label;
  int first_cell = 0;  // the others follow
};
struct Part2 {
  std::string id, header;
  std::vector<Part2Column> columns;
  std::vector<Part2Row> rows;
};
struct Row3 {
  Row row;
  std::string id, label;
  std::vector<std::string> groups;  // from the outside in
};
struct Column3 {
  std::string id, label;
};
struct Block4 {
  std::string id;
  std::vector<std::string> labels;  // 行政诉讼, 复议后起诉
  std::vector<Column3> cells;
};

struct Form {
  Format format;
  std::string document;  // that prescribes it
  std::vector<Section> sections;
  std::vector<Part2> t2;
  std::vector<Column3> columns3;
  std::vector<Row3> t3;
  std::vector<Block4> t4;
  std::vector<CellName> cells;  // all that the form has, in its order

  const CellName* find(int cell) const;  // null when the form lacks it
  /// By names: cell_of("t3", "new", "natural"); -1 for none.
  int cell_named(std::string_view table, std::string_view row, std::string_view column) const;
  bool has(Row row) const;

 private:
  friend Form read_form(std::string_view json);
  std::array<int, cell_count> m_places{};  // cell → index in cells
};

/// From the catalog of this program; read at first use.
const Form& form(Format format);

/// From the text of a catalog file. Throws std::runtime_error when it is none.
Form read_form(std::string_view json);

}  // namespace gongkai::report_format
