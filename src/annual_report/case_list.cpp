#include "annual_report/case_list.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "annual_report/sheets.hpp"
#include "annual_report/store.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "platform/i18n/messages.hpp"
#include "regulation/applicant.hpp"
#include "regulation/outcome.hpp"
#include "remedies/use_cases.hpp"

namespace gongkai::annual_report {

namespace {

constexpr auto all_of_them = std::numeric_limits<std::size_t>::max();

void add_request(CaseLine& line, const CaseFact& fact) {
  line.applicant_kind = fact.applicant_kind;
  line.received = fact.received;
  line.closed = fact.closed;
  line.outcome = fact.outcome;
  const auto* outcome = regulation::catalog_outcomes().find(fact.outcome);
  if (!outcome || !fact.closed) return;
  line.outcome_name = outcome->label;
  line.row = regulation::report_row(*outcome, *fact.closed);
}

std::string_view block_id(remedies::Block block) {
  switch (block) {
    case remedies::Block::review: return "review";
    case remedies::Block::suit_direct: return "suit_direct";
    case remedies::Block::suit_after_review: return "suit_after_review";
  }
  return "";
}

void add_remedy(CaseLine& line, const remedies::Remedy& remedy, int year) {
  line.received = remedy.course.notified_on;
  line.row = block_id(remedies::block_of(remedy.course));
  const auto* end = remedy.course.end_on(Day::of(year, 12, 31));
  if (!end) return;
  line.closed = end->on;
  line.outcome = remedies::id_of(end->verdict);
  const auto& form = report_format::form(report_format::format_of_year(year));
  const auto& columns = form.t4.front().cells;
  const auto column = std::ranges::find(columns, line.outcome, &report_format::Column3::id);
  if (column != columns.end()) line.outcome_name = column->label;
}

std::vector<CaseId> cases_behind(db::Session& session, Services& services, const Report& report, const Form& form) {
  std::vector<CaseId> cases;
  for (const auto& block : form.t4)
    std::ranges::copy(behind(session, services, report, form.cell_named("t4", block.id, "total")).cases,
                      std::back_inserter(cases));
  for (const auto* row : {"new", "carried_in"})
    std::ranges::copy(behind(session, services, report, form.cell_named("t3", row, "total")).cases,
                      std::back_inserter(cases));
  std::ranges::sort(cases);
  return cases;
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const auto& cell : cells) row += (row.empty() ? "" : ",") + csv_text(cell);
  return row + "\r\n";
}

std::string applicant_name(const std::string& id) {
  const auto kind = regulation::parse_applicant_kind(id);
  return kind ? regulation::label_of(*kind) : "";
}

std::string rows_of_documents(db::Session& session, Services& services, const Report& report, const Form& form) {
  std::string rows;
  for (const auto& cell : form.cells) {
    if (cell.table != report_format::TableId::t2 || origin_of(cell) != Origin::counted) continue;
    for (const auto& one : behind(session, services, report, cell.cell).documents)
      rows += csv_row({"document", one.number, one.title, "", "", "", "", "", "", cell.row, cell.column});
  }
  return rows;
}

}  // namespace

std::vector<CaseLine> lines_of(db::Session& session, Services& services, const Report& report,
                               const std::vector<CaseId>& cases, CaseId after, std::size_t most) {
  std::map<UnitId, std::string> names;
  for (auto& unit : directory::units(session)) names.emplace(unit.id, std::move(unit.name));
  std::vector<CaseLine> lines;
  for (const auto id : cases) {
    if (lines.size() == most) break;
    const auto of = after < id ? casework::find(session, *services.vault, id) : std::nullopt;
    if (!of) continue;
    CaseLine line{.id = id,
                  .kind = of->kind,
                  .kind_name = casework::kind_of(of->kind).name,
                  .number = of->number,
                  .unit = names[of->unit],
                  .received = of->opened_on};
    if (const auto fact = store::fact(session, id)) add_request(line, *fact);
    else if (const auto remedy = remedies::find(session, *services.vault, id)) add_remedy(line, *remedy, report.year);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string case_list_csv(db::Session& session, Services& services, const Report& report) {
  const auto& form = report_format::form(report_format::format_of_year(report.year));
  std::string csv = "\xEF\xBB\xBF" + std::string(i18n::text("annual_report.case_list.head")) + "\r\n";
  const auto cases = cases_behind(session, services, report, form);
  for (const auto& line : lines_of(session, services, report, cases, {}, all_of_them))
    csv += csv_row({line.kind, line.number, line.unit, line.applicant_kind, applicant_name(line.applicant_kind),
                    to_text(line.received), line.closed ? to_text(*line.closed) : "", line.outcome, line.outcome_name,
                    line.row, ""});
  return csv + rows_of_documents(session, services, report, form);
}

}  // namespace gongkai::annual_report
