#include "annual_report/use_cases.hpp"

#include "annual_report/acting.hpp"
#include "annual_report/evidence.hpp"
#include "annual_report/keeping.hpp"
#include "annual_report/narrative.hpp"
#include "annual_report/store.hpp"
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "casework/cases.hpp"
#include "casework/notices.hpp"
#include "directory/api.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::annual_report {

namespace {

constexpr std::size_t longest_part = 20'000, longest_source = 200, longest_remark = 2000;
constexpr int parts_of_a_report = 6, problems_part = 5;  // 存在的主要问题及改进情况: nobody but the office can write it

Result<std::string> words_of(std::string_view given, std::string_view field, std::size_t most, bool needed) {
  auto words = std::string(trim(clean_utf8(given)));
  if (needed && words.empty()) return refuse(FaultKind::invalid, "annual_report.words_missing", std::string(field));
  if (count_characters(words) > most)
    return refuse(FaultKind::invalid, "annual_report.too_long", std::string(field), {{"most", std::to_string(most)}});
  return words;
}

/// What stands against the value; nothing when it may be kept.
std::optional<Fault> fault_of(const Form& form, const Value& value) {
  const auto* cell = form.find(value.cell);
  const auto field = std::to_string(value.cell);
  if (!cell) return Fault{FaultKind::invalid, "annual_report.cell_unknown", field};
  if (origin_of(*cell) != Origin::entered)
    return Fault{FaultKind::invalid, "annual_report.cell_counted", field, {{"label", cell->label}}};
  if (!value.value) return std::nullopt;
  if (*value.value < 0 && cell->kind != report_format::CellKind::signed_count)
    return Fault{FaultKind::invalid, "annual_report.cell_wrong", field, {{"label", cell->label}}};
  const auto source = trim(value.source);
  if (source.empty()) return Fault{FaultKind::invalid, "annual_report.source_missing", field, {{"label", cell->label}}};
  if (count_characters(source) > longest_source)
    return Fault{FaultKind::invalid, "annual_report.too_long", field, {{"most", std::to_string(longest_source)}}};
  return std::nullopt;
}

Frozen frozen_of(db::Session& session, Services& services, const Report& report, const Compiled& compiled) {
  const auto unit = directory::find_unit(session, report.of.unit);
  Frozen frozen{.unit_name = unit ? unit->name : "",
                .unit_code = unit ? unit->code : "",
                .year = report.year,
                .format = compiled.format,
                .tables = compiled.tables,
                .parts = narrative(session, services, report, compiled),
                .adjustments = report.adjustments,
                .entries = report.entries};
  for (auto& one : evidence_of(session, services, report.of.id))
    if (const auto entry = std::ranges::find(frozen.entries, one.cell, &Entry::cell); entry != frozen.entries.end())
      entry->evidence.push_back(std::move(one.sha256));
  for (const auto& child : compiled.children) frozen.children.push_back({child.name, child.digest});
  return frozen;
}

/// The reason of the revision that is being written.
std::string reason_of_revision(db::Session& session, const auth::Vault& vault, CaseId id) {
  const auto events = casework::events_of(session, vault, id);
  const auto* opened = casework::last_of(events, "revision_opened");
  return opened ? opened->note : "";
}

Result<int> open_one(Transaction& tx, const directory::Unit& unit, int year) {
  if (store::of_unit(tx.db(), unit.id, year)) return 0;
  const auto made = TRY(open_report(tx, unit, year));
  casework::tell(tx, made, "report_opened", unit.id, {}, {{"due", to_text(due_of(unit, year))}},
                 fmt::format("annual_report:{}:{}", to_text(unit.id), year));
  return 1;
}

}  // namespace

std::string permission_of(const casework::Act& act) {
  return act.permission.empty() ? "reports.collect" : act.permission;
}

Result<void> perform(Context& context, CaseId id, std::int64_t version, std::string_view act, const Change& change) {
  return in_transaction(context, "annual_report." + std::string(act), [&](Transaction& tx) -> Result<void> {
    auto report = load(tx.db(), *context.services.vault, id);
    if (!report) return refuse(FaultKind::not_found, "case.not_found");
    const auto& declared = *casework::kind_of(kind).find_act(act);
    CHECK_OK(tx.require(permission_of(declared), report->of.unit_path));
    tx.about("case", id.value, report->of.unit);
    if (report->of.version != version) return refuse(FaultKind::conflict, "version.conflict");
    if (auto fault = casework::why_not(casework::kind_of(kind), report->stage, act)) return std::unexpected(*fault);
    Desk desk{*std::move(report), tx};
    auto event = TRY(change(desk));
    event.act = act;
    event.on = context.today();
    return casework::append(tx, desk.report.of, std::move(event));
  });
}

