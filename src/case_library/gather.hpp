// Everything a case keeps sealed, as what must not be found in public, and what may be told of it.
#pragma once
#include "case_library/rules.hpp"
#include "platform/transaction/transaction.hpp"
#include "requests/model.hpp"

namespace gongkai::case_library {

/// Applicant, parties, numbers, names of files, and what the scanners find in description, notes and letters.
std::vector<Sealed> sealed_values(db::Session& session, const Services& services, const requests::Request& request);
Facts facts_of(db::Session& session, const Services& services, const requests::Request& request);

}  // namespace gongkai::case_library
