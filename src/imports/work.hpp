// The work of an import, as jobs do it: resumable, in batches, each batch one transaction.
#pragma once
#include <functional>

#include "imports/model.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::imports {

/// Called after each batch; false asks to stop, and the work goes on from there another time.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Every record through the mapping: counts, and every fault as a row. At most 100,000 faults are kept; all are counted.
Result<void> check(Services& services, ImportId id, const Progress& progress);
/// Takes over every record without fault that was not taken over before.
Result<void> run(Services& services, ImportId id, const Progress& progress);
/// Gives back what was taken over; what was changed since only when `forced`.
Result<void> undo(Services& services, ImportId id, bool forced, const Progress& progress);

void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::imports
