// The public portal.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::portal {

void add_routes(http::Router& router, Services& services);
/// For Router::set_error_page: the error in the layout of the site, or in a bare one when the database is away.
http::Response show_error(Services& services, const http::Request& request, const Fault& fault);

}  // namespace gongkai::portal
