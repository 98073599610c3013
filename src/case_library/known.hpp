#pragma once
#include "platform/transaction/transaction.hpp"

namespace gongkai::case_library {

/// Answered, anonymised requests among what applicants are shown while they type. Once, at start.
void tell_applicants(Services& services);

}  // namespace gongkai::case_library
