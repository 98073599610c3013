// The second half: a person decides what the reader was not certain of, and takes the report into the ledger.
#include "base/text.hpp"
#include "directory/api.hpp"
#include "platform/files/store.hpp"
#include "platform/i18n/messages.hpp"
#include "report_intake/judgement.hpp"
#include "report_intake/store.hpp"

namespace gongkai::report_intake {

namespace {

using report_format::CellKind;

constexpr std::int64_t greatest = 1'000'000'000'000'000;

/// The report in the version that was seen, as one who may change it sees it.
Result<Judgement> open(Transaction& tx, ReportFileId id, std::int64_t version) {
  auto file = store::find(tx.db(), id);
  const auto batch = file ? store::find(tx.db(), file->line.batch) : std::nullopt;
  const auto unit = batch ? directory::find_unit(tx.db(), batch->unit) : std::nullopt;
  if (!unit) return refuse(FaultKind::not_found, "report_intake.not_found");
  CHECK_OK(tx.require(permission_over(tx.context().actor, unit->path), unit->path));
  tx.about("report_file", id.value, unit->id);
  if (!store::claim(tx.db(), id, version)) return refuse(FaultKind::conflict, "version.conflict");
  if (file->line.state == FileState::kept) return refuse(FaultKind::conflict, "report_intake.kept_already");
  if (file->line.state != FileState::read) return refuse(FaultKind::conflict, "report_intake.not_read");
  return judge(tx.db(), *std::move(file));
}

/// Judged anew with what was decided, and written.
Result<void> save(Transaction& tx, File file) {
  auto judged = TRY(judge(tx.db(), std::move(file)));
  note_findings(judged.file, judged.checked, static_cast<std::int64_t>(judged.open.size()));
  store::update(tx.db(), judged.file);
  tx.changed("report_batch", judged.file.line.batch.value);
  return {};
}

std::optional<Fault> fault_of(const report_format::Form& form, const Decision& decision) {
  const auto* name = form.find(decision.cell);
  const auto field = std::to_string(decision.cell);
  if (!name) return Fault{FaultKind::invalid, "annual_report.cell_unknown", field};
  if (!decision.value) return std::nullopt;
  const auto least = name->kind == CellKind::signed_count ? -greatest : 0;
  if (*decision.value < least || *decision.value > greatest)
    return Fault{FaultKind::invalid, "annual_report.cell_wrong", field, {{"label", name->label}}};
  return std::nullopt;
}

json::array corrections_json(const Judgement& judgement) {
  json::array list;
  for (const auto& [cell, value] : judgement.decisions) {
    const auto read = judgement.read.tables.cells[static_cast<std::size_t>(cell)];
    if (!read.is_blank() && read.value() == value) continue;
    list.push_back(json::object{
        {"cell", cell}, {"from", read.is_blank() ? json::value() : json::value(read.value())}, {"to", value}});
  }
  return list;
}

}  // namespace

Result<void> decide(Context& context, ReportFileId id, const std::vector<Decision>& decisions, std::int64_t version) {
  return in_transaction(context, "report_intake.decide", [&](Transaction& tx) -> Result<void> {
    auto judged = TRY(open(tx, id, version));
    const auto& form = report_format::form(judged.read.format);
    std::vector<Fault> faults;
    for (const auto& decision : decisions)
      if (auto fault = fault_of(form, decision)) faults.push_back(*std::move(fault));
    CHECK_OK(all_of(std::move(faults)));
    for (const auto& decision : decisions) {
      if (decision.value) judged.decisions[decision.cell] = *decision.value;
      else judged.decisions.erase(decision.cell);
    }
    judged.file.decisions = decisions_json(judged.decisions);
    tx.detail("cells", json::value(static_cast<std::int64_t>(decisions.size())));
    return save(tx, std::move(judged.file));
  });
}

Result<void> assign(Context& context, ReportFileId id, const Assignment& assignment, std::int64_t version) {
  return in_transaction(context, "report_intake.assign", [&](Transaction& tx) -> Result<void> {
    auto judged = TRY(open(tx, id, version));
    std::vector<Fault> faults;
    const auto unit = directory::find_unit(tx.db(), assignment.unit);
    if (!unit) faults.push_back({FaultKind::invalid, "report_intake.unit_missing", "unit"});
    if (assignment.year < 2019 || assignment.year >= context.today().year())
      faults.push_back({FaultKind::invalid,
                        "annual_report.year_wrong",
                        "year",
                        {{"last", std::to_string(context.today().year() - 1)}}});
    CHECK_OK(all_of(std::move(faults)));
    auto& line = judged.file.line;
    tx.before("year", json::value(line.year));
    tx.after("unit", json::value(to_text(assignment.unit)));
    tx.after("year", json::value(assignment.year));
    line.unit = assignment.unit;
    line.year = assignment.year;
    line.money_unit = assignment.money_unit;
    return save(tx, std::move(judged.file));
  });
}

Result<CaseId> keep(Context& context, ReportFileId id, std::int64_t version) {
  return in_transaction(context, "report_intake.keep", [&](Transaction& tx) -> Result<CaseId> {
    auto judged = TRY(open(tx, id, version));
    CHECK_OK(all_of(why_not_keep(tx.db(), context, judged)));
    auto& line = judged.file.line;
    const auto unit = directory::find_unit(tx.db(), line.unit);
    auto corrections = corrections_json(judged);
    annual_report::Confirmed confirmed{.unit = *unit, .report = frozen_of(judged, *unit)};
    confirmed.reason = i18n::text("report_intake.reason", {{"file", line.path},
                                                           {"confirmed", std::to_string(judged.decisions.size())},
                                                           {"corrected", std::to_string(corrections.size())}});
    confirmed.facts = {{"file", to_text(line.file)},
                       {"confirmed", static_cast<std::int64_t>(judged.decisions.size())},
                       {"corrections", std::move(corrections)}};
    line.kept_as = TRY(annual_report::keep(tx, confirmed));
    line.state = FileState::kept;
    CHECK_OK(context.services.files->use(tx, line.file, "annual_report", line.kept_as.value));
    store::update(tx.db(), judged.file);
    tx.changed("report_batch", line.batch.value);
    return line.kept_as;
  });
}

}  // namespace gongkai::report_intake
