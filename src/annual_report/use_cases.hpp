// What offices do with annual reports. Permissions reports.read, write, sign and collect over the unit of the report.
#pragma once
#include "annual_report/compile.hpp"
#include "casework/kinds.hpp"

namespace gongkai::annual_report {

/// A report for every unit that reports and has none yet: on 2 January for the year before. Returns how many were opened.
Result<int> open_year(Context& context, int year);

struct Value {
  int cell = -1;
  std::optional<std::int64_t> value{};  // none takes the entry away
  std::string source{};
};
/// Every fault at once; counted and computed cells refuse to be entered.
Result<void> enter(Context& context, CaseId id, const std::vector<Value>& values, std::int64_t version);
/// Empty words go back to the assembled text.
Result<void> write_part(Context& context, CaseId id, int part, const std::string& words, std::int64_t version);
/// A value of 0 takes the adjustment away; otherwise it needs a reason.
Result<void> adjust(Context& context, CaseId id, const Adjustment& adjustment, std::int64_t version);

/// Refused while an identity is broken, a cell is empty, or a carry-over gap is not explained in part six.
std::vector<Fault> why_not_submit(const Compiled& compiled, const Report& report);
Result<void> submit(Context& context, CaseId id, std::int64_t version);
/// By the head of the unit.
Result<void> send_back(Context& context, CaseId id, const std::string& remark, std::int64_t version);
/// Freezes rows, text and digest; from now on the year is closed for this unit.
Result<void> sign(Context& context, CaseId id, std::int64_t version);
Result<void> publish(Context& context, CaseId id, std::int64_t version);
/// Opens the closed year: what changes from now on is a published revision with its reason.
Result<void> open_revision(Context& context, CaseId id, const std::string& reason, std::int64_t version);

/// By whoever adds the reports up.
Result<void> return_to_unit(Context& context, CaseId id, const std::string& remark, std::int64_t version);
Result<void> remind(Context& context, CaseId id, std::int64_t version);
/// A report that came as a file: checked like any other, and an edition of the unit. Cells change only where the file differs.
Result<void> take_in(Context& context, CaseId id, std::string_view file, std::int64_t version);

/// Who may do it; what has no permission of its own is done by whoever collects.
std::string permission_of(const casework::Act& act);

/// The last day for the unit's report (Regulation Art. 49).
Day due_of(const directory::Unit& unit, int year);

/// Hung into casework: what would change the figures of a signed year is refused.
void close_years(Services& services);

}  // namespace gongkai::annual_report
