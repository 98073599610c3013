#include "platform/jobs/queue.hpp"

#include <array>
#include <limits>

template <>
struct gongkai::db::Columns<gongkai::jobs::JobView> {
  using Row = gongkai::jobs::JobView;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("kind", &Row::kind),
                                          column("payload", &Row::payload),
                                          column("state", &Row::state),
                                          column("run_at", &Row::run_at),
                                          column("attempts", &Row::attempts),
                                          column("worker", &Row::worker),
                                          column("cancel_asked", &Row::cancel_asked),
                                          column("percent", &Row::percent),
                                          column("progress", &Row::progress),
                                          column("error", &Row::error),
                                          column("created_at", &Row::created_at),
                                          column("finished_at", &Row::finished_at)};
};
template <>
struct gongkai::db::Columns<gongkai::jobs::StateCount> {
  using Row = gongkai::jobs::StateCount;
  static constexpr auto list = std::tuple{column("state", &Row::state), column("number", &Row::count)};
};

namespace gongkai::jobs {
namespace {
#define JOB_COLUMNS                                                                                                 \
  "SELECT id, kind, payload, state, run_at, attempts, worker, cancel_asked, percent, progress, error, created_at, " \
  "finished_at FROM job "

const db::Query insert_job{
    "jobs.insert",
    "INSERT INTO job (id, kind, payload, state, run_at, attempts, dedupe_key, cancel_asked, percent, progress, "
    "error, created_at) VALUES ($1, $2, $3, 0, $4, 0, $5, FALSE, 0, '', '', $6) ON CONFLICT DO NOTHING"};
const db::Query find_job{"jobs.find", JOB_COLUMNS "WHERE id = $1"};
const db::Query list_jobs{"jobs.list", JOB_COLUMNS "WHERE id < $1 ORDER BY id DESC LIMIT $2"};
const db::Query list_jobs_in_state{"jobs.list_in_state",
                                   JOB_COLUMNS "WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT $3"};
const db::Query count_jobs{"jobs.count_by_state",
                           "SELECT state, count(*) AS number FROM job GROUP BY state ORDER BY state"};
const db::Query retry_job{
    "jobs.retry",
    "UPDATE job SET state = 0, run_at = $2, attempts = 0, dedupe_key = NULL, worker = NULL, cancel_asked = FALSE, "
    "percent = 0, progress = '', finished_at = NULL WHERE id = $1 AND state IN (3, 4)"};
const db::Query cancel_waiting{"jobs.cancel_waiting",
                               "UPDATE job SET state = 4, finished_at = $2 WHERE id = $1 AND state = 0"};
const db::Query ask_to_cancel{"jobs.ask_to_cancel", "UPDATE job SET cancel_asked = TRUE WHERE id = $1 AND state = 1"};
const db::Query delete_finished{
    "jobs.delete_finished",
    "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE state IN (2, 4) AND finished_at < $1 "
    "ORDER BY id LIMIT $2)"};

constexpr std::array names{std::string_view("waiting"), std::string_view("running"), std::string_view("done"),
                           std::string_view("dead"), std::string_view("cancelled")};

Result<void> refuse_state(db::Session& session, JobId id) {
  if (!session.one<JobView>(find_job, id)) return refuse(FaultKind::not_found, "jobs.not_found");
  return refuse(FaultKind::conflict, "jobs.wrong_state");
}
}  // namespace

std::string_view name_of(State state) {
  return names[static_cast<std::size_t>(state)];
}

std::optional<State> parse_state(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<State>(i);
  return std::nullopt;
}

JobId enqueue(db::Session& session, IdMaker& ids, std::string_view kind, const json::value& payload, Instant now,
              Instant run_at, std::string_view dedupe_key) {
  const auto id = ids.make<JobId>();
  const auto key = dedupe_key.empty() ? std::nullopt : std::optional(dedupe_key);
  session.put(insert_job, id, kind, json::to_string(payload), std::max(now, run_at), key, now);
  return id;
}

std::optional<JobView> find(db::Session& session, JobId id) {
  return session.one<JobView>(find_job, id);
}

std::vector<JobView> list(db::Session& session, std::optional<State> state, JobId before, std::int64_t limit) {
  const auto end = before ? before.value : std::numeric_limits<std::int64_t>::max();
  if (state) return session.all<JobView>(list_jobs_in_state, *state, end, limit);
  return session.all<JobView>(list_jobs, end, limit);
}

std::vector<StateCount> count_by_state(db::Session& session) {
  return session.all<StateCount>(count_jobs);
}

Result<void> retry(db::Session& session, JobId id, Instant now) {
  if (session.exec(retry_job, id, now) == 1) return {};
  return refuse_state(session, id);
}

Result<void> cancel(db::Session& session, JobId id, Instant now) {
  if (session.exec(cancel_waiting, id, now) == 1 || session.exec(ask_to_cancel, id) == 1) return {};
  return refuse_state(session, id);
}

std::int64_t forget_finished(db::Session& session, Instant before, std::int64_t limit) {
  return session.exec(delete_finished, before, limit);
}

}  // namespace gongkai::jobs
