// From the counts in memory to the database.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "readers/visits.hpp"

namespace gongkai::readers {

/// The counts of this platform: the access log's thread feeds it.
Visits& visits_of(Services& services);
/// Writes what was counted since the last time. Runs every minute and when the platform stops; what a crash takes with it
/// is a minute of counting.
void keep_counts(Services& services);

}  // namespace gongkai::readers
