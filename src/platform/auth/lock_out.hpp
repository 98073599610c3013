// Guessing is made slow: a login name waits longer after each failure and is locked after some; so is an address.
#pragma once
#include <cstdint>

#include "base/time.hpp"
#include "platform/auth/policy.hpp"

namespace gongkai::auth {

/// The failures of one login name or one address.
struct Failures {
  std::int64_t count = 0;
  Instant last_at{};
  Instant locked_until{};
};

enum class Subject { login, address };

/// When the next attempt is looked at; not after `now` means at once.
Instant next_attempt_at(const Failures& failures, Subject subject, const LockOutPolicy& policy);
/// The failures after one more.
Failures failed_again(const Failures& failures, Subject subject, const LockOutPolicy& policy, Instant now);

}  // namespace gongkai::auth
