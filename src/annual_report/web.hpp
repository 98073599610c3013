// The office's JSON of annual reports; its shapes are in openapi.json. And the pages for everybody.
#pragma once
#include "directory/web_json.hpp"
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::annual_report {

void add_routes(http::Router& router, Services& services);
/// What is read: the board of a year, what stands behind a cell, what the checker says.
void add_board_routes(const directory::OfficeRoutes& on);
void add_reading_routes(const directory::OfficeRoutes& on);
/// Files that prove entered values.
void add_evidence_routes(http::Router& router, Services& services);
void add_public_routes(http::Router& router, Services& services);
/// The cached pages of the reports that changed.
void invalidate(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::annual_report
