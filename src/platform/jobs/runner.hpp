// Runs the jobs of this node: claims what is due, keeps the leases alive, tries again with growing pauses, and queues
// what is scheduled. Capabilities register what they can do:
//   runner.on("search.rebuild", [&](jobs::Job& job) -> Result<void> { … job.report(40, "…"); … return {}; });
//   runner.schedule("audit.checkpoint", jobs::Schedule::daily_at(2, 30));
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/jobs/lease.hpp"
#include "platform/jobs/schedule.hpp"

namespace gongkai::jobs {

/// The run of a job, in the hands of its handler.
class Job {
 public:
  JobId id() const { return m_claimed.id; }
  const json::value& payload() const { return m_payload; }
  std::int64_t attempt() const { return m_claimed.attempts; }
  /// Shows on the operations page. Writes at most once a second.
  void report(int percent, std::string_view text);
  /// Somebody cancelled it, or the server stops: return soon.
  bool should_stop() const { return m_stop.load(std::memory_order_relaxed); }

 private:
  friend class Runner;
  Job(class Runner& runner, lease::Claimed claimed);
  class Runner& m_runner;
  lease::Claimed m_claimed;
  json::value m_payload;
  std::atomic<bool> m_stop{false};
  bool m_cancelled = false;  // under the runner's mutex
  std::chrono::steady_clock::time_point m_reported{};
};

/// A fault says that it will never work: the job is dead at once. An exception is tried again.
using Handler = std::function<Result<void>(Job&)>;

struct Options {
  std::string node = "node";
  int threads = 2;
  std::int64_t lease_seconds = 60;
  std::int64_t most_attempts = 8;
  std::int64_t first_pause_seconds = 10;  // doubled each time, at most an hour, each ± a quarter
  std::chrono::milliseconds poll{1000};
};

/// The pause before attempt n + 1; `random` is in [0, 1).
std::int64_t pause_after(std::int64_t attempts, std::int64_t first_pause_seconds, double random);

class Runner {
 public:
  Runner(db::Database& database, const Clock& clock, IdMaker& ids, Options options);
  ~Runner();

  /// Registered before start().
  void on(std::string kind, Handler handler);
  void schedule(std::string kind, Schedule when, json::value payload = json::object{});
  struct Scheduled {
    std::string kind;
    Schedule when;
    json::value payload;
    Instant seen{};  // the newest slot this node has dealt with
  };
  const std::vector<Scheduled>& scheduled() const { return m_scheduled; }

  void start();
  /// Asks the running jobs to stop and waits for them, at most so long; false when some still run. What they did not
  /// finish is run again later. The destructor waits to the end.
  bool stop(std::chrono::milliseconds longest = std::chrono::seconds(10));

  /// Runs what is due on the calling thread until nothing is; for tests and the command line. Returns the number of runs.
  int run_due();

 private:
  friend class Job;
  void dispatch();
  void work();
  void claim_due();
  void keep_leases();
  void queue_scheduled();
  std::vector<lease::Claimed> claim(std::int64_t limit);
  void run(lease::Claimed claimed);
  void settle(Job& job, const Result<void>& result);
  void fail(Job& job, const std::string& error);
  template <class F>
  auto write(F&& f);

  db::Database& m_database;
  const Clock& m_clock;
  IdMaker& m_ids;
  Options m_options;
  std::string m_worker;  // names the leases of this runner
  std::map<std::string, Handler, std::less<>> m_handlers;
  std::vector<Scheduled> m_scheduled;

  // Shared with the hook in the database, which may outlive the runner.
  struct Shared;
  std::shared_ptr<Shared> m_shared;
  std::thread m_dispatcher;
  std::vector<std::thread> m_threads;
};

}  // namespace gongkai::jobs
