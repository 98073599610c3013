// How checks stand in the way of harm, and how they keep up with the documents.
#pragma once
#include "checks/store.hpp"
#include "content/gates.hpp"
#include "platform/feed/follower.hpp"
#include "platform/jobs/runner.hpp"

namespace gongkai::checks {

/// Two gates: personal data and marks of secrecy, which nothing waives; and everything else, which an emergency may.
void add_gates(Services& services);

/// Word lists that changed, here or on another node.
void invalidate(Services& services, const std::vector<feed::Change>& changes);
/// Looks again at drafts that changed, once the change is there.
feed::Consumer consumer(Services& services);
/// checks.run, checks.links and checks.number_all.
void add_jobs(jobs::Runner& runner, Services& services);

/// Faults of what is still open; pure.
std::vector<Fault> why_open_personal(const std::vector<StoredFinding>& findings);
std::vector<Fault> why_open_other(const std::vector<StoredFinding>& findings);

}  // namespace gongkai::checks
