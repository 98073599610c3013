// Where 三审三校 and the secrecy review stand in the way of a release, and what they do beside content's own acts.
#pragma once
#include "platform/transaction/transaction.hpp"

namespace gongkai::review {

/// Two gates: "review" (signatures; an emergency may jump it, which leaves a task to look again) and "secrecy" (never
/// jumped: Regulation Art. 17(2)). Called once when the platform is put together.
void add_gates(Services& services);

}  // namespace gongkai::review
