#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::redaction {

/// JSON for officers, under /api/redactions.
void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::redaction
