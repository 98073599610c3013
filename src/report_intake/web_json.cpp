#include "report_intake/web_json.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "directory/api.hpp"
#include "directory/web_json.hpp"
#include "platform/i18n/messages.hpp"
#include "report_check/recognise.hpp"
#include "report_format/identities.hpp"
#include "report_intake/store.hpp"

namespace gongkai::report_intake {

namespace {

using report_format::CellKind;
using report_format::CellName;
using report_format::Count;

json::value unit_json(db::Session& session, UnitId id) {
  const auto unit = directory::find_unit(session, id);
  if (!unit) return nullptr;
  return json::object{{"id", to_text(id)}, {"name", unit->name}};
}

json::value shown(Count count, const CellName& name) {
  if (count.is_blank()) return nullptr;
  if (name.kind == CellKind::amount) return json::value(annual_report::decimal(count.value()));
  return count.value();
}

std::string_view name_of(CellKind kind) {
  switch (kind) {
    case CellKind::count: return "count";
    case CellKind::signed_count: return "signed";
    case CellKind::amount: return "amount";
  }
  return "";
}

/// Cells of rules that do not hold.
std::set<int> broken_cells(const report_check::Report& report) {
  std::set<int> broken;
  for (const auto& equation : report_format::equations_of(report.format))
    if (!equation.holds(report.tables))
      for (const auto& term : equation.terms) broken.insert(term.cell);
  return broken;
}

json::object cell_json(const Judgement& judgement, const CellName& name, const std::set<int>& broken) {
  const auto at = static_cast<std::size_t>(name.cell);
  const auto& source = judgement.read.sources[at];
  const auto doubt = std::ranges::find(judgement.doubts, name.cell, &report_check::Doubtful::cell);
  const auto decided = judgement.decisions.find(name.cell);
  return {{"cell", name.cell},
          {"table", report_format::name_of(name.table)},
          {"row", name.row},
          {"column", name.column},
          {"label", name.label},
          {"kind", name_of(name.kind)},
          {"read", shown(judgement.read.tables.cells[at], name)},
          {"said", source.text},
          {"line", source.line},
          {"doubt", doubt == judgement.doubts.end() ? json::value() : json::value(report_check::name_of(doubt->why))},
          {"decided", decided == judgement.decisions.end() ? json::value() : shown(Count(decided->second), name)},
          {"open", std::ranges::find(judgement.open, name.cell) != judgement.open.end()},
          {"broken", broken.contains(name.cell)}};
}

json::array lines_json(const report_check::Report& report) {
  json::array lines;
  for (const auto& line : report.lines)
    lines.push_back(json::object{{"place", report_check::to_text(line.spot)}, {"text", line.text}});
  return lines;
}

json::array repairs_json(const report_check::Checked& checked) {
  const auto& form = report_format::form(checked.report.format);
  json::array repairs;
  for (const auto& repair : checked.repairs) {
    json::array cells;
    for (const auto& change : repair.changes)
      if (const auto* name = form.find(change.cell))
        cells.push_back(json::object{{"cell", change.cell},
                                     {"label", name->label},
                                     {"from", shown(change.from, *name)},
                                     {"to", shown(Count(change.to), *name)}});
    repairs.push_back(json::object{{"because", repair.because}, {"cells", std::move(cells)}});
  }
  return repairs;
}

}  // namespace

json::object to_json(db::Session& session, const Batch& batch) {
  const auto sums = store::sums_of(session, batch.id);
  return {{"id", to_text(batch.id)},
          {"name", batch.name},
          {"unit", unit_json(session, batch.unit)},
          {"state", name_of(batch.state)},
          {"total", batch.total},
          {"position", batch.position},
          {"read", sums.read},
          {"unreadable", sums.unreadable},
          {"with_errors", sums.with_errors},
          {"with_doubts", sums.with_doubts},
          {"kept", sums.kept},
          {"created_at", to_iso(batch.created_at)},
          {"started_at", directory::instant_or_null(batch.started_at)},
          {"finished_at", directory::instant_or_null(batch.finished_at)},
          {"version", batch.version}};
}

json::object to_json(db::Session& session, const FileLine& line) {
  return {{"id", to_text(line.id)},
          {"batch", to_text(line.batch)},
          {"path", line.path},
          {"state", name_of(line.state)},
          {"unit_name", line.unit_name},
          {"unit", unit_json(session, line.unit)},
          {"year", line.year == 0 ? json::value() : json::value(line.year)},
          {"money_unit", report_format::words_of(line.money_unit)},
          {"errors", line.errors},
          {"warnings", line.warnings},
          {"infos", line.infos},
          {"doubts", line.doubts},
          {"fault", line.fault},
          {"kept_as", line.kept_as ? json::value(to_text(line.kept_as)) : json::value()},
          {"version", line.version}};
}

json::object to_json(db::Session& session, Context& context, const Judgement& judgement) {
  auto object = to_json(session, judgement.file.line);
  auto file = judgement.file;
  note_findings(file, judgement.checked, static_cast<std::int64_t>(judgement.open.size()));
  json::array cells, faults;
  const bool was_read = !judgement.file.reading.empty();
  const auto broken = broken_cells(judgement.checked.report);
  if (was_read)
    for (const auto& name : report_format::form(judgement.read.format).cells)
      cells.push_back(cell_json(judgement, name, broken));
  for (const auto& fault : why_not_keep(session, context, judgement))
    faults.push_back(json::object{{"field", fault.field}, {"message", i18n::messages().message(fault)}});
  object["format"] = report_format::name_of(judgement.read.format);
  object["confidence"] = std::round(judgement.read.confidence * 100) / 100;
  object["recognised"] = judgement.read.is_recognised;
  object["cells"] = std::move(cells);
  object["lines"] = lines_json(judgement.read);
  object["findings"] = json::parse(file.findings).value_or(json::array());
  object["repairs"] = was_read ? repairs_json(judgement.checked) : json::array();
  object["open"] = static_cast<std::int64_t>(judgement.open.size());
  object["faults"] = std::move(faults);
  return object;
}

}  // namespace gongkai::report_intake
