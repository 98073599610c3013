#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::case_library {

/// JSON for officers, under /api/case-studies.
void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::case_library
