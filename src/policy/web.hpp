// The office's JSON of this capability (openapi.json) and its public pages.
#pragma once
#include "platform/feed/outbox.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::policy {

/// The office's JSON.
void add_routes(http::Router& router, Services& services);
/// The public pages, on every site.
void add_public_routes(http::Router& router, Services& services);
/// The nightly watch over terms and standings.
void add_jobs(jobs::Runner& runner, Services& services);

/// After each commit: the library hears of it, cached pages that show the library go.
void invalidate(Services& services, const std::vector<feed::Change>& changes);
/// For the follower of a node, outside any session: the same, and the library is read anew.
void follow(Services& services, const std::vector<feed::Change>& changes);

}  // namespace gongkai::policy
