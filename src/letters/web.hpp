// /api/letters…, /api/letter-templates…, /api/letter-settings…
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::letters {

void add_routes(http::Router& router, Services& services);
void add_stationery_routes(http::Router& router, Services& services);

}  // namespace gongkai::letters
