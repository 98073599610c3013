#pragma once
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::request_mining {

/// Every night: new candidates, then reminders of what is due.
void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::request_mining
