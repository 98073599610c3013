#pragma once
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::redaction {

/// redaction.apply: makes the redacted file that somebody ordered.
void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::redaction
