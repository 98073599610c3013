// The three tables of a report as they are printed: rows of cells with spans, the same for page, PDF and office file.
#pragma once
#include <vector>

#include "annual_report/exchange.hpp"
#include "platform/documents/official_text.hpp"

namespace gongkai::annual_report {

struct SheetCell {
  std::string text{};
  int columns = 1;
  int rows = 1;
  bool is_header = false;
  bool heads_row = false;    // a header of its row, not of its column
  std::string definition{};  // id of the definition that explains the row
  int cell = -1;             // of the form, where a value stands
};
struct Sheet {
  std::string id{};  // "t2-a20_1", "t3", "t4"
  std::string caption{};
  int header_rows = 0;
  std::vector<std::vector<SheetCell>> rows{};
};

/// Of table 2 (one for each part), table 3, table 4.
std::vector<Sheet> sheets_of(const Tables& tables, Format format);

/// A value as the form prints it: blank stays blank, amounts as decimals.
std::string shown(const Tables& tables, const report_format::CellName& cell);

/// The whole report as an official text: PDF and DOCX come from it.
documents::OfficialText official_text(const Frozen& report, std::string_view signer, Day signed_on);

/// Sheets with the sums as formulas, and a sheet that checks the identities.
std::string workbook(const Frozen& report);
/// table,row,column,label,value: one line a cell.
std::string csv(const Frozen& report);
/// In quotes; what a table program would take for a formula begins with an apostrophe.
std::string csv_text(std::string_view text);

std::string title_of(std::string_view unit, int year);

}  // namespace gongkai::annual_report
