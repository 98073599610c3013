// Passwords at rest: Argon2id in the PHC text form, which carries its own parameters.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace gongkai::auth {

struct HashCost {
  std::uint32_t memory_kib = 19 * 1024;  // OWASP's floor; about 25 ms on the target machines
  std::uint32_t passes = 2;
  std::uint32_t lanes = 1;
  bool operator==(const HashCost&) const = default;
};

/// "$argon2id$v=19$m=19456,t=2,p=1$salt$hash". Waits while too many others hash: the memory of a login flood is bounded.
std::string hash_password(std::string_view password, HashCost cost = {});

struct Verdict {
  bool matches = false;
  bool outdated = false;  // made with less than today's cost: hash again, now that the password is known
};
Verdict verify_password(std::string_view password, std::string_view stored, HashCost cost = {});

/// Spends the time of one verification. For login names that do not exist, so that nobody can tell them by the clock.
void verify_nothing(std::string_view password, HashCost cost = {});

}  // namespace gongkai::auth
