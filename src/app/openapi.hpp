// The description of the JSON API: catalog/openapi.json with the fragments of all capabilities merged into it.
#pragma once
#include "platform/http/router.hpp"
#include "platform/json/json.hpp"

namespace gongkai::app {

/// Throws when two fragments describe the same path or give the same schema two meanings: a mistake found by a test.
json::object api_description();

/// GET /api/openapi.json
void add_description_route(http::Router& router);

}  // namespace gongkai::app
