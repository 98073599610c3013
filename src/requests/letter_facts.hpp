// Requests and their letters: what a case gives to a letter about it, and what a sent letter does to the case.
#pragma once
#include "platform/transaction/transaction.hpp"

namespace gongkai::requests {

/// Hangs both into letters. Once, at start.
void join_letters(Services& services);

}  // namespace gongkai::requests
