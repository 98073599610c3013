// 年报体检: a public page that checks anybody's annual report and keeps nothing of it.
#pragma once
#include "platform/documents/workers.hpp"
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::report_check {

/// Workers must live as long as the router.
void add_routes(http::Router& router, Services& services, documents::Workers& workers);

}  // namespace gongkai::report_check
