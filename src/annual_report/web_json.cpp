#include "annual_report/web_json.hpp"

#include "annual_report/evidence.hpp"
#include "annual_report/sheets.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::CellKind;

std::string_view kind_id(CellKind kind) {
  switch (kind) {
    case CellKind::count: return "count";
    case CellKind::signed_count: return "signed";
    case CellKind::amount: return "amount";
  }
  return "";
}

/// The same cell of last year's signed report; null when its form had none of this name.
json::value last_value(const Figures& figures, const report_format::CellName& cell) {
  if (!figures.last_year) return nullptr;
  const auto* before = report_format::form(figures.last_format).find(cell.cell);
  if (!before || before->row != cell.row || before->column != cell.column) return nullptr;
  return value_json(*figures.last_year, cell.cell, figures.last_format);
}

json::object entry_json(const Report& report, int cell) {
  const auto entry = std::ranges::find(report.entries, cell, &Entry::cell);
  if (entry == report.entries.end()) return {{"source", ""}, {"entered_by", ""}, {"entered_at", nullptr}};
  return {{"source", entry->source}, {"entered_by", entry->entered_by}, {"entered_at", to_iso(entry->entered_at)}};
}

json::array evidence_json(const std::vector<Evidence>& evidence, int cell) {
  json::array files;
  for (const auto& one : evidence)
    if (one.cell == cell)
      files.push_back(json::object{{"file", to_text(one.file)},
                                   {"name", one.name},
                                   {"sha256", one.sha256},
                                   {"added_by", one.added_by},
                                   {"added_at", to_iso(one.added_at)}});
  return files;
}

json::array cells_json(const Report& report, const Compiled& compiled, const Figures& figures,
                       const std::vector<Evidence>& evidence) {
  json::array cells;
  for (const auto& cell : report_format::form(compiled.format).cells) {
    json::object one{{"cell", cell.cell},
                     {"table", report_format::name_of(cell.table)},
                     {"row", cell.row},
                     {"column", cell.column},
                     {"label", cell.label},
                     {"kind", kind_id(cell.kind)},
                     {"origin", id_of(origin_of(cell))},
                     {"value", value_json(compiled.tables, cell.cell, compiled.format)},
                     {"own", value_json(compiled.own, cell.cell, compiled.format)},
                     {"last", last_value(figures, cell)}};
    for (auto& member : entry_json(report, cell.cell)) one[member.key()] = std::move(member.value());
    one["evidence"] = evidence_json(evidence, cell.cell);
    const auto adjusted = std::ranges::find(report.adjustments, cell.cell, &Adjustment::cell);
    one["adjustment"] = adjusted == report.adjustments.end()
                            ? json::value()
                            : json::value(json::object{{"value", adjusted->value}, {"reason", adjusted->reason}});
    cells.push_back(std::move(one));
  }
  return cells;
}

json::object sheet_cell_json(const SheetCell& cell) {
  const std::string_view head = !cell.is_header ? "" : cell.heads_row ? "row" : "column";
  return {{"text", cell.is_header ? cell.text : ""},
          {"columns", cell.columns},
          {"rows", cell.rows},
          {"head", head},
          {"cell", cell.cell < 0 ? json::value() : json::value(cell.cell)},
          {"about", cell.definition.empty()
                        ? json::value()
                        : json::value(std::string(i18n::text("annual_report.define." + cell.definition)))}};
}

/// The tables as they are printed; the values stand in the cells.
json::array sheets_json(const Compiled& compiled) {
  json::array sheets;
  for (const auto& sheet : sheets_of(compiled.tables, compiled.format)) {
    json::array rows;
    for (const auto& row : sheet.rows) {
      json::array cells;
      for (const auto& cell : row) cells.push_back(sheet_cell_json(cell));
      rows.push_back(std::move(cells));
    }
    sheets.push_back(json::object{
        {"id", sheet.id}, {"caption", sheet.caption}, {"header_rows", sheet.header_rows}, {"rows", std::move(rows)}});
  }
  return sheets;
}

std::string stage_name(std::string_view stage) {
  const auto* found = casework::kind_of(kind).find_stage(stage);
  return found ? found->name : "";
}

