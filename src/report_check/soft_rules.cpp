#include "report_check/soft_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "report_check/recognise.hpp"

namespace gongkai::report_check {
namespace {
using report_format::Applicant;
using report_format::cell_of;
using report_format::Ending;
using report_format::Remedy;
using report_format::Row;
using Words = std::vector<std::pair<std::string, std::string>>;

std::string label_of(const Report& report, int cell) {
  const auto* name = report_format::form(report.format).find(cell);
  return name ? name->label : "";
}

Finding soft(std::string_view code, Severity severity, const Report& report, int cell, std::int64_t found,
             std::int64_t expected, Words words = {}, std::string_view sentence = {}) {
  auto finding = finding_at(code, severity, report, cell);
  finding.found = found;
  finding.expected = expected;
  words.emplace_back("cell", label_of(report, cell));
  words.emplace_back("found", std::to_string(found));
  words.emplace_back("expected", std::to_string(expected));
  finding.message = say(sentence.empty() ? code : sentence, words);
  return finding;
}

std::int64_t decided_reviews(const Report& report) {
  return report.tables.at(Remedy::review, Ending::upheld).value() +
         report.tables.at(Remedy::review, Ending::corrected).value() +
         report.tables.at(Remedy::review, Ending::other).value();
}

/// A suit after a review needs a review that was decided, in this year or before.
void add_review_suit(const Report& report, const Report* previous, std::vector<Finding>& findings) {
  if (!report.has_table[static_cast<std::size_t>(TableId::t4)]) return;
  const int cell = cell_of(Remedy::suit_after_review, Ending::total);
  const auto suits = report.tables.value(cell);
  const auto reviews = decided_reviews(report) + (previous ? decided_reviews(*previous) : 0);
  if (suits <= reviews) return;
  // a review of an earlier year may stand behind it: one report alone says little
  findings.push_back(soft("T4-REVIEW-SUIT", previous ? Severity::warning : Severity::info, report, cell, suits, reviews,
                          {}, previous ? "T4-REVIEW-SUIT" : "T4-REVIEW-SUIT-ONE"));
}

void add_documents_of_2019(const Report& report, const Report& previous, std::vector<Finding>& findings) {
  const auto& form = report_format::form(report.format);
  for (const auto* row : {"a20_1.rule", "a20_1.normative"}) {
    const int published = form.cell_named("t2", row, "published"),
              total = form.cell_named("t2", row, "total_published");
    const auto most = previous.tables.value(total) + report.tables.value(published);
    if (report.tables.value(total) > most)
      findings.push_back(soft("T2-PUB2", Severity::warning, report, total, report.tables.value(total), most));
  }
}

void add_documents_of_2021(const Report& report, const Report& previous, std::vector<Finding>& findings) {
  const auto& form = report_format::form(report.format);
  for (const auto* row : {"a20_1.rule", "a20_1.normative"}) {
    const int made = form.cell_named("t2", row, "made"), repealed = form.cell_named("t2", row, "repealed"),
              valid = form.cell_named("t2", row, "valid");
    const auto most = previous.tables.value(valid) + report.tables.value(made);
    if (report.tables.value(repealed) > most)
      findings.push_back(soft("T2-REPEAL", Severity::warning, report, repealed, report.tables.value(repealed), most));
  }
}

/// Cells of both forms whose size says something about the unit.
std::array<int, 3> watched_cells() {
  return {cell_of(Row::received, Applicant::total), cell_of(Row::r7, Applicant::total),
          cell_of(Row::carried_out, Applicant::total)};
}

/// Tenfold from one year to the next: a digit too many or too few looks like this.
void add_history(const Report& report, const Report& previous, std::vector<Finding>& findings) {
  constexpr std::int64_t least = 30, fold = 10;
  for (const int cell : watched_cells()) {
    const auto now = report.tables.value(cell), before = previous.tables.value(cell);
    const auto low = std::min(now, before), high = std::max(now, before);
    if (high < least || high < fold * std::max<std::int64_t>(low, 1)) continue;
    findings.push_back(soft("O-HISTORY", Severity::warning, report, cell, now, before));
  }
}

double logarithm(std::int64_t value) {
  return std::log1p(static_cast<double>(std::max<std::int64_t>(value, 0)));
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}
}  // namespace

std::vector<Finding> soft_findings(const Report& report, const Report* previous) {
  std::vector<Finding> findings;
  add_review_suit(report, previous, findings);
  if (!previous) return findings;
  if (previous->format == report.format) {
    if (report.format == Format::form_2019) add_documents_of_2019(report, *previous, findings);
    else add_documents_of_2021(report, *previous, findings);
  }
  add_history(report, *previous, findings);
  return findings;
}

void Peers::add(const Report& report) {
  if (report.year == 0) return;
  for (const int cell : watched_cells()) m_values[{report.year, cell}].push_back(report.tables.value(cell));
}

std::vector<Finding> Peers::outliers(const Report& report) const {
  std::vector<Finding> findings;
  for (const int cell : watched_cells()) {
    const auto values = m_values.find({report.year, cell});
    if (values == m_values.end() || values->second.size() < least) continue;
    std::vector<double> sizes, distances;
    for (const auto value : values->second) sizes.push_back(logarithm(value));
    const double middle = median_of(sizes);
    for (const double size : sizes) distances.push_back(std::abs(size - middle));
    // sizes of units spread over magnitudes: eight times the usual distance, and at least a factor of e³
    constexpr double far = 8, never_far = 3;
    const auto own = report.tables.value(cell);
    if (std::abs(logarithm(own) - middle) <= std::max(never_far, far * median_of(distances))) continue;
    const auto usual = std::llround(std::expm1(middle));
    findings.push_back(soft("O-PEERS", Severity::info, report, cell, own, usual,
                            {{"count", std::to_string(values->second.size())}, {"year", std::to_string(report.year)}}));
  }
  return findings;
}

}  // namespace gongkai::report_check
