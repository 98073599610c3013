#include "report_intake/judgement.hpp"

#include <algorithm>
#include <set>

#include "annual_report/keeping.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "report_check/check.hpp"
#include "report_check/labels.hpp"
#include "report_check/reading_json.hpp"
#include "report_check/report_json.hpp"
#include "report_format/identities.hpp"
#include "report_intake/store.hpp"

namespace gongkai::report_intake {

namespace {

using report_check::Report;
using report_format::CellKind;
using report_format::MoneyUnit;

Report with_decisions(Report report, const FileLine& line, const Decisions& decisions) {
  for (const auto& [cell, value] : decisions) report.tables.cells[static_cast<std::size_t>(cell)] = value;
  if (line.money_unit != MoneyUnit::none) report.tables.unit = line.money_unit;
  if (line.year > 0) report.year = static_cast<int>(line.year);
  // what was ambiguous in the reading is settled once a person has decided every cell of it
  std::erase_if(report.findings, [&](const report_check::Finding& finding) {
    const auto cells = report_check::cells_doubted_by(finding, report.format);
    return !cells.empty() && std::ranges::all_of(cells, [&](int cell) { return decisions.contains(cell); });
  });
  return report;
}

/// The report of the year before: what was signed here, else the one that came in the same batch.
std::optional<Report> previous_of(db::Session& session, const FileLine& line, const Report& report) {
  if (line.year == 0) return std::nullopt;
  if (line.unit)
    if (auto kept = annual_report::signed_report(session, line.unit, static_cast<int>(line.year) - 1))
      return Report{.unit = kept->unit_name,
                    .year = kept->year,
                    .format = kept->format,
                    .tables = kept->tables,
                    .has_table = {true, true, true}};
  if (report.unit.empty()) return std::nullopt;
  const auto id = store::first_of(session, line.batch, report.unit, line.year - 1);
  const auto file = id ? store::find(session, *id) : std::nullopt;
  const auto reading = file ? json::parse(file->reading) : json::parse("null");
  auto previous = reading ? report_check::report_of(*reading) : std::unexpected(reading.error());
  return previous ? std::optional(std::move(*previous)) : std::nullopt;
}

std::vector<Fault> breaches_of(const Report& report) {
  std::vector<Fault> faults;
  const auto& form = report_format::form(report.format);
  for (const auto& breach : report_format::breaches_of(report.tables, report.format)) {
    const auto* name = form.find(breach.cell);
    faults.push_back({FaultKind::invalid,
                      "annual_report.does_not_add_up",
                      std::to_string(breach.cell),
                      {{"rule", std::string(report_format::code_of(breach.rule))},
                       {"label", name ? name->label : ""},
                       {"left", std::to_string(breach.left)},
                       {"right", std::to_string(breach.right)}}});
  }
  return faults;
}

/// Words that stand in the tables of the form.
std::set<std::string> labels_of(const report_format::Form& form) {
  std::set<std::string> labels;
  const auto add = [&](const std::string& label) { labels.insert(report_check::squash(label)); };
  for (const auto& part : form.t2) {
    add(part.header);
    for (const auto& column : part.columns) add(column.label);
    for (const auto& row : part.rows) add(row.label);
  }
  for (const auto& row : form.t3) {
    add(row.label);
    for (const auto& group : row.groups) add(group);
  }
  for (const auto& column : form.columns3) add(column.label);
  for (const auto& block : form.t4) {
    for (const auto& label : block.labels) add(label);
    for (const auto& cell : block.cells) add(cell.label);
  }
  for (const auto* label : {"申请人情况", "法人或其他组织", "信息内容"}) add(label);
  return labels;
}

/// What the comparison with the rest of the batch said, which one report alone cannot say again.
json::array said_among_others(std::string_view before, const report_check::Checked& checked) {
  json::array kept;
  const auto parsed = json::parse(before.empty() ? "[]" : before);
  if (!parsed || !parsed->is_array()) return kept;
  for (const auto& finding : parsed->get_array()) {
    const std::string_view code = finding.at("code").as_string();
    const bool is_said = std::ranges::any_of(checked.findings, [&](const auto& one) { return one.code == code; });
    if ((code == "DUPLICATE" || code == "O-PEERS") && !is_said) kept.push_back(finding);
  }
  return kept;
}

}  // namespace

Result<Judgement> judge(db::Session& session, File file) {
  Judgement made{.decisions = decisions_of(file.decisions)};
  made.file = std::move(file);
  if (made.file.reading.empty()) return made;
  made.read = TRY(report_check::report_of(TRY(json::parse(made.file.reading))));
  made.doubts = report_check::doubts_of(made.read);
  for (const auto& doubt : made.doubts) {
    const bool has_unit = made.file.line.money_unit != MoneyUnit::none;
    if (!made.decisions.contains(doubt.cell) && !(doubt.why == report_check::Doubt::unit && has_unit))
      made.open.push_back(doubt.cell);
  }
  const auto previous = previous_of(session, made.file.line, made.read);
  made.checked =
      report_check::check(with_decisions(made.read, made.file.line, made.decisions), previous ? &*previous : nullptr);
  made.checked.path = made.file.line.path;
  return made;
}

std::vector<Fault> why_not_keep(db::Session& session, Context& context, const Judgement& judgement) {
  const auto& line = judgement.file.line;
  if (line.state == FileState::kept) return {{FaultKind::conflict, "report_intake.kept_already"}};
  if (line.state != FileState::read) return {{FaultKind::conflict, "report_intake.not_read"}};
  std::vector<Fault> faults;
  const auto unit = directory::find_unit(session, line.unit);
  if (!unit) faults.push_back({FaultKind::invalid, "report_intake.unit_missing", "unit"});
  const int year = static_cast<int>(line.year);
  if (year == 0) faults.push_back({FaultKind::invalid, "report_intake.year_missing", "year"});
  else if (report_format::format_of_year(year) != judgement.read.format)
    faults.push_back({FaultKind::invalid, "report_intake.other_form", "year", {{"year", std::to_string(year)}}});
  if (unit && year != 0)
    if (auto fault = annual_report::why_not_keep(session, context, *unit, year)) faults.push_back(*std::move(fault));
  if (!judgement.open.empty())
    faults.push_back({FaultKind::invalid,
                      "report_intake.doubts_open",
                      std::to_string(judgement.open.front()),
                      {{"count", std::to_string(judgement.open.size())}}});
  std::ranges::move(breaches_of(judgement.checked.report), std::back_inserter(faults));
  return faults;
}

std::string decisions_json(const Decisions& decisions) {
  json::array list;
  for (const auto& [cell, value] : decisions) list.push_back(json::array{cell, value});
  return json::to_string(list);
}

Decisions decisions_of(std::string_view text) {
  Decisions decisions;
  const auto parsed = json::parse(text.empty() ? "[]" : text);
  if (parsed && parsed->is_array())
    for (const auto& one : parsed->get_array())
      decisions[static_cast<int>(one.at(0).as_int64())] = one.at(1).as_int64();
  return decisions;
}

void note_findings(File& file, const report_check::Checked& checked, std::int64_t open_doubts) {
  json::array findings;
  for (const auto& finding : checked.findings) findings.push_back(report_check::to_json(finding));
  for (auto& finding : said_among_others(file.findings, checked)) findings.push_back(std::move(finding));
  const auto count = [&](report_check::Severity severity) {
    return std::ranges::count_if(findings, [&](const json::value& finding) {
      return finding.at("severity").as_string() == report_check::name_of(severity);
    });
  };
  file.line.errors = count(report_check::Severity::error);
  file.line.warnings = count(report_check::Severity::warning);
  file.line.infos = count(report_check::Severity::info);
  file.line.doubts = open_doubts;
  file.findings = json::to_string(findings);
}

annual_report::Parts parts_of(const report_check::Report& report) {
  constexpr std::size_t longest_part = 20'000;
  const auto labels = labels_of(report_format::form(report.format));
  annual_report::Parts parts;
  for (const auto& paragraph : report.paragraphs) {
    if (paragraph.section < 1 || paragraph.section > 6) continue;
    const bool is_corner = paragraph.text.find("勾稽关系") != std::string::npos;
    if (is_corner || labels.contains(report_check::squash(paragraph.text))) continue;
    auto& words = parts[paragraph.section];
    if (words.size() + paragraph.text.size() < longest_part) words += (words.empty() ? "" : "\n") + paragraph.text;
  }
  return parts;
}

annual_report::Frozen frozen_of(const Judgement& judgement, const directory::Unit& unit) {
  const auto& report = judgement.checked.report;
  annual_report::Frozen frozen{.unit_name = unit.name,
                               .unit_code = unit.code,
                               .year = static_cast<int>(judgement.file.line.year),
                               .format = report.format,
                               .tables = report.tables,
                               .parts = parts_of(report)};
  if (frozen.format == report_format::Format::form_2021) frozen.tables.unit = MoneyUnit::ten_thousand;
  return frozen;
}

}  // namespace gongkai::report_intake
