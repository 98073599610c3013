// GET /d/{id}/print.pdf
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::printing {

void add_routes(http::Router& router, Services& services);

}  // namespace gongkai::printing
