// What a year of the column array is read from: requests, and the year's reports in whole lists.
#include "annual_report/store.hpp"

namespace gongkai {

using annual_report::Carried;
using annual_report::CaseFact;
using annual_report::store::ActOfReport;
using annual_report::store::EditionOfReport;

namespace annual_report::store {
namespace {
struct EntryRow {
  CaseId id{};
  std::int64_t cell = 0;
  std::int64_t value = 0;
  std::string source{};
  std::string entered_by{};
  Instant entered_at{};
};
struct AdjustmentRow {
  CaseId id{};
  std::int64_t cell = 0;
  std::int64_t value = 0;
  std::string reason{};
};
struct CarriedRow {
  CaseId id{};
  std::int64_t applicant = 0;
};
}  // namespace
}  // namespace annual_report::store

template <>
struct db::Columns<CaseFact> {
  static constexpr auto list = std::tuple{column("id", &CaseFact::id),
                                          column("unit", &CaseFact::unit),
                                          column("applicant_kind", &CaseFact::applicant_kind),
                                          column("received_on", &CaseFact::received),
                                          column("closed_on", &CaseFact::closed),
                                          column("outcome", &CaseFact::outcome)};
};
template <>
struct db::Columns<ActOfReport> {
  static constexpr auto list = std::tuple{column("case_id", &ActOfReport::id), column("act", &ActOfReport::act),
                                          column("facts", &ActOfReport::facts)};
};
template <>
struct db::Columns<EditionOfReport> {
  static constexpr auto list =
      std::tuple{column("case_id", &EditionOfReport::id), column("number", &EditionOfReport::number),
                 column("frozen", &EditionOfReport::frozen), column("digest", &EditionOfReport::digest)};
};
template <>
struct db::Columns<annual_report::store::EntryRow> {
  using Row = annual_report::store::EntryRow;
  static constexpr auto list = std::tuple{column("case_id", &Row::id),
                                          column("cell", &Row::cell),
                                          column("value", &Row::value),
                                          column("source", &Row::source),
                                          column("entered_by", &Row::entered_by),
                                          column("entered_at", &Row::entered_at)};
};
template <>
struct db::Columns<annual_report::store::AdjustmentRow> {
  using Row = annual_report::store::AdjustmentRow;
  static constexpr auto list = std::tuple{column("case_id", &Row::id), column("cell", &Row::cell),
                                          column("value", &Row::value), column("reason", &Row::reason)};
};
template <>
struct db::Columns<annual_report::store::CarriedRow> {
  using Row = annual_report::store::CarriedRow;
  static constexpr auto list = std::tuple{column("request", &Row::id), column("applicant", &Row::applicant)};
};

}  // namespace gongkai