// Regulation Art. 49: departments by 31 January, governments by 31 March.
Day due_of(const directory::Unit& unit, int year) {
  switch (unit.kind) {
    case directory::UnitKind::city:
    case directory::UnitKind::county: return Day::of(year + 1, 3, 31);
    case directory::UnitKind::department:
    case directory::UnitKind::subdistrict:
    case directory::UnitKind::town:
    case directory::UnitKind::other: break;
  }
  return Day::of(year + 1, 1, 31);
}

Result<int> open_year(Context& context, int year) {
  if (year < 2019 || year >= context.today().year())
    return refuse(FaultKind::invalid, "annual_report.year_wrong", "year",
                  {{"last", std::to_string(context.today().year() - 1)}});
  return in_transaction(context, "annual_report.open_year", [&](Transaction& tx) -> Result<int> {
    const auto root = directory::root_unit(tx.db());
    if (!root) return 0;
    CHECK_OK(tx.require("reports.collect", root->path));
    tx.about("unit", root->id.value, root->id);
    int opened = 0;
    for (const auto& unit : directory::units(tx.db()))
      if (reports(unit, year) && !unit.is_closed()) opened += TRY(open_one(tx, unit, year));
    tx.detail("opened", json::value(opened));
    return opened;
  });
}

Result<void> enter(Context& context, CaseId id, const std::vector<Value>& values, std::int64_t version) {
  return perform(context, id, version, "entered", [&](Desk& desk) -> Result<casework::Event> {
    const auto& form = report_format::form(report_format::format_of_year(desk.report.year));
    std::vector<Fault> faults;
    for (const auto& value : values)
      if (auto fault = fault_of(form, value)) faults.push_back(*std::move(fault));
    CHECK_OK(all_of(std::move(faults)));
    json::array cells;
    for (const auto& value : values) {
      cells.push_back(
          json::object{{"cell", value.cell}, {"value", value.value ? json::value(*value.value) : json::value()}});
      if (!value.value) store::remove_entry(desk.tx.db(), id, value.cell);
      else
        store::put(desk.tx.db(), id,
                   Entry{.cell = value.cell,
                         .value = *value.value,
                         .source = std::string(trim(clean_utf8(value.source))),
                         .entered_by = context.actor.name,
                         .entered_at = context.now()});
    }
    return casework::Event{.facts = {{"cells", std::move(cells)}}};
  });
}

Result<void> write_part(Context& context, CaseId id, int part, const std::string& words, std::int64_t version) {
  return perform(context, id, version, "written", [&](Desk& desk) -> Result<casework::Event> {
    if (part < 1 || part > parts_of_a_report) return refuse(FaultKind::invalid, "annual_report.part_unknown", "part");
    const auto text = TRY(words_of(words, "words", longest_part, false));
    CHECK_OK(check_references(text, report_format::format_of_year(desk.report.year)));
    if (text.empty()) store::remove_part(desk.tx.db(), id, part);
    else store::put_part(desk.tx.db(), id, part, text);
    return casework::Event{.facts = {{"part", part}}};
  });
}

Result<void> adjust(Context& context, CaseId id, const Adjustment& adjustment, std::int64_t version) {
  return perform(context, id, version, "adjusted", [&](Desk& desk) -> Result<casework::Event> {
    const auto& form = report_format::form(report_format::format_of_year(desk.report.year));
    if (!form.find(adjustment.cell)) return refuse(FaultKind::invalid, "annual_report.cell_unknown", "cell");
    const auto reason = TRY(words_of(adjustment.reason, "reason", longest_remark, adjustment.value != 0));
    if (adjustment.value == 0) store::remove_adjustment(desk.tx.db(), id, adjustment.cell);
    else store::put(desk.tx.db(), id, Adjustment{adjustment.cell, adjustment.value, reason});
    return casework::Event{.facts = {{"cell", adjustment.cell}, {"value", adjustment.value}}, .note = reason};
  });
}

