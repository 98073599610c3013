#include "platform/auth/lock_out.hpp"

#include <algorithm>

namespace gongkai::auth {

Instant next_attempt_at(const Failures& failures, Subject subject, const LockOutPolicy& policy) {
  // An address stands for many people behind one gateway: it is locked, never slowed.
  if (subject == Subject::address || failures.count < policy.slow_after) return failures.locked_until;
  const auto doublings = std::min<std::int64_t>(failures.count - policy.slow_after, 6);
  return std::max(failures.locked_until, failures.last_at.plus_seconds(std::int64_t{1} << doublings));
}

Failures failed_again(const Failures& failures, Subject subject, const LockOutPolicy& policy, Instant now) {
  const bool forgotten = failures.last_at.plus_seconds(policy.forget_minutes * 60) < now;
  Failures next{forgotten ? 1 : failures.count + 1, now, {}};
  const auto limit = subject == Subject::login ? policy.failures : policy.address_failures;
  const auto minutes = subject == Subject::login ? policy.lock_minutes : policy.address_lock_minutes;
  if (next.count >= limit) next.locked_until = now.plus_seconds(minutes * 60);
  return next;
}

}  // namespace gongkai::auth
