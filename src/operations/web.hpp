// What keeps the platform running, for its administrators: jobs, audit viewer, working calendar, system state, and the
// stream of events that keeps the office's pages fresh.
#pragma once
#include "operations/event_hub.hpp"
#include "platform/feed/follower.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::operations {

struct Parts {
  jobs::Runner& jobs;
  feed::Follower& follower;
  EventHub& events;
  std::filesystem::path data_folder;
  std::string version;
};

void add_routes(http::Router& router, Services& services, Parts parts);

// The parts of it, one file each.
void add_calendar_routes(http::Router& router, Services& services);
void add_job_routes(http::Router& router, Services& services, jobs::Runner& runner);
void add_audit_routes(http::Router& router, Services& services);
void add_system_routes(http::Router& router, Services& services, const Parts& parts);

}  // namespace gongkai::operations
