#include "report_check/recognise.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/i18n/messages.hpp"
#include "report_check/labels.hpp"

namespace gongkai::report_check {
namespace {
constexpr std::string_view title_words = "政府信息公开工作年度报告";

/// "2021年政府信息公开工作年度报告": the year, and what stands before it.
bool read_title_line(std::string_view line, Report& report, std::string& before) {
  std::string text;
  for (const char c : fold(line))
    if (c != ' ' && c != '\t' && c != '\n') text += c;
  const auto words = text.find(title_words);
  if (words == std::string::npos) return false;
  auto head = std::string_view(text).substr(0, words);
  if (head.ends_with("度")) head.remove_suffix(std::string_view("度").size());
  if (!head.ends_with("年")) return false;
  head.remove_suffix(std::string_view("年").size());
  constexpr std::size_t digits = 4;
  if (head.size() < digits) return false;
  const auto year = head.substr(head.size() - digits);
  if (!std::ranges::all_of(year, [](char c) { return c >= '0' && c <= '9'; })) return false;
  report.year = std::stoi(std::string(year));
  before = std::string(head.substr(0, head.size() - digits));
  return true;
}

bool is_name_of_unit(std::string_view text) {
  constexpr std::size_t longest = 40;
  return count_han(text) >= 3 && count_characters(text) <= longest && text.find("。") == std::string_view::npos &&
         text.find("，") == std::string_view::npos;
}

struct Attempt {
  Report report;
  double likeness = 0;
};

Attempt read_as(const Source& source, Report report, Format format) {
  report.format = format;
  report.spots.assign(report_format::cell_count, {});
  report.sources.assign(report_format::cell_count, {});
  Attempt attempt{std::move(report)};
  const double t2 = read_table_2(source, attempt.report), t3 = read_table_3(source, attempt.report),
               t4 = read_table_4(source, attempt.report);
  attempt.likeness = 0.3 * t2 + 0.5 * t3 + 0.2 * t4;
  return attempt;
}

Finding of_table(std::string_view code, Severity severity, TableId table) {
  Finding finding{.code = std::string(code), .severity = severity, .table = std::string(report_format::name_of(table))};
  finding.message = say(code, {{"table", std::string(report_format::label_of(table))}});
  return finding;
}

/// How sure the reading is: labels that match, nothing ambiguous, and of a scan never more than the reader's own word.
double confidence_of(const Source& source, const Attempt& attempt) {
  double confidence = attempt.likeness;
  for (const auto& finding : attempt.report.findings)
    if (finding.code.ends_with("COUNT") || finding.code.ends_with("SHIFT") || finding.code.ends_with("ROW"))
      confidence -= 0.05;
  if (source.is_recognised) confidence *= 0.6 * source.confidence / 100;
  return std::clamp(confidence, 0.0, 1.0);
}

Attempt best_attempt(const Source& source, const Report& start) {
  const auto by_year = report_format::format_of_year(start.year);
  auto first = read_as(source, start, start.year ? by_year : Format::form_2021);
  const auto other_format = first.report.format == Format::form_2021 ? Format::form_2019 : Format::form_2021;
  constexpr double clearly_right = 0.97;
  if (first.likeness >= clearly_right) return first;
  auto other = read_as(source, start, other_format);
  constexpr double margin = 0.02;
  if (other.likeness <= first.likeness + (start.year ? margin : 0)) return first;
  if (start.year) {
    Finding finding{.code = "FORM-YEAR", .severity = Severity::warning};
    finding.expected = json::value(report_format::name_of(by_year));
    finding.found = json::value(report_format::name_of(other_format));
    finding.message = say("FORM-YEAR", {{"year", std::to_string(start.year)},
                                        {"form", std::string(report_format::name_of(other_format))}});
    other.report.findings.push_back(std::move(finding));
  }
  return other;
}
}  // namespace

std::string say(std::string_view code, const std::vector<std::pair<std::string, std::string>>& values) {
  std::string key = "report_check.";
  for (const char c : code) key += c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return i18n::messages().text(key, values);
}

Finding finding_at(std::string_view code, Severity severity, const Report& report, int cell) {
  Finding finding{.code = std::string(code), .severity = severity};
  if (const auto* name = report_format::form(report.format).find(cell)) {
    finding.table = report_format::name_of(name->table);
    finding.row = name->row;
    finding.column = name->column;
    const auto spot = to_text(report.spots.at(static_cast<std::size_t>(cell)));
    finding.place =
        std::string(report_format::label_of(name->table)) + " " + name->label + (spot.empty() ? "" : "，" + spot);
  }
  return finding;
}

void keep_sources(Report& report, int first, const SourceRow& row, const std::vector<std::string>& texts) {
  constexpr std::size_t longest_line = 600, longest_cell = 60;
  std::string line;
  for (const auto& cell : row.cells)
    if (!cell.text.empty()) line += (line.empty() ? "" : " | ") + cell.text;
  SourceLine source{row.spot, shorten(line, longest_line)};
  if (report.lines.empty() || report.lines.back() != source) report.lines.push_back(std::move(source));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto cell = static_cast<std::size_t>(first) + i;
    report.spots[cell] = row.spot;
    report.sources[cell] = {static_cast<int>(report.lines.size()) - 1, shorten(texts[i], longest_cell)};
  }
}

void read_title(const Source& source, Report& report) {
  constexpr std::size_t first_lines = 40;
  std::string before;
  for (std::size_t i = 0; i < std::min(first_lines, source.paragraphs.size()); ++i) {
    // Two lines of a title may part it anywhere.
    const bool read = read_title_line(source.paragraphs[i].text, report, before) ||
                      (i + 1 < source.paragraphs.size() &&
                       read_title_line(source.paragraphs[i].text + source.paragraphs[i + 1].text, report, before));
    if (!read) continue;
    // a title may be broken behind the name of the unit; a sentence that quotes it is no title
    if (count_han(before) == 0 && i > 0 && is_name_of_unit(source.paragraphs[i - 1].text))
      before = source.paragraphs[i - 1].text;
    if (!is_name_of_unit(before)) continue;
    std::string unit;
    for (const char c : before)
      if (c != ' ') unit += c;
    report.unit = unit;
    return;
  }
}

Result<Report> recognise_report(const Source& source) {
  Report start{.paragraphs = source.paragraphs, .is_recognised = source.is_recognised};
  read_title(source, start);
  auto attempt = best_attempt(source, start);
  auto& report = attempt.report;
  if (!report.has_table[0] && !report.has_table[1] && !report.has_table[2])
    return refuse(FaultKind::invalid, "report_check.no_tables");
  for (const auto table : {TableId::t2, TableId::t3, TableId::t4})
    if (!report.has_table[static_cast<std::size_t>(table)])
      report.findings.push_back(of_table("TABLE-MISSING", Severity::error, table));
  report.confidence = confidence_of(source, attempt);
  read_sections(report);
  return std::move(report);
}

}  // namespace gongkai::report_check
