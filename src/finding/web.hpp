// The search page of every site, the office's JSON, and the public one. The shapes are in openapi.json.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::finding {

void add_routes(http::Router& router, Services& services);

/// Words, best bets and questions, for whoever may search.manage.
void add_office_routes(http::Router& router, Services& services);
/// /search, suggestions and the public JSON.
void add_public_routes(http::Router& router, Services& services);

}  // namespace gongkai::finding
