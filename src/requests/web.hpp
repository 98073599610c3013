// The API of the office for requests. The public pages are in applicants/.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::requests {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::requests
