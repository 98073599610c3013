// What the desk of a report asks for besides the report: what stands behind a cell, the list of all cases, what the checker
// says, how a text would read.
#include "annual_report/case_list.hpp"
#include "annual_report/findings.hpp"
#include "annual_report/web.hpp"
#include "annual_report/web_json.hpp"

namespace gongkai::annual_report {

namespace {

using directory::Answer;
using directory::ok;

constexpr std::size_t page_size = 50;

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value() : json::value(text);
}

json::object case_json(const CaseLine& line) {
  return {{"id", to_text(line.id)},
          {"kind", line.kind},
          {"kind_name", line.kind_name},
          {"number", line.number},
          {"unit_name", line.unit},
          {"received_on", to_text(line.received)},
          {"closed_on", line.closed ? json::value(to_text(*line.closed)) : json::value()},
          {"outcome_name", text_or_null(line.outcome_name)}};
}

json::array parts_of_cell(const Compiled& compiled, int cell) {
  json::array all;
  for (const auto& child : compiled.children)
    all.push_back(json::object{{"unit", to_text(child.unit)},
                               {"name", child.name},
                               {"report", child.report ? json::value(to_text(child.report)) : json::value()},
                               {"stage", child.stage},
                               {"digest", child.digest},
                               {"value", value_json(child.tables, cell, child.format)}});
  return all;
}

Answer show_behind(Context& context, http::Request& request) {
  const auto cell = static_cast<int>(request.int_param("cell"));
  const CaseId after{directory::cursor_of(request)};
  return context.database().read([&](db::Session& session) -> Answer {
    const auto report = TRY(seen(session, context, case_in(request)));
    const auto found = behind(session, context.services, report, cell);
    const auto lines = lines_of(session, context.services, report, found.cases, after, page_size);
    json::array cases, documents;
    for (const auto& line : lines) cases.push_back(case_json(line));
    for (const auto& one : found.documents)
      documents.push_back(json::object{{"id", one.id}, {"title", one.title}, {"number", one.number}});
    const bool has_more = !lines.empty() && lines.back().id != found.cases.back();
    return ok({{"cases", std::move(cases)},
               {"count", static_cast<std::int64_t>(found.cases.size() + found.documents.size())},
               {"next", has_more ? json::value(to_text(lines.back().id)) : json::value()},
               {"documents", std::move(documents)},
               {"children", parts_of_cell(compile(session, context.services, report), cell)}});
  });
}

Answer send_cases(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto report = TRY(seen(session, context, case_in(request)));
    http::Response answer{.content_type = "text/csv; charset=utf-8",
                          .body = case_list_csv(session, context.services, report)};
    answer.header("Content-Disposition",
                  "attachment; filename*=UTF-8''" + http::percent_encode(report.of.number + ".csv"));
    return answer;
  });
}

json::object finding_json(const OwnFinding& own) {
  const auto& finding = own.of;
  return {{"code", finding.code},
          {"severity", report_check::name_of(finding.severity)},
          {"message", finding.message},
          {"cell", own.cell < 0 ? json::value() : json::value(own.cell)},
          {"part", own.part ? json::value(own.part) : json::value()},
          {"expected", finding.expected},
          {"found", finding.found}};
}

json::array changes_json(const report_check::Repair& repair, const Form& form) {
  json::array changes;
  for (const auto& change : repair.changes)
    if (const auto* name = form.find(change.cell))
      changes.push_back(
          json::object{{"cell", change.cell},
                       {"label", name->label},
                       {"from", change.from.is_blank() ? json::value() : json::value(change.from.value())},
                       {"to", change.to}});
  return changes;
}

Answer show_findings(Context& context, http::Request& request) {
  return context.database().read([&](db::Session& session) -> Answer {
    const auto report = TRY(seen(session, context, case_in(request)));
    const auto compiled = compile(session, context.services, report);
    const auto own =
        findings_of(figures_of(session, report, compiled), narrative(session, context.services, report, compiled));
    json::array findings, repairs;
    for (const auto& finding : own.findings) findings.push_back(finding_json(finding));
    for (const auto& repair : own.repairs)
      repairs.push_back(json::object{{"cells", changes_json(repair, report_format::form(compiled.format))},
                                     {"because", repair.because}});
    return ok({{"findings", std::move(findings)}, {"repairs", std::move(repairs)}});
  });
}

Answer preview_part(Context& context, http::Request& request) {
  const auto body = TRY(directory::body_of(request));
  json::Reader reader(body);
  const auto words = reader.text_or("words", "");
  CHECK_OK(reader.finish());
  return context.database().read([&](db::Session& session) -> Answer {
    const auto report = TRY(seen(session, context, case_in(request)));
    const auto compiled = compile(session, context.services, report);
    CHECK_OK(check_references(words, compiled.format));
    const auto pieces = pieces_of(words, figures_of(session, report, compiled));
    return ok({{"pieces", pieces_json(pieces, compiled.format)}});
  });
}

}  // namespace

void add_reading_routes(const directory::OfficeRoutes& on) {
  using enum http::Method;
  on(get, "/api/annual-reports/{id:id}/cells/{cell:int}", "annual_report.behind", show_behind);
  on(get, "/api/annual-reports/{id:id}/cases", "annual_report.cases", send_cases);
  on(get, "/api/annual-reports/{id:id}/findings", "annual_report.findings", show_findings);
  on(post, "/api/annual-reports/{id:id}/preview", "annual_report.preview", preview_part);
}

}  // namespace gongkai::annual_report
