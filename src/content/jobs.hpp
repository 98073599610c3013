// What happens to documents by the clock: scheduled releases, expiry.
#pragma once
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {

void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::content