std::vector<Fault> why_not_submit(const Compiled& compiled, const Report& report) {
  std::vector<Fault> faults;
  const auto& form = report_format::form(compiled.format);
  for (const auto& cell : form.cells)
    if (compiled.tables.cells[static_cast<std::size_t>(cell.cell)].is_blank())
      faults.push_back(
          {FaultKind::invalid, "annual_report.cell_empty", std::to_string(cell.cell), {{"label", cell.label}}});
  for (const auto& breach : compiled.breaches)
    faults.push_back({FaultKind::invalid,
                      "annual_report.does_not_add_up",
                      std::to_string(breach.cell),
                      {{"rule", std::string(report_format::code_of(breach.rule))},
                       {"label", form.find(breach.cell) ? form.find(breach.cell)->label : ""},
                       {"left", std::to_string(breach.left)},
                       {"right", std::to_string(breach.right)}}});
  if (!report.parts.contains(problems_part))
    faults.push_back({FaultKind::invalid, "annual_report.problems_missing", "part5"});
  if (!compiled.gaps.empty() && !report.parts.contains(parts_of_a_report))
    faults.push_back({FaultKind::invalid, "annual_report.carry_unexplained", "part6"});
  return faults;
}

Result<void> submit(Context& context, CaseId id, std::int64_t version) {
  return perform(context, id, version, "submitted", [&](Desk& desk) -> Result<casework::Event> {
    const auto compiled = compile_anew(desk.tx.db(), context.services, desk.report);
    CHECK_OK(all_of(why_not_submit(compiled, desk.report)));
    return casework::Event{};
  });
}

Result<void> send_back(Context& context, CaseId id, const std::string& remark, std::int64_t version) {
  return perform(context, id, version, "sent_back", [&](Desk&) -> Result<casework::Event> {
    return casework::Event{.note = TRY(words_of(remark, "remark", longest_remark, true))};
  });
}

Result<void> sign(Context& context, CaseId id, std::int64_t version) {
  return perform(context, id, version, "signed", [&](Desk& desk) -> Result<casework::Event> {
    const auto compiled = compile_anew(desk.tx.db(), context.services, desk.report);
    CHECK_OK(all_of(why_not_submit(compiled, desk.report)));
    auto frozen = freeze(frozen_of(desk.tx.db(), context.services, desk.report, compiled));
    const auto reason =
        desk.report.stage == "revising" ? reason_of_revision(desk.tx.db(), *context.services.vault, id) : "";
    add_edition(desk.tx, id, std::move(frozen), reason);
    store::replace_carried(desk.tx.db(), id, own_carried_out(desk.tx.db(), desk.report));
    return casework::Event{.facts = {{"digest", store::latest(desk.tx.db(), id)->digest}}};
  });
}

Result<void> publish(Context& context, CaseId id, std::int64_t version) {
  return perform(context, id, version, "published", [&](Desk& desk) -> Result<casework::Event> {
    const auto edition = store::latest(desk.tx.db(), id);
    if (!edition) return refuse(FaultKind::conflict, "annual_report.not_signed");
    desk.tx.changed("annual_report", id.value);
    return casework::Event{.facts = {{"edition", edition->number}, {"digest", edition->digest}}};
  });
}

Result<void> open_revision(Context& context, CaseId id, const std::string& reason, std::int64_t version) {
  return perform(context, id, version, "revision_opened", [&](Desk&) -> Result<casework::Event> {
    return casework::Event{.note = TRY(words_of(reason, "reason", longest_remark, true))};
  });
}

Result<void> return_to_unit(Context& context, CaseId id, const std::string& remark, std::int64_t version) {
  return perform(context, id, version, "returned", [&](Desk&) -> Result<casework::Event> {
    return casework::Event{.note = TRY(words_of(remark, "remark", longest_remark, true))};
  });
}

Result<void> remind(Context& context, CaseId id, std::int64_t version) {
  return perform(context, id, version, "reminded", [&](Desk& desk) -> Result<casework::Event> {
    const auto& of = desk.report.of;
    casework::tell(desk.tx, of, "report_reminded", of.unit, {}, {{"year", desk.report.year}},
                   fmt::format("annual_report:{}:reminded:{}", to_text(id), of.version));
    return casework::Event{};
  });
}

Result<void> take_in(Context& context, CaseId id, std::string_view file, std::int64_t version) {
  const auto frozen = TRY(thaw(file));
  return perform(context, id, version, "taken_in", [&](Desk& desk) -> Result<casework::Event> {
    const auto unit = directory::find_unit(desk.tx.db(), desk.report.of.unit);
    if (frozen.year != desk.report.year)
      return refuse(FaultKind::invalid, "annual_report.other_year", "year", {{"year", std::to_string(frozen.year)}});
    if (!unit || (frozen.unit_name != unit->name && (unit->code.empty() || frozen.unit_code != unit->code)))
      return refuse(FaultKind::invalid, "annual_report.other_unit", "unit", {{"unit", frozen.unit_name}});
    add_edition(desk.tx, id, std::string(file), "");
    return casework::Event{.facts = {{"digest", to_hex(auth::sha256(file))}}};
  });
}

}  // namespace gongkai::annual_report