json::array children_json(const Compiled& compiled) {
  using report_format::Applicant;
  using report_format::Row;
  json::array children;
  for (const auto& child : compiled.children) {
    const auto total = [&](Row row) { return child.tables.at(row, Applicant::total).value(); };
    children.push_back(json::object{{"unit", to_text(child.unit)},
                                    {"name", child.name},
                                    {"report", child.report ? json::value(to_text(child.report)) : json::value()},
                                    {"stage", child.stage},
                                    {"stage_name", stage_name(child.stage)},
                                    {"digest", child.digest},
                                    {"received", total(Row::received)},
                                    {"carried_in", total(Row::carried_in)},
                                    {"closed", total(Row::r7)},
                                    {"carried_out", total(Row::carried_out)}});
  }
  return children;
}

json::array numbers_json(db::Session& session, const auth::Vault& vault, const std::vector<CaseId>& cases) {
  json::array all;
  for (const auto id : cases)
    if (const auto of = casework::find(session, vault, id))
      all.push_back(json::object{{"id", to_text(id)}, {"number", of->number}});
  return all;
}

json::array gaps_json(db::Session& session, const auth::Vault& vault, const Compiled& compiled) {
  json::array gaps;
  for (const auto& gap : compiled.gaps)
    gaps.push_back(json::object{{"cell", gap.cell},
                                {"signed", gap.signed_},
                                {"counted", gap.counted},
                                {"cases", numbers_json(session, vault, gap.cases)},
                                {"gone", numbers_json(session, vault, gap.gone)},
                                {"joined", numbers_json(session, vault, gap.joined)}});
  return gaps;
}

json::array breaches_json(const std::vector<report_format::Breach>& breaches) {
  json::array all;
  for (const auto& breach : breaches)
    all.push_back(json::object{{"rule", report_format::code_of(breach.rule)},
                               {"cell", breach.cell},
                               {"left", breach.left},
                               {"right", breach.right}});
  return all;
}

/// How many places each rule was asked at, and where it does not hold.
json::array identities_json(const Compiled& compiled, const Figures& figures) {
  auto equations = report_format::equations_of(compiled.format);
  if (figures.last_year)
    for (auto& one : report_format::equations_between(*figures.last_year, figures.last_format, compiled.format))
      equations.push_back(std::move(one));
  auto broken = compiled.breaches;
  broken.insert(broken.end(), compiled.between.begin(), compiled.between.end());
  std::map<report_format::Rule, std::int64_t> asked;
  for (const auto& equation : equations) ++asked[equation.rule];
  for (const auto& breach : broken) asked.try_emplace(breach.rule, 0);
  json::array identities;
  for (const auto& [rule, times] : asked) {
    std::vector<report_format::Breach> here;
    std::ranges::copy_if(broken, std::back_inserter(here), [&](const auto& one) { return one.rule == rule; });
    const auto code = std::string(report_format::code_of(rule));
    identities.push_back(json::object{{"rule", code},
                                      {"name", std::string(i18n::text("annual_report.rule." + code))},
                                      {"asked", std::max(times, static_cast<std::int64_t>(here.size()))},
                                      {"broken", breaches_json(here)}});
  }
  return identities;
}

json::array parts_json(const Report& report, const Figures& figures) {
  const auto& form = report_format::form(figures.format);
  json::array parts;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    const auto own = report.parts.find(number);
    const auto pattern = pattern_of(number, figures);
    const auto& words = own == report.parts.end() ? pattern : own->second;
    parts.push_back(json::object{{"part", number},
                                 {"number", form.sections[i].number},
                                 {"title", form.sections[i].title},
                                 {"own", own == report.parts.end() ? "" : own->second},
                                 {"pattern", pattern},
                                 {"assembled", filled(pattern, figures)},
                                 {"reads", filled(words, figures)},
                                 {"pieces", pieces_json(pieces_of(words, figures), figures.format)}});
  }
  return parts;
}

json::array faults_json(const std::vector<Fault>& faults) {
  json::array all;
  for (const auto& fault : faults)
    all.push_back(json::object{{"field", fault.field}, {"message", i18n::messages().message(fault)}});
  return all;
}

json::array acts_json(const Report& report, const Compiled& compiled, const auth::Actor& actor) {
  json::array acts;
  for (const auto& act : casework::kind_of(kind).acts) {
    if (act.from.empty() || casework::why_not(casework::kind_of(kind), report.stage, act.id)) continue;
    if (!actor.may(permission_of(act), report.of.unit_path)) continue;
    const bool must_add_up = act.id == "submitted" || act.id == "signed";
    acts.push_back(
        json::object{{"id", act.id},
                     {"name", act.name},
                     {"why_not", must_add_up ? faults_json(why_not_submit(compiled, report)) : json::array{}}});
  }
  return acts;
}

