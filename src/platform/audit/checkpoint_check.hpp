// Holds a chain that was read against the checkpoints; shared by the two ways of verifying.
#pragma once
#include <functional>
#include <string>

#include "platform/audit/verify.hpp"

namespace gongkai::audit {

/// Adds to the report: forged checkpoints, a cut tail, and a chain that is whole but another one.
/// `hash_at` gives the stored hash of a number, "" when there is none.
void check_checkpoints(Report& report, const Proof& proof, const std::function<std::string(std::int64_t)>& hash_at);

}  // namespace gongkai::audit
