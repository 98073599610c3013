// What the checker says about one report.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/json/json.hpp"
#include "report_format/form.hpp"

namespace gongkai::report_check {

using report_format::Format;
using report_format::TableId;
using report_format::Tables;

/// Where something stands in the file.
struct Spot {
  int page = 0;
  int line = 0;
  std::string sheet{};
  bool operator==(const Spot&) const = default;
};
std::string to_text(const Spot& spot);  // "第104行", "第3页", "工作表“表三”第7行"

/// What stands in the file where a cell was read.
struct CellSource {
  int line = -1;       // of Report::lines; -1 when the file has no such row
  std::string text{};  // of the cell itself
  bool operator==(const CellSource&) const = default;
};
struct SourceLine {
  Spot spot{};
  std::string text{};
  bool operator==(const SourceLine&) const = default;
};

enum class Severity { error, warning, info };
std::string_view name_of(Severity severity);
std::optional<Severity> parse_severity(std::string_view name);

struct Finding {
  std::string code;  // "T3-BAL", "N-RECV", …
  Severity severity = Severity::error;
  std::string table{}, row{}, column{};  // ids of the form; "" when it is not about a cell
  json::value expected{}, found{};       // number, text or null
  std::string message{};                 // what is wrong and what to do
  std::string place{};
};

struct Change {
  int cell = 0;
  report_format::Count from{};
  std::int64_t to = 0;
  bool operator==(const Change&) const = default;
};
/// Cells whose change makes every identity of the report hold.
struct Repair {
  std::vector<Change> changes;
  std::string because;
  int agreement = 0;  // with the sentences of the report, for ranking
};

struct Paragraph {
  std::string text;
  Spot spot{};
  int section = 0;  // 1 to 6; 0 before the first heading, and of headings
};

/// A report as it was read, before it is judged.
struct Report {
  std::string unit{};
  int year = 0;  // 0 when the text names none
  Format format = Format::form_2021;
  Tables tables{};
  bool has_table[3] = {false, false, false};  // by TableId
  std::vector<Spot> spots{};                  // by cell; empty before reading
  std::vector<CellSource> sources{};          // by cell, as spots
  std::vector<SourceLine> lines{};            // that cells were read from
  std::vector<Paragraph> paragraphs{};
  std::vector<Finding> findings{};  // of the reading itself: what was ambiguous or missing
  std::vector<Repair> readings{};   // of stray cells: what the reading decided
  double confidence = 0;            // 0 to 1
  bool is_recognised = false;       // by OCR
};

struct Checked {
  std::string path{};
  Report report{};
  std::vector<Finding> findings{};
  std::vector<Repair> repairs{};
  std::optional<Fault> fault{};  // instead of a report: the file cannot be read
  bool has_errors() const;
};

}  // namespace gongkai::report_check
