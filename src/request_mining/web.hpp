#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::request_mining {

/// JSON for officers: /api/conversions, /api/request-topics, /api/topic-memos.
void add_routes(http::Router& router, Services& services);
void add_topic_routes(http::Router& router, Services& services);  // called by add_routes

}  // namespace gongkai::request_mining
