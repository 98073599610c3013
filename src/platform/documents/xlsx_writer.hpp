// Workbooks of Excel and WPS, written in memory: ledgers, matrices, lists for download.
//
//   Sheet sheet{.name = "台账", .columns = {{"文号", 20}, {"印发日期"}, {"件数"}}};
//   sheet.rows.push_back({"云政发〔2026〕3号"s, Day::of(2026, 3, 5), 12});
//   sheet.rows.push_back({"合计"s, {}, Formula{"SUM(C2:C2)", 12}});
//   const auto bytes = write_xlsx({std::move(sheet)});
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace gongkai::documents {

/// Computed by the spreadsheet. Written by a programmer, never taken from people's input. The result is what programs
/// that do not compute show (and what our own reader reads).
struct Formula {
  std::string text;  // without the leading "="
  double result = 0;
};

/// Text stays text: "=1+1" and "@SUM(A1)" are shown as they were typed and are never computed; addresses are no links.
class Cell : public std::variant<std::monostate, std::string, std::int64_t, double, Day, Formula> {
 public:
  using variant::variant;
  Cell(int number) : variant(std::int64_t{number}) {}
  Cell(const char* text) : variant(std::string(text)) {}
};

struct SheetColumn {
  std::string title;
  double width = 0;  // in characters of the digit 0; a Chinese character takes two. 0: after the content
};

struct Sheet {
  std::string name;   // what Excel forbids in a name is replaced; names that come twice get a number
  std::string title;  // above the header over the whole width; "" when there is none
  std::vector<SheetColumn> columns;
  std::vector<std::vector<Cell>> rows;
  bool landscape = false;
};

/// Header rows are bold, ruled, frozen and repeated on every printed page; sheets print to the width of A4. Text longer
/// than Excel's 32,767 characters is cut with "…". Throws std::length_error above 1,000,000 rows and
/// std::invalid_argument for a workbook without sheets or a sheet without columns.
std::string write_xlsx(const std::vector<Sheet>& sheets);

/// "C", "AB": for formulas. Column 1 is "A".
std::string column_letters(int column);

}  // namespace gongkai::documents
