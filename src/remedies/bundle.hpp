// 证据卷: everything about a request in one signed ZIP that opens without this software: an index page, the files, the
// count of the term, the events and their audit records, digests, and how to check all that.
#pragma once
#include "casework/cases.hpp"

namespace gongkai::remedies {

struct Bundle {
  std::string name{};    // of the file
  std::string bytes{};   // ZIP
  std::string digest{};  // SHA-256 of the list of digests, hexadecimal; also in the audit trail
};

/// Of a request, or of the request that a reconsideration or lawsuit is about. It holds who the applicant is: permission
/// requests.reveal, with a reason that the audit trail keeps.
Result<Bundle> make_bundle(Context& context, CaseId id, const std::string& reason);

}  // namespace gongkai::remedies
