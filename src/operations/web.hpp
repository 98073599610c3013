// What keeps the platform running, for its administrators: jobs, audit viewer, working calendar, system state.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::operations {

void add_calendar_routes(http::Router& router, Services& services);

}  // namespace gongkai::operations
