#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::similar_requests {

/// GET /api/requests/{id}/similar, described in openapi.json.
void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::similar_requests