json::array editions_json(db::Session& session, CaseId id) {
  json::array editions;
  for (const auto& edition : store::editions(session, id))
    editions.push_back(json::object{{"number", edition.number},
                                    {"digest", edition.digest},
                                    {"reason", edition.reason},
                                    {"signed_by", edition.signed_by},
                                    {"signed_at", to_iso(edition.signed_at)}});
  return editions;
}

json::array events_json(db::Session& session, const auth::Vault& vault, CaseId id) {
  json::array events;
  for (const auto& event : casework::events_of(session, vault, id)) {
    const auto* act = casework::kind_of(kind).find_act(event.act);
    events.push_back(json::object{{"act", event.act},
                                  {"name", act ? act->name : event.act},
                                  {"at", to_iso(event.at)},
                                  {"person", event.person_name},
                                  {"note", event.note}});
  }
  return events;
}

std::optional<CaseId> report_before(db::Session& session, const Report& report) {
  return store::of_unit(session, report.of.unit, report.year - 1);
}

}  // namespace

CaseId case_in(const http::Request& request) {
  return CaseId{request.id_param("id")};
}

Result<Report> seen(db::Session& session, Context& context, CaseId id) {
  auto report = load(session, *context.services.vault, id);
  if (!report) return refuse(FaultKind::not_found, "case.not_found");
  CHECK_OK(casework::may_see(session, context.actor, report->of));
  return *std::move(report);
}

bool is_outstanding(std::string_view stage) {
  return stage == "drafting";
}

json::value value_json(const Tables& tables, int cell, Format format) {
  const auto* name = report_format::form(format).find(cell);
  if (!name) return nullptr;
  const auto count = tables.cells[static_cast<std::size_t>(cell)];
  if (count.is_blank()) return nullptr;
  if (name->kind == CellKind::amount) return json::value(decimal(count.value()));
  return count.value();
}

json::array pieces_json(const std::vector<Piece>& pieces, Format format) {
  json::array all;
  for (const auto& piece : pieces) {
    const int cell = piece.reference.empty() ? -1 : cell_meant(piece.reference, format);
    const auto* name = report_format::form(format).find(cell);
    all.push_back(json::object{
        {"text", piece.text}, {"reference", piece.reference}, {"label", name ? name->label : piece.reference}});
  }
  return all;
}

json::object line_json(const store::Standing& standing, const directory::Unit& unit, int year, Day today) {
  const Day due = due_of(unit, year);
  const bool is_in = standing.stage == "signed" || standing.stage == "published";
  return {{"id", to_text(standing.id)}, {"unit", to_text(unit.id)},
          {"unit_name", unit.name},     {"year", year},
          {"stage", standing.stage},    {"stage_name", stage_name(standing.stage)},
          {"due", to_text(due)},        {"late", !is_in && due < today},
          {"version", standing.version}};
}

json::object report_json(db::Session& session, Context& context, const Report& report) {
  const auto& vault = *context.services.vault;
  const auto compiled = compile(session, context.services, report);
  const auto figures = figures_of(session, report, compiled);
  const auto unit = directory::find_unit(session, report.of.unit).value_or(directory::Unit{});
  auto shown =
      line_json({report.of.id, report.of.unit, report.stage, report.of.version}, unit, report.year, context.today());
  const auto before = report_before(session, report);
  shown["number"] = report.of.number;
  shown["format"] = report_format::name_of(compiled.format);
  shown["cells"] = cells_json(report, compiled, figures, evidence_of(session, context.services, report.of.id));
  shown["sheets"] = sheets_json(compiled);
  shown["children"] = children_json(compiled);
  shown["last_report"] = before ? json::value(to_text(*before)) : json::value();
  shown["has_last_year"] = compiled.has_last_year;
  shown["gaps"] = gaps_json(session, vault, compiled);
  shown["identities"] = identities_json(compiled, figures);
  shown["parts"] = parts_json(report, figures);
  shown["acts"] = acts_json(report, compiled, context.actor);
  shown["editions"] = editions_json(session, report.of.id);
  shown["events"] = events_json(session, vault, report.of.id);
  return shown;
}

}  // namespace gongkai::annual_report
