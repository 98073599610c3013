// What the office does with reports of anybody: hand in, check, look at, decide, take into the ledger. Permissions
// reports.collect or reports.write over the unit of the batch, and of the report that enters the ledger.
#pragma once
#include <filesystem>

#include "platform/transaction/transaction.hpp"
#include "report_check/doubts.hpp"
#include "report_check/model.hpp"
#include "report_intake/model.hpp"

namespace gongkai::report_intake {

inline constexpr std::string_view check_job = "report_intake.check";
inline constexpr std::string_view use_kind = "report_batch";
inline constexpr std::int64_t most_reports = 20'000;  // of a batch

/// Which of the two permissions the actor holds over the unit; reports.collect when neither, so that the refusal names it.
std::string_view permission_over(const auth::Actor& actor, std::string_view unit_path);

Result<ReportBatchId> begin(Context& context, UnitId unit, const std::string& name);
/// A report, or a ZIP of reports. Returns how many came with it.
Result<std::int64_t> add_file(Context& context, ReportBatchId id, const std::filesystem::path& path,
                              std::string_view file_name);
Result<void> order_check(Context& context, ReportBatchId id, std::int64_t version);
/// Reports that entered the ledger stay there, with the file they came from.
Result<void> remove(Context& context, ReportBatchId id, std::int64_t version);

struct Decision {
  int cell = -1;
  std::optional<std::int64_t> value{};  // none takes the decision back
};
/// Confirms cells, or writes what they should say. Every fault at once.
Result<void> decide(Context& context, ReportFileId id, const std::vector<Decision>& decisions, std::int64_t version);

struct Assignment {
  UnitId unit{};
  int year = 0;
  report_format::MoneyUnit money_unit = report_format::MoneyUnit::none;
};
/// Whose report it is, where the file does not say it in the words of this city.
Result<void> assign(Context& context, ReportFileId id, const Assignment& assignment, std::int64_t version);

/// Into the ledger, when why_not_keep has nothing to say.
Result<CaseId> keep(Context& context, ReportFileId id, std::int64_t version);

}  // namespace gongkai::report_intake
