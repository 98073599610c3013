#pragma once
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::readers {

/// Counts to the database, mails to confirm, digests.
void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::readers
