#include "report_check/check.hpp"

#include <algorithm>

#include "report_check/narrative.hpp"
#include "report_check/recognise.hpp"
#include "report_check/repair.hpp"
#include "report_check/soft_rules.hpp"
#include "report_format/identities.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Applicant;
using report_format::Breach;
using report_format::MoneyUnit;
using report_format::Row;
using report_format::Rule;

std::string text_of(std::int64_t number) {
  return std::to_string(number);
}

/// Amounts of money are kept in millionths.
std::int64_t shown(const Report& report, int cell, std::int64_t value) {
  const auto* name = report_format::form(report.format).find(cell);
  return name && name->kind == report_format::CellKind::amount ? value / report_format::amount_scale : value;
}

class Checker {
 public:
  Checker(Report report, const Report* previous) : m_previous(previous), m_form(report_format::form(report.format)) {
    m_checked.findings = report.findings;
    m_checked.report = std::move(report);
  }

  Checked check() {
    if (is_neighbour()) add_year_rules();
    else if (m_previous) add_wrong_year();
    for (const auto& breach : report_format::breaches_of(report().tables, report().format)) add(breach);
    add_blanks();
    add_units();
    add_recognition();
    for (auto& finding : soft_findings(report(), is_neighbour() ? m_previous : nullptr))
      m_checked.findings.push_back(std::move(finding));
    auto narrative = check_narrative(report(), is_neighbour() ? m_previous : nullptr);
    for (auto& finding : narrative.findings) m_checked.findings.push_back(std::move(finding));
    add_repairs(narrative.statements);
    std::ranges::stable_sort(m_checked.findings, {}, &Finding::severity);
    return std::move(m_checked);
  }

 private:
  const Report& report() const { return m_checked.report; }

  bool is_neighbour() const {
    return m_previous && (m_previous->year == 0 || report().year == 0 || m_previous->year + 1 == report().year);
  }

  void add_year_rules() {
    for (const auto& breach :
         report_format::breaches_between(m_previous->tables, m_previous->format, report().tables, report().format))
      add(breach);
  }

  void add_wrong_year() {
    m_checked.findings.push_back({.code = "Y-PREVIOUS",
                                  .severity = Severity::warning,
                                  .expected = report().year - 1,
                                  .found = m_previous->year,
                                  .message = say("Y-PREVIOUS", {{"year", text_of(m_previous->year)}})});
  }

  std::string row_label(int cell) const {
    for (const auto& row : m_form.t3)
      if (cell >= report_format::cell_of(row.row, Applicant::natural) &&
          cell <= report_format::cell_of(row.row, Applicant::total))
        return row.label;
    return {};
  }
  std::string column_label(int cell) const {
    return m_form.columns3[static_cast<std::size_t>((cell - report_format::t3_begin) % report_format::t3_columns)]
        .label;
  }

  void add(const Breach& breach) {
    auto finding = finding_at(report_format::code_of(breach.rule), Severity::error, report(), breach.cell);
    const auto left = shown(report(), breach.cell, breach.left), right = shown(report(), breach.cell, breach.right);
    finding.found = left;
    finding.expected = right;
    const auto* name = m_form.find(breach.cell);
    std::vector<std::pair<std::string, std::string>> values{
        {"cell", name ? name->label : ""}, {"found", text_of(left)}, {"expected", text_of(right)}};
    if (breach.rule == Rule::t3_row) values.emplace_back("row", row_label(breach.cell));
    if (breach.rule == Rule::t3_sum || breach.rule == Rule::t3_balance || breach.rule == Rule::carry)
      values.emplace_back("column", column_label(breach.cell));
    if (breach.rule == Rule::t3_balance) {
      finding.row.clear();
      finding.place = say("PLACE-COLUMN", {{"column", column_label(breach.cell)},
                                           {"spot", to_text(report().spots[static_cast<std::size_t>(breach.cell)])}});
    }
    finding.message = breach.rule == Rule::t3_balance ? balance_words(breach, values)
                                                      : say(report_format::code_of(breach.rule), values);
    m_checked.findings.push_back(std::move(finding));
  }

