// The office's JSON and the public pages of the gazette.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::gazette {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::gazette
