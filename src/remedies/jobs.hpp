// The daily look at answers that are due.
#pragma once
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::remedies {

void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::remedies
