// The office's endpoints of checks and word lists.
#pragma once
#include "platform/http/router.hpp"
#include "platform/json/json.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::content {
struct Desk;
}

namespace gongkai::checks {

void add_routes(http::Router& router, Services& services);

json::object checks_json(db::Session& session, const Context& context, const content::Desk& desk);

}  // namespace gongkai::checks
