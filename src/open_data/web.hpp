#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::open_data {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::open_data
