// What a new password must be. Pure, except for the comparison with earlier hashes, which costs Argon2 time.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/auth/policy.hpp"

namespace gongkai::auth {

/// Every rule the password breaks, at once: length, classes, contains the login name, is well known.
std::vector<Fault> why_not_password(std::string_view password, std::string_view login, const PasswordPolicy& policy);

/// One of catalog/common_passwords.txt, also when case and look-alikes (@ for a, 0 for o …) differ or digits follow.
bool is_common_password(std::string_view password);

/// Equal to one of the earlier passwords. Slow on purpose.
bool was_used_before(std::string_view password, const std::vector<std::string>& earlier_hashes);

}  // namespace gongkai::auth