  /// The four numbers of the column and, where it explains the difference, what was probably counted.
  std::string balance_words(const Breach& breach, std::vector<std::pair<std::string, std::string>> values) const {
    const auto column = static_cast<Applicant>((breach.cell - report_format::t3_begin) % report_format::t3_columns);
    const auto number = [&](Row row) { return report().tables.at(row, column).value(); };
    values.emplace_back("new", text_of(number(Row::received)));
    values.emplace_back("carried_in", text_of(number(Row::carried_in)));
    values.emplace_back("r7", text_of(number(Row::r7)));
    values.emplace_back("carried_out", text_of(number(Row::carried_out)));
    values.emplace_back("difference", text_of(breach.left - breach.right));
    auto words = say("T3-BAL", values);
    if (number(Row::carried_out) > 0 && breach.left - breach.right == -number(Row::carried_out))
      words += say("T3-BAL-NET", values);
    return words;
  }

  void add_blanks() {
    for (const auto table : {TableId::t2, TableId::t3, TableId::t4}) {
      if (!report().has_table[static_cast<std::size_t>(table)]) continue;
      int blanks = 0;
      int first = -1;
      for (const auto& name : m_form.cells)
        if (name.table == table && report().tables.cells[static_cast<std::size_t>(name.cell)].is_blank()) {
          ++blanks;
          if (first < 0) first = name.cell;
        }
      if (blanks == 0) continue;
      auto finding = finding_at("BLANK", Severity::info, report(), first);
      finding.row.clear();
      finding.column.clear();
      finding.expected = 0;
      finding.found = blanks;
      finding.message =
          say("BLANK", {{"table", std::string(report_format::label_of(table))}, {"count", text_of(blanks)}});
      m_checked.findings.push_back(std::move(finding));
    }
  }

  /// 采购总金额 of the 2019 form says nothing without 元, 万元 or 亿元.
  void add_units() {
    const int cell = m_form.cell_named("t2", "a20_9.procurement", "amount");
    if (cell < 0 || report().tables.value(cell) == 0 || report().tables.unit != MoneyUnit::none) return;
    auto finding = finding_at("T2-UNIT", Severity::warning, report(), cell);
    const auto amount =
        static_cast<double>(report().tables.value(cell)) / static_cast<double>(report_format::amount_scale);
    finding.found = json::value(fmt::format("{}", amount));
    finding.expected = json::value("元／万元／亿元");
    finding.message = say("T2-UNIT", {{"found", fmt::format("{}", amount)}});
    m_checked.findings.push_back(std::move(finding));
  }

  void add_recognition() {
    if (!report().is_recognised) return;
    m_checked.findings.push_back(
        {.code = "OCR",
         .severity = Severity::warning,
         .message = say("OCR", {{"confidence", text_of(static_cast<std::int64_t>(report().confidence * 100))}})});
  }

  void add_repairs(const std::vector<Statement>& statements) {
    m_checked.repairs = report().readings;
    auto equations = report_format::equations_of(report().format);
    if (is_neighbour())
      for (auto& equation : report_format::equations_between(m_previous->tables, m_previous->format, report().format))
        equations.push_back(std::move(equation));
    for (auto& repair : find_repairs(report().tables, equations, statements))
      m_checked.repairs.push_back(std::move(repair));
  }

  const Report* m_previous;
  const report_format::Form& m_form;
  Checked m_checked;
};
}  // namespace

Checked check(Report report, const Report* previous) {
  return Checker(std::move(report), previous).check();
}

Result<Report> read_report(const documents::Pieces& pieces) {
  return recognise_report(source_of(pieces));
}

void check_peers(std::vector<Checked>& files) {
  Peers peers;
  for (const auto& file : files)
    if (!file.fault) peers.add(file.report);
  for (auto& file : files)
    if (!file.fault)
      for (auto& finding : peers.outliers(file.report)) file.findings.push_back(std::move(finding));
}

void check_duplicates(std::vector<Checked>& files) {
  std::map<std::pair<std::string, int>, std::string> seen;
  for (auto& file : files) {
    if (file.fault || file.report.unit.empty() || file.report.year == 0) continue;
    const auto [known, is_new] = seen.emplace(std::pair(file.report.unit, file.report.year), file.path);
    if (is_new) continue;
    file.findings.push_back({.code = "DUPLICATE",
                             .severity = Severity::warning,
                             .message = say("DUPLICATE", {{"unit", file.report.unit},
                                                          {"year", std::to_string(file.report.year)},
                                                          {"path", known->second}})});
  }
}

}  // namespace gongkai::report_check
