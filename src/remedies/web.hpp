// The office's JSON of reconsiderations and lawsuits; its shapes are in openapi.json.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::remedies {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::remedies
