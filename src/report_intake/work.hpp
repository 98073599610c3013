// The work of a batch, as a job does it: resumable, a few files at a time, each time one transaction.
#pragma once
#include <functional>

#include "platform/jobs/runner.hpp"
#include "report_intake/use_cases.hpp"

namespace gongkai::report_intake {

/// Called after each step; false asks to stop, and the work goes on from there another time.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Reads and checks every file that waits, then holds the reports against each other: the year before, duplicates, outliers.
Result<void> check_batch(Services& services, ReportBatchId id, const Progress& progress);

void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::report_intake