namespace gongkai::annual_report::store {

namespace {

#define FACTS "SELECT c.id, c.unit, r.applicant_kind, r.received_on, c.closed_on, r.outcome "
#define REPORTS_BELOW "JOIN unit u ON u.id = a.unit WHERE a.year = $2 AND substr(u.path, 1, length($1)) = $1 "

// From the units to their cases: SQLite takes the order of CROSS JOIN, and another unit's cases are not touched.
const db::Query facts_of_year{
    "annual_report.facts", FACTS
    "FROM unit u CROSS JOIN work_case c CROSS JOIN request r WHERE c.unit = u.id AND r.case_id = c.id AND c.kind = "
    "'request' AND substr(u.path, 1, length($1)) = $1 AND r.received_on <= $3 AND (c.closed_on IS NULL OR "
    "c.closed_on >= $2) ORDER BY c.id"};
const db::Query all_facts{"annual_report.all_facts", FACTS
                          "FROM work_case c JOIN request r ON r.case_id = c.id WHERE c.kind = 'request' AND "
                          "r.received_on IS NOT NULL ORDER BY c.id"};
const db::Query one_fact{"annual_report.fact", FACTS
                         "FROM work_case c JOIN request r ON r.case_id = c.id WHERE c.kind = 'request' AND "
                         "r.received_on IS NOT NULL AND c.id = $1"};
const db::Query kind_by_id{"annual_report.kind_of_case", "SELECT kind FROM work_case WHERE id = $1"};

const db::Query all_years{"annual_report.years", "SELECT DISTINCT year FROM annual_report ORDER BY year"};
const db::Query acts_of_year{"annual_report.acts_below",
                             "SELECT e.case_id, e.act, e.facts FROM annual_report a JOIN case_event e ON e.case_id = "
                             "a.case_id " REPORTS_BELOW "ORDER BY e.case_id, e.position"};
const db::Query entries_of_year{
    "annual_report.entries_below",
    "SELECT e.case_id, e.cell, e.value, e.source, e.entered_by, e.entered_at FROM annual_report a "
    "JOIN annual_report_entry e ON e.case_id = a.case_id " REPORTS_BELOW "ORDER BY e.case_id, e.cell"};
const db::Query adjustments_of_year{"annual_report.adjustments_below",
                                    "SELECT d.case_id, d.cell, d.value, d.reason FROM annual_report a JOIN "
                                    "annual_report_adjustment d ON d.case_id = a.case_id " REPORTS_BELOW
                                    "ORDER BY d.case_id, d.cell"};
const db::Query editions_of_year{"annual_report.editions_below",
                                 "SELECT e.case_id, e.number, e.frozen, e.digest FROM annual_report a JOIN "
                                 "annual_report_edition e ON e.case_id = a.case_id " REPORTS_BELOW
                                 "AND e.number = (SELECT max(o.number) FROM annual_report_edition o WHERE o.case_id = "
                                 "a.case_id) ORDER BY e.case_id"};
const db::Query carried_of_year{
    "annual_report.carried_below",
    "SELECT o.request, o.applicant FROM annual_report a JOIN annual_report_carried o ON o.case_id "
    "= a.case_id " REPORTS_BELOW "ORDER BY o.request"};
const db::Query insert_carried{"annual_report.insert_carried",
                               "INSERT INTO annual_report_carried (case_id, request, applicant) VALUES ($1, $2, $3)"};
const db::Query delete_carried{"annual_report.remove_carried", "DELETE FROM annual_report_carried WHERE case_id = $1"};

}  // namespace

std::vector<CaseFact> facts(db::Session& session, std::string_view unit_path, int year) {
  return session.all<CaseFact>(facts_of_year, unit_path, Day::of(year, 1, 1), Day::of(year, 12, 31));
}
void each_fact(db::Session& session, const std::function<void(CaseFact&&)>& f) {
  session.each<CaseFact>([&](CaseFact&& one) { f(std::move(one)); }, all_facts);
}
std::optional<CaseFact> fact(db::Session& session, CaseId id) {
  return session.one<CaseFact>(one_fact, id);
}
std::string kind_of_case(db::Session& session, CaseId id) {
  return session.one<std::string>(kind_by_id, id).value_or("");
}

std::vector<int> years(db::Session& session) {
  std::vector<int> all;
  for (const auto year : session.all<std::int64_t>(all_years)) all.push_back(static_cast<int>(year));
  return all;
}
std::vector<ActOfReport> acts_below(db::Session& session, std::string_view unit_path, int year) {
  return session.all<ActOfReport>(acts_of_year, unit_path, year);
}
std::vector<EntryOfReport> entries_below(db::Session& session, std::string_view unit_path, int year) {
  std::vector<EntryOfReport> all;
  for (auto& row : session.all<EntryRow>(entries_of_year, unit_path, year))
    all.push_back({row.id,
                   {.cell = static_cast<int>(row.cell),
                    .value = row.value,
                    .source = std::move(row.source),
                    .entered_by = std::move(row.entered_by),
                    .entered_at = row.entered_at}});
  return all;
}
std::vector<AdjustmentOfReport> adjustments_below(db::Session& session, std::string_view unit_path, int year) {
  std::vector<AdjustmentOfReport> all;
  for (auto& row : session.all<AdjustmentRow>(adjustments_of_year, unit_path, year))
    all.push_back({row.id, {static_cast<int>(row.cell), row.value, std::move(row.reason)}});
  return all;
}
std::vector<EditionOfReport> editions_below(db::Session& session, std::string_view unit_path, int year) {
  return session.all<EditionOfReport>(editions_of_year, unit_path, year);
}
std::vector<Carried> carried_below(db::Session& session, std::string_view unit_path, int year) {
  std::vector<Carried> all;
  for (const auto& row : session.all<CarriedRow>(carried_of_year, unit_path, year))
    all.push_back({row.id, static_cast<report_format::Applicant>(row.applicant)});
  return all;
}
void replace_carried(db::Session& session, CaseId id, const std::vector<Carried>& list) {
  session.exec(delete_carried, id);
  for (const auto& one : list) session.put(insert_carried, id, one.id, static_cast<std::int64_t>(one.column));
}

}  // namespace gongkai::annual_report::store
