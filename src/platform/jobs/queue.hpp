// The queue of work that is done behind the scenes: rows written in the transaction that wants the work done.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/db/session.hpp"
#include "platform/json/json.hpp"

namespace gongkai {
using JobId = Id<struct JobTag>;
}

namespace gongkai::jobs {

enum class State { waiting = 0, running = 1, done = 2, dead = 3, cancelled = 4 };
std::string_view name_of(State state);
std::optional<State> parse_state(std::string_view name);

/// Queues a job. With a dedupe key that already waits, nothing happens: one run will serve both.
JobId enqueue(db::Session& session, IdMaker& ids, std::string_view kind, const json::value& payload, Instant now,
              Instant run_at = Instant{}, std::string_view dedupe_key = {});

/// A job as the operations pages show it.
struct JobView {
  JobId id{};
  std::string kind{};
  std::string payload{};
  State state = State::waiting;
  Instant run_at{};
  std::int64_t attempts = 0;
  std::optional<std::string> worker{};
  bool cancel_asked = false;
  std::int64_t percent = 0;
  std::string progress{};
  std::string error{};
  Instant created_at{};
  std::optional<Instant> finished_at{};
};
std::optional<JobView> find(db::Session& session, JobId id);
/// Newest first; `before` is the id of the last row of the page before, empty for the first page.
std::vector<JobView> list(db::Session& session, std::optional<State> state, JobId before, std::int64_t limit);
struct StateCount {
  State state = State::waiting;
  std::int64_t count = 0;
};
std::vector<StateCount> count_by_state(db::Session& session);

/// A dead or cancelled job starts anew. Fault{conflict} in any other state, Fault{not_found} when there is none.
Result<void> retry(db::Session& session, JobId id, Instant now);
/// A waiting job ends at once; a running one is asked to stop (Job::should_stop).
Result<void> cancel(db::Session& session, JobId id, Instant now);
/// Removes finished jobs (done, cancelled) from before the moment, at most `limit`; dead ones stay until somebody looks.
std::int64_t forget_finished(db::Session& session, Instant before, std::int64_t limit);

}  // namespace gongkai::jobs
