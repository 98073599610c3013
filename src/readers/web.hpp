#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::readers {

/// All of this folder.
void add_routes(http::Router& router, Services& services);

void add_voice_routes(http::Router& router, Services& services);  // pages for readers
void add_subscription_routes(http::Router& router, Services& services);
void add_office_routes(http::Router& router, Services& services);  // JSON for officers

}  // namespace gongkai::readers
