// What requests and their letters say to each other.
#pragma once
#include "platform/transaction/transaction.hpp"

namespace gongkai::requests {

/// Once, at start: letters get the facts of the case; a reply that is sent closes the case with the outcome that was
/// decided, any other letter leaves a line in its timeline.
void join_letters(Services& services);

}  // namespace gongkai::requests
