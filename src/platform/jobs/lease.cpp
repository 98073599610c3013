#include "platform/jobs/lease.hpp"

template <>
struct gongkai::db::Columns<gongkai::jobs::lease::Claimed> {
  using Row = gongkai::jobs::lease::Claimed;
  static constexpr auto list = std::tuple{column("id", &Row::id), column("kind", &Row::kind),
                                          column("payload", &Row::payload), column("attempts", &Row::attempts)};
};

namespace gongkai::jobs::lease {
namespace {
using db::Query;

// One text but for SKIP LOCKED, which lets PostgreSQL's workers pass each other.
#define CLAIM(locking)                                                                                        \
  "UPDATE job SET state = 1, worker = $1, lease_until = $3, attempts = attempts + 1, error = '' WHERE id IN " \
  "(SELECT id FROM job WHERE state = 0 AND run_at <= $2 ORDER BY run_at, id LIMIT $4" locking                 \
  ") RETURNING id, kind, payload, attempts"
const Query claim_jobs{"jobs.claim", db::TwoTexts{.sqlite = CLAIM(""), .postgres = CLAIM(" FOR UPDATE SKIP LOCKED")}};

const Query find_due{"jobs.find_due",
                     "SELECT id FROM job WHERE state = 0 AND run_at <= $1 ORDER BY run_at, id LIMIT 1"};
const Query prolong_leases{"jobs.prolong", "UPDATE job SET lease_until = $2 WHERE worker = $1 AND state = 1"};
const Query list_cancelled{"jobs.asked_to_cancel",
                           "SELECT id FROM job WHERE worker = $1 AND state = 1 AND cancel_asked IS TRUE ORDER BY id"};
const Query report_progress{"jobs.report",
                            "UPDATE job SET percent = $3, progress = $4 WHERE id = $1 AND worker = $2 AND state = 1"};
const Query finish_job{
    "jobs.finish",
    "UPDATE job SET state = $3, error = $4, finished_at = $5, worker = NULL, lease_until = NULL, "
    "percent = CASE WHEN CAST($3 AS BIGINT) = 2 THEN 100 ELSE percent END WHERE id = $1 AND worker = $2 AND state = 1"};
const Query requeue_job{
    "jobs.try_again",
    "UPDATE job SET state = 0, dedupe_key = NULL, error = $3, run_at = $4, worker = NULL, lease_until = NULL "
    "WHERE id = $1 AND worker = $2 AND state = 1"};
const Query put_job_back{
    "jobs.put_back",
    "UPDATE job SET state = 0, dedupe_key = NULL, run_at = $3, attempts = attempts - 1, worker = NULL, "
    "lease_until = NULL WHERE id = $1 AND worker = $2 AND state = 1"};
const Query requeue_silent{
    "jobs.requeue_silent",
    "UPDATE job SET state = 0, dedupe_key = NULL, run_at = $1, worker = NULL, lease_until = NULL, "
    "error = 'the worker fell silent' WHERE state = 1 AND lease_until < $1 AND attempts < $2"};
const Query bury_silent{"jobs.bury_silent",
                        "UPDATE job SET state = 3, finished_at = $1, worker = NULL, lease_until = NULL, "
                        "error = 'the worker fell silent' WHERE state = 1 AND lease_until < $1 AND attempts >= $2"};
const Query note_slot{"jobs.note_slot", "INSERT INTO job_schedule (name, slot) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
const Query move_slot{"jobs.move_slot", "UPDATE job_schedule SET slot = $2 WHERE name = $1 AND slot < $2"};
}  // namespace

std::vector<Claimed> claim(db::Session& session, std::string_view worker, Instant now, Instant until,
                           std::int64_t limit) {
  return session.all<Claimed>(claim_jobs, worker, now, until, limit);
}
bool is_due(db::Session& session, Instant now) {
  return session.one<std::int64_t>(find_due, now).has_value();
}
void prolong(db::Session& session, std::string_view worker, Instant until) {
  session.put(prolong_leases, worker, until);
}
std::vector<JobId> asked_to_cancel(db::Session& session, std::string_view worker) {
  return session.all<JobId>(list_cancelled, worker);
}

bool report(db::Session& session, JobId id, std::string_view worker, int percent, std::string_view text) {
  return session.exec(report_progress, id, worker, percent, text) == 1;
}
bool finish(db::Session& session, JobId id, std::string_view worker, State state, std::string_view error, Instant now) {
  return session.exec(finish_job, id, worker, state, error, now) == 1;
}
bool try_again(db::Session& session, JobId id, std::string_view worker, std::string_view error, Instant run_at) {
  return session.exec(requeue_job, id, worker, error, run_at) == 1;
}
bool put_back(db::Session& session, JobId id, std::string_view worker, Instant now) {
  return session.exec(put_job_back, id, worker, now) == 1;
}
std::int64_t take_back(db::Session& session, Instant now, std::int64_t most_attempts) {
  return session.exec(requeue_silent, now, most_attempts) + session.exec(bury_silent, now, most_attempts);
}

bool take_slot(db::Session& session, std::string_view schedule, Instant slot) {
  if (session.exec(note_slot, schedule, slot) == 1) return false;
  return session.exec(move_slot, schedule, slot) == 1;
}

}  // namespace gongkai::jobs::lease
