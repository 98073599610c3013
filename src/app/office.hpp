// The staff application: its built files, served from the binary.
#pragma once
#include "platform/http/router.hpp"

namespace gongkai::app {

/// /office/ and everything below: a file when there is one, index.html for the application's own addresses.
void add_office_routes(http::Router& router);

}  // namespace gongkai::app
