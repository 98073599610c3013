#include "annual_report/evidence.hpp"

#include <algorithm>

#include "annual_report/acting.hpp"
#include "annual_report/store.hpp"
#include "casework/case_files.hpp"

namespace gongkai::annual_report {

namespace {

constexpr std::size_t most_of_a_cell = 10;
constexpr std::string_view role = "evidence";

/// Only what is entered needs a proof; what is counted opens its cases.
std::optional<Fault> fault_of(const Form& form, int cell) {
  const auto* name = form.find(cell);
  if (!name) return Fault{FaultKind::invalid, "annual_report.cell_unknown", "cell"};
  if (origin_of(*name) != Origin::entered)
    return Fault{FaultKind::invalid, "annual_report.cell_counted", "cell", {{"label", name->label}}};
  return std::nullopt;
}

}  // namespace

Result<void> attach_evidence(Context& context, CaseId id, int cell, const files::Checked& checked,
                             std::int64_t version) {
  return perform(context, id, version, "evidence_added", [&](Desk& desk) -> Result<casework::Event> {
    const auto& form = report_format::form(report_format::format_of_year(desk.report.year));
    if (auto fault = fault_of(form, cell)) return std::unexpected(*std::move(fault));
    const auto kept = store::evidence(desk.tx.db(), id);
    if (std::ranges::count(kept, cell, &store::EvidenceOfCell::cell) >= static_cast<std::ptrdiff_t>(most_of_a_cell))
      return refuse(FaultKind::invalid, "annual_report.evidence_full", "file",
                    {{"most", std::to_string(most_of_a_cell)}});
    const auto file = context.services.files->accept(desk.tx, checked);
    CHECK_OK(casework::add_file(desk.tx, desk.report.of, file.id, checked.name, role));
    store::insert(desk.tx.db(), id, {cell, file.id});
    return casework::Event{.facts = {{"cell", cell}, {"file", to_text(file.id)}, {"sha256", file.sha256}}};
  });
}

Result<void> remove_evidence(Context& context, CaseId id, int cell, FileId file, std::int64_t version) {
  return perform(context, id, version, "evidence_removed", [&](Desk& desk) -> Result<casework::Event> {
    if (!store::remove(desk.tx.db(), id, {cell, file})) return refuse(FaultKind::not_found, "files.not_found");
    // What an edition has frozen must be there to be held against its digest.
    if (!store::latest(desk.tx.db(), id)) CHECK_OK(casework::remove_file(desk.tx, desk.report.of, file));
    return casework::Event{.facts = {{"cell", cell}, {"file", to_text(file)}}};
  });
}

std::vector<Evidence> evidence_of(db::Session& session, const Services& services, CaseId id) {
  std::vector<Evidence> all;
  const auto links = store::evidence(session, id);
  if (links.empty()) return all;
  const auto files = casework::files_of(session, *services.vault, id);
  for (const auto& link : links) {
    const auto kept = std::ranges::find(files, link.file, &casework::CaseFile::file);
    const auto stored = services.files->find(session, link.file);
    if (kept == files.end() || !stored) continue;
    all.push_back({.cell = link.cell,
                   .file = link.file,
                   .name = kept->name,
                   .sha256 = stored->sha256,
                   .added_by = kept->added_by_name,
                   .added_at = kept->added_at});
  }
  return all;
}

}  // namespace gongkai::annual_report
