// One report of a batch as it stands: what was read, what a person decided, what is still in doubt.
#pragma once
#include "annual_report/keeping.hpp"
#include "report_intake/use_cases.hpp"

namespace gongkai::report_intake {

struct Judgement {
  File file{};
  report_check::Report read{};  // as the file says
  Decisions decisions{};
  std::vector<report_check::Doubtful> doubts{};  // of what was read; decided or not
  std::vector<int> open{};                       // doubtful cells that nobody has decided
  report_check::Checked checked{};               // with the decisions applied
};

Result<Judgement> judge(db::Session& session, File file);
/// What stands against taking it into the ledger; empty when nothing does.
std::vector<Fault> why_not_keep(db::Session& session, Context& context, const Judgement& judgement);

std::string decisions_json(const Decisions& decisions);
Decisions decisions_of(std::string_view text);

/// The counts and findings of the row, as the checker sees it now.
void note_findings(File& file, const report_check::Checked& checked, std::int64_t open_doubts);

/// What annual_report keeps of it.
annual_report::Frozen frozen_of(const Judgement& judgement, const directory::Unit& unit);
/// The six parts in the file's words, without headings and labels of tables.
annual_report::Parts parts_of(const report_check::Report& report);

}  // namespace gongkai::report_intake
