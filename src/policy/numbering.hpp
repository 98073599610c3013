// Numbers of letters and plans: "解提〔2026〕3号".
#pragma once
#include <string>

#include "platform/db/session.hpp"

namespace gongkai::policy {

/// Fills in {year}, and {serial} with the next one of what then stands there.
std::string new_number(db::Session& session, std::string pattern, int year);

}  // namespace gongkai::policy
