#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::sites {
void add_routes(http::Router& router, Services& services);
}
