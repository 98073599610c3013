// The office's JSON of imports. The shapes are in openapi.json.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::imports {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::imports
