// The part of the JSON that belongs to no single document: delegations, demands, overrides, looking again, contributions.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::review {

void add_duty_routes(http::Router& router, Services& services);

}  // namespace gongkai::review
