// The office's JSON of reviews. The shapes are in openapi.json.
#pragma once
#include "platform/http/router.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::review {

void add_routes(http::Router& router, Services& services);
/// The nightly draw of 发后再审.
void add_jobs(jobs::Runner& runner, Services& services);

}  // namespace gongkai::review
