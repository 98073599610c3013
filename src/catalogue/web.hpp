// The office's JSON of catalogues and the public disclosure platform. The shapes of the JSON are in openapi.json.
#pragma once
#include "catalogue/model.hpp"
#include "directory/model.hpp"
#include "directory/web_json.hpp"
#include "platform/http/router.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::catalogue {

void add_routes(http::Router& router, Services& services);

// The parts of it, one file each.
void add_catalogue_routes(http::Router& router, Services& services);
void add_overview_routes(http::Router& router, Services& services);
void add_review_routes(http::Router& router, Services& services);

constexpr std::int64_t table_limit = 20LL << 20;  // an uploaded table
using Adding = std::function<void(http::Method, std::string pattern, std::string name, directory::JsonHandler)>;
/// Registers a route for the staff; a POST may carry a table.
Adding adding(http::Router& router, Services& services);

json::object item_json(const Item& item, const std::vector<directory::Unit>& units);
json::object fault_json(std::string_view place, std::string_view column, std::string_view value,
                        std::string_view reason);
Result<const http::Upload*> uploaded_table(const http::Request& request);
http::Response workbook(std::string bytes, std::string_view file_name);
std::int64_t number_in_query(const http::Request& request, std::string_view name, std::int64_t otherwise);
/// Units that the person may see, below (and with) the one of ?unit= when it is given.
std::vector<directory::Unit> units_asked(db::Session& session, const Context& context, const http::Request& request);
std::string unit_name(const std::vector<directory::Unit>& units, UnitId id);

}  // namespace gongkai::catalogue
