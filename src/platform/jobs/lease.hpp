// Who works on what: the statements of the runner. A job is leased, not given away; a worker that falls silent loses it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/session.hpp"
#include "platform/jobs/queue.hpp"

namespace gongkai::jobs::lease {

struct Claimed {
  JobId id{};
  std::string kind{};
  std::string payload{};
  std::int64_t attempts = 0;  // this one included
};
/// The oldest due jobs, now running under the worker's lease.
std::vector<Claimed> claim(db::Session& session, std::string_view worker, Instant now, Instant until,
                           std::int64_t limit);
bool is_due(db::Session& session, Instant now);
/// Prolongs the worker's leases.
void prolong(db::Session& session, std::string_view worker, Instant until);
std::vector<JobId> asked_to_cancel(db::Session& session, std::string_view worker);

/// The rest tells false when the lease was lost meanwhile: then the result belongs to somebody else.
bool report(db::Session& session, JobId id, std::string_view worker, int percent, std::string_view text);
bool finish(db::Session& session, JobId id, std::string_view worker, State state, std::string_view error, Instant now);
bool try_again(db::Session& session, JobId id, std::string_view worker, std::string_view error, Instant run_at);
/// Back to the queue as if it had not been claimed: the server stops.
bool put_back(db::Session& session, JobId id, std::string_view worker, Instant now);

/// Jobs whose worker fell silent: back to the queue, or dead when this was their last attempt. Their number.
std::int64_t take_back(db::Session& session, Instant now, std::int64_t most_attempts);

/// True when this node is the one that queues the slot. The first look at a new schedule only notes the slot.
bool take_slot(db::Session& session, std::string_view schedule, Instant slot);

}  // namespace gongkai::jobs::lease
