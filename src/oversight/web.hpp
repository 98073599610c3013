// The API of the office for inspections and the archive.
#pragma once
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::oversight {

void add_routes(http::Router& router, Services& services);
/// Part of add_routes: the file of a case and the list of the archive.
void add_archive_routes(http::Router& router, Services& services);

}  // namespace gongkai::oversight
