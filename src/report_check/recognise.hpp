// From the rows and paragraphs of a document to a report: which form, which cells, which sentences. What is ambiguous
// becomes a finding, never a guess.
#pragma once
#include "report_check/model.hpp"
#include "report_check/source.hpp"

namespace gongkai::report_check {

/// Fault report_check.no_tables: the document is no annual report.
Result<Report> recognise_report(const Source& source);

/// Parts of it; each fills its cells, their places, and findings. They say how well the labels matched, 0 to 1.
double read_table_2(const Source& source, Report& report);
double read_table_3(const Source& source, Report& report);
double read_table_4(const Source& source, Report& report);
/// Where the cells came from: `texts` beside `first` and the cells after it, out of this row.
void keep_sources(Report& report, int first, const SourceRow& row, const std::vector<std::string>& texts);
/// Unit and year from the title.
void read_title(const Source& source, Report& report);
/// Numbers the paragraphs by section; findings for sections that are missing or titled otherwise.
void read_sections(Report& report);

/// "report_check.t3_bal" with its values filled in.
std::string say(std::string_view code, const std::vector<std::pair<std::string, std::string>>& values = {});
/// A finding about a cell of the form.
Finding finding_at(std::string_view code, Severity severity, const Report& report, int cell);

}  // namespace gongkai::report_check
