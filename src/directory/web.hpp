// The office's JSON of identity and directory. The shapes are in openapi.json.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

void add_routes(http::Router& router, Services& services);

// The parts of it, one file each.
void add_session_routes(http::Router& router, Services& services);
void add_unit_routes(http::Router& router, Services& services);
void add_person_routes(http::Router& router, Services& services);
void add_account_routes(http::Router& router, Services& services);
void add_site_routes(http::Router& router, Services& services);

}  // namespace gongkai::directory
