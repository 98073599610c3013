#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::site_report {

void add_routes(http::Router& router, Services& services);
void add_public_routes(http::Router& router, Services& services);

}  // namespace gongkai::site_report
