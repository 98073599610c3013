#include "annual_report/web_json.hpp"

#include "annual_report/narrative.hpp"
#include "annual_report/store.hpp"
#include "casework/cases.hpp"
#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::annual_report {

namespace {

using report_format::CellKind;

json::value shown(const Tables& tables, const report_format::CellName& cell) {
  const auto count = tables.cells[static_cast<std::size_t>(cell.cell)];
  if (count.is_blank()) return nullptr;
  if (cell.kind == CellKind::amount) return json::value(decimal(count.value()));
  return count.value();
}

json::array cells_json(const Report& report, const Compiled& compiled) {
  json::array cells;
  for (const auto& cell : report_format::form(compiled.format).cells) {
    json::object one{{"cell", cell.cell},
                     {"table", report_format::name_of(cell.table)},
                     {"row", cell.row},
                     {"column", cell.column},
                     {"label", cell.label},
                     {"kind", cell.kind == CellKind::amount         ? "amount"
                              : cell.kind == CellKind::signed_count ? "signed"
                                                                    : "count"},
                     {"origin", id_of(origin_of(cell))},
                     {"value", shown(compiled.tables, cell)},
                     {"own", shown(compiled.own, cell)}};
    const auto entry = std::ranges::find(report.entries, cell.cell, &Entry::cell);
    one["source"] = entry == report.entries.end() ? "" : entry->source;
    const auto adjusted = std::ranges::find(report.adjustments, cell.cell, &Adjustment::cell);
    one["adjustment"] = adjusted == report.adjustments.end()
                            ? json::value()
                            : json::value(json::object{{"value", adjusted->value}, {"reason", adjusted->reason}});
    cells.push_back(std::move(one));
  }
  return cells;
}

json::array children_json(const Compiled& compiled) {
  json::array children;
  for (const auto& child : compiled.children)
    children.push_back(json::object{{"unit", to_text(child.unit)},
                                    {"name", child.name},
                                    {"report", child.report ? json::value(to_text(child.report)) : json::value()},
                                    {"stage", child.stage},
                                    {"digest", child.digest},
                                    {"tables", tables_json(child.tables, child.format)}});
  return children;
}

json::array gaps_json(const Compiled& compiled) {
  json::array gaps;
  for (const auto& gap : compiled.gaps) {
    json::array cases;
    for (const auto id : gap.cases) cases.push_back(json::value(to_text(id)));
    gaps.push_back(json::object{
        {"cell", gap.cell}, {"signed", gap.signed_}, {"counted", gap.counted}, {"cases", std::move(cases)}});
  }
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

json::array parts_json(db::Session& session, Context& context, const Report& report, const Compiled& compiled) {
  const auto& form = report_format::form(compiled.format);
  const auto read = narrative(session, context.services, report, compiled);
  const auto figures = figures_of(session, report, compiled);
  json::array parts;
  for (std::size_t i = 0; i < form.sections.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    const auto own = report.parts.find(number);
    parts.push_back(json::object{{"part", number},
                                 {"number", form.sections[i].number},
                                 {"title", form.sections[i].title},
                                 {"own", own == report.parts.end() ? "" : own->second},
                                 {"assembled", assembled(number, figures)},
                                 {"reads", read.at(number)}});
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
    if (act.from.empty() || act.permission.empty() || casework::why_not(casework::kind_of(kind), report.stage, act.id))
      continue;
    if (!actor.may(act.permission, report.of.unit_path)) continue;
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

}  // namespace

json::object line_json(const Report& report, const directory::Unit& unit, Day today) {
  const auto* stage = casework::kind_of(kind).find_stage(report.stage);
  const Day due = due_of(unit, report.year);
  const bool is_in = report.stage == "signed" || report.stage == "published";
  return {{"id", to_text(report.of.id)}, {"unit", to_text(unit.id)},      {"unit_name", unit.name},
          {"year", report.year},         {"stage", report.stage},         {"stage_name", stage ? stage->name : ""},
          {"due", to_text(due)},         {"late", !is_in && due < today}, {"version", report.of.version}};
}

json::object report_json(db::Session& session, Context& context, const Report& report) {
  const auto compiled = compile(session, context.services, report);
  const auto unit = directory::find_unit(session, report.of.unit).value_or(directory::Unit{});
  auto shown_report = line_json(report, unit, context.today());
  shown_report["format"] = report_format::name_of(compiled.format);
  shown_report["cells"] = cells_json(report, compiled);
  shown_report["children"] = children_json(compiled);
  shown_report["has_last_year"] = compiled.has_last_year;
  shown_report["gaps"] = gaps_json(compiled);
  shown_report["breaches"] = breaches_json(compiled.breaches);
  shown_report["between"] = breaches_json(compiled.between);
  shown_report["parts"] = parts_json(session, context, report, compiled);
  shown_report["acts"] = acts_json(report, compiled, context.actor);
  shown_report["editions"] = editions_json(session, report.of.id);
  shown_report["events"] = events_json(session, *context.services.vault, report.of.id);
  return shown_report;
}

}  // namespace gongkai::annual_report
