// The JSON endpoints under /api/report-batches and /api/report-files.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::report_intake {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::report_intake
