#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::similar_requests {

/// Beside a case: similar requests, and what is public already. Described in openapi.json.
void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::similar_requests
