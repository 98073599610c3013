// Signatures of 三审三校 on the documents that are on their way.
#pragma once
#include "demo/desk.hpp"

namespace gongkai::demo {

/// The people sign the steps of the open round in their order, half an hour apart.
Result<void> sign_all(const Desk& desk, FixedClock& clock, Services& services, DocumentId document,
                      const std::vector<std::string>& logins);

}  // namespace gongkai::demo
