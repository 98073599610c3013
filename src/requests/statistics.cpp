#include "requests/statistics.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/work_calendar.hpp"
#include "regulation/applicant.hpp"
#include "requests/store.hpp"

namespace gongkai::requests {

namespace {

std::vector<std::string> rows_of(regulation::ReportFormat format) {
  std::set<std::string> results;  // their ids are in the order of the form
  for (const auto& outcome : regulation::catalog_outcomes().all())
    results.insert(format == regulation::ReportFormat::format_2019 ? outcome.row_2019 : outcome.row_2021);
  std::vector<std::string> ids{"new", "carried_in"};
  ids.insert(ids.end(), results.begin(), results.end());
  ids.emplace_back("r7");
  ids.emplace_back("carried_out");
  return ids;
}

TableRow& row_of(std::vector<TableRow>& table, std::string_view id) {
  return *std::ranges::find(table, id, &TableRow::id);
}

void take(TableRow& row, const std::vector<store::Counted>& counted) {
  for (const auto& one : counted) count_in(row.columns, one.applicant_kind, one.count);
}

}  // namespace

const std::vector<std::string>& row_ids(regulation::ReportFormat format) {
  static const auto of_2019 = rows_of(regulation::ReportFormat::format_2019);
  static const auto of_2021 = rows_of(regulation::ReportFormat::format_2021);
  return format == regulation::ReportFormat::format_2019 ? of_2019 : of_2021;
}

void count_in(Columns& columns, std::string_view applicant_kind, std::int64_t count) {
  const auto kind = regulation::parse_applicant_kind(applicant_kind).value_or(regulation::ApplicantKind::other);
  columns.at(static_cast<std::size_t>(kind)) += count;
  columns.back() += count;
}

std::vector<TableRow> count_rows(db::Session& session, int year, std::string_view unit_path) {
  std::vector<TableRow> table;
  for (const auto& id : row_ids(regulation::report_format(year))) table.push_back({.id = id});
  const auto first = Day::of(year, 1, 1), last = Day::of(year, 12, 31);
  take(row_of(table, "new"), store::received_between(session, unit_path, first, last));
  take(row_of(table, "carried_in"), store::open_at(session, unit_path, first));
  take(row_of(table, "carried_out"), store::open_at(session, unit_path, last + 1));
  auto& total = row_of(table, "r7");
  for (const auto& closed : store::closed_between(session, unit_path, first, last)) {
    const auto* outcome = regulation::catalog_outcomes().find(closed.outcome);
    if (!outcome) throw std::runtime_error("a closed request has the unknown outcome " + closed.outcome);
    count_in(row_of(table, regulation::report_row(*outcome, closed.closed_on)).columns, closed.applicant_kind);
    count_in(total.columns, closed.applicant_kind);
  }
  return table;
}

Figures figures(db::Session& session, const WorkCalendar& calendar, std::string_view unit_path, Day first, Day last) {
  Figures all;
  for (const auto& one : store::received_between(session, unit_path, first, last)) all.received += one.count;
  for (const auto& closed : store::closed_between(session, unit_path, first, last)) {
    ++all.closed;
    ++all.by_outcome[closed.outcome];
    ++all.by_unit[closed.unit];
    const auto days = calendar.count(closed.received_on, closed.closed_on);
    all.working_days += days;
    const std::size_t span = days <= 5 ? 0 : days <= 10 ? 1 : days <= 20 ? 2 : days <= 40 ? 3 : 4;
    ++all.by_duration.at(span);
  }
  return all;
}

}  // namespace gongkai::requests
