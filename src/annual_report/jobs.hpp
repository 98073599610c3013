// What happens to annual reports without anybody asking: the drafts of 2 January, reminders, the nightly recount.
#pragma once
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::annual_report {

void add_jobs(jobs::Runner& runner, Services& services);

/// On and after 2 January: last year's reports, for units that have none.
Result<void> open_last_year(Context& context);
/// Reports that are not in and due within the week, or overdue: the unit is told, once for each state.
int remind_of_terms(Context& context);
/// Every open report counted a second way. Differences are logged, and told to the unit once a day.
int recount_all(Context& context);

}  // namespace gongkai::annual_report
