// The numbers of identity as data (catalog/roles.json): what 等保2.0 level 3 asks for, adjustable by the city.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/auth/password_hash.hpp"

namespace gongkai::auth {

struct PasswordPolicy {
  std::int64_t min_length = 10;
  std::int64_t max_length = 128;  // more would only cost time
  std::int64_t min_classes = 3;   // of lower, upper, digits, others
  std::int64_t max_age_days = 90;
  std::int64_t history = 5;  // the last ones may not come back
  HashCost cost{};
};

struct LockOutPolicy {
  std::int64_t failures = 5;  // of one login name
  std::int64_t lock_minutes = 30;
  std::int64_t slow_after = 2;         // from then on each failure doubles the wait
  std::int64_t address_failures = 30;  // of one address, over all names
  std::int64_t address_lock_minutes = 15;
  std::int64_t forget_minutes = 30;  // failures older than this no longer count
};

struct SessionPolicy {
  std::int64_t idle_minutes = 30;
  std::int64_t absolute_hours = 10;
  bool second_factor = false;
  bool single_session = false;
};

struct Policy {
  PasswordPolicy password{};
  LockOutPolicy lock_out{};
  std::int64_t reauthentication_minutes = 5;
  std::int64_t unused_days = 90;  // then an account is disabled
};

/// The stricter of each: a person with two roles is held to both.
SessionPolicy stricter(const SessionPolicy& a, const SessionPolicy& b);

}  // namespace gongkai::auth
