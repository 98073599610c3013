#include "platform/jobs/runner.hpp"

#include <unistd.h>

#include <random>

#include "base/bytes.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::jobs {
namespace {
using Steady = std::chrono::steady_clock;
// A burst of commits wakes the dispatcher once, not once each.
constexpr std::chrono::milliseconds shortest_round{10};

double random_share() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution(0.0, 1.0)(random);
}

metrics::Counter& runs(std::string_view kind, std::string_view result) {
  return metrics::registry().counter("gongkai_job_runs_total", "Runs of background jobs",
                                     {{"kind", std::string(kind)}, {"result", std::string(result)}});
}
}  // namespace

struct Runner::Shared {
  std::mutex mutex;
  std::condition_variable dispatcher, workers, idle;
  std::deque<lease::Claimed> claimed;
  std::map<JobId, Job*> running;
  bool rung = false, stopping = false;
};

std::int64_t pause_after(std::int64_t attempts, std::int64_t first_pause_seconds, double random) {
  const auto doubled = first_pause_seconds << std::min<std::int64_t>(std::max<std::int64_t>(attempts - 1, 0), 20);
  const auto pause = static_cast<double>(std::min<std::int64_t>(doubled, 3600));
  return static_cast<std::int64_t>(pause * (0.75 + 0.5 * random));
}

Job::Job(Runner& runner, lease::Claimed claimed) : m_runner(runner), m_claimed(std::move(claimed)) {
  if (auto payload = json::parse(m_claimed.payload)) m_payload = std::move(*payload);
}

template <class F>
auto Runner::write(F&& f) {
  using T = std::invoke_result_t<F, db::Session&>;
  auto written = m_database.write(
      [&](db::Session& session) -> Result<T> {
        if constexpr (std::is_void_v<T>) return f(session), Result<T>{};
        else return f(session);
      },
      db::Isolation::read_committed);
  if (!written) throw std::logic_error("a statement of the job queue was refused");
  if constexpr (!std::is_void_v<T>) return std::move(*written);
}

void Job::report(int percent, std::string_view text) {
  const auto now = Steady::now();
  if (now - m_reported < std::chrono::seconds(1) && percent < 100) return;
  m_reported = now;
  const bool ours = m_runner.write(
      [&](db::Session& session) { return lease::report(session, id(), m_runner.m_worker, percent, text); });
  if (!ours) m_stop = true;
}

Runner::Runner(db::Database& database, const Clock& clock, IdMaker& ids, Options options)
    : m_database(database),
      m_clock(clock),
      m_ids(ids),
      m_options(std::move(options)),
      m_worker(m_options.node + ":" + std::to_string(getpid()) + ":" + to_hex(random_bytes(4))),
      m_shared(std::make_shared<Shared>()) {
  m_database.on_commit([shared = m_shared] {
    const std::lock_guard lock(shared->mutex);
    shared->rung = true;
    shared->dispatcher.notify_one();
  });
}

Runner::~Runner() {
  stop();
  for (auto& thread : m_threads) thread.join();
}

void Runner::on(std::string kind, Handler handler) {
  m_handlers.insert_or_assign(std::move(kind), std::move(handler));
}

void Runner::schedule(std::string kind, Schedule when, json::value payload) {
  m_scheduled.push_back({std::move(kind), when, std::move(payload), {}});
}

void Runner::start() {
  for (int i = 0; i < m_options.threads; ++i) m_threads.emplace_back([this] { work(); });
  m_dispatcher = std::thread([this] { dispatch(); });
}

bool Runner::stop(std::chrono::milliseconds longest) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->stopping = true;
    for (auto& [id, job] : m_shared->running) job->m_stop = true;
    m_shared->dispatcher.notify_all();
    m_shared->workers.notify_all();
  }
  if (m_dispatcher.joinable()) m_dispatcher.join();
  std::unique_lock lock(m_shared->mutex);
  return m_shared->idle.wait_for(lock, longest, [&] { return m_shared->running.empty() && m_shared->claimed.empty(); });
}

void Runner::dispatch() {
  auto leases_kept = Steady::now();
  for (;;) {
    try {
      queue_scheduled();
      claim_due();
      if (Steady::now() - leases_kept > std::chrono::seconds(m_options.lease_seconds) / 6) {
        keep_leases();
        leases_kept = Steady::now();
      }
    } catch (const std::exception& error) {
      log::error("jobs: {}", error.what());
    }
    std::unique_lock lock(m_shared->mutex);
    m_shared->dispatcher.wait_for(lock, shortest_round, [&] { return m_shared->stopping; });
    m_shared->dispatcher.wait_for(lock, m_options.poll, [&] { return m_shared->rung || m_shared->stopping; });
    if (m_shared->stopping) return;
    m_shared->rung = false;
  }
}

void Runner::claim_due() {
  std::size_t busy = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    busy = m_shared->claimed.size() + m_shared->running.size();
  }
  const auto free_threads = static_cast<std::int64_t>(m_threads.size()) - static_cast<std::int64_t>(busy);
  if (free_threads <= 0) return;
  auto claimed = claim(free_threads);
  const std::lock_guard lock(m_shared->mutex);
  for (auto& one : claimed) m_shared->claimed.push_back(std::move(one));
  m_shared->workers.notify_all();
}

// Most rounds find nothing, and looking costs no write.
std::vector<lease::Claimed> Runner::claim(std::int64_t limit) {
  const auto now = m_clock.now();
  if (!m_database.read([&](db::Session& session) { return lease::is_due(session, now); })) return {};
  return write([&](db::Session& session) {
    return lease::claim(session, m_worker, now, now.plus_seconds(m_options.lease_seconds), limit);
  });
}

void Runner::keep_leases() {
  const auto now = m_clock.now();
  const auto cancelled = write([&](db::Session& session) {
    lease::prolong(session, m_worker, now.plus_seconds(m_options.lease_seconds));
    lease::take_back(session, now, m_options.most_attempts);
    return lease::asked_to_cancel(session, m_worker);
  });
  const std::lock_guard lock(m_shared->mutex);
  for (const auto id : cancelled) {
    const auto found = m_shared->running.find(id);
    if (found == m_shared->running.end()) continue;
    found->second->m_cancelled = true;
    found->second->m_stop = true;
  }
}

void Runner::queue_scheduled() {
  const auto now = m_clock.now();
  for (auto& scheduled : m_scheduled) {
    const auto slot = scheduled.when.latest_slot(now);
    if (slot == scheduled.seen) continue;
    write([&](db::Session& session) {
      if (lease::take_slot(session, scheduled.kind, slot))
        enqueue(session, m_ids, scheduled.kind, scheduled.payload, now, now, "schedule:" + scheduled.kind);
    });
    scheduled.seen = slot;
  }
}

void Runner::work() {
  for (;;) {
    lease::Claimed claimed;
    {
      std::unique_lock lock(m_shared->mutex);
      m_shared->workers.wait(lock, [&] { return m_shared->stopping || !m_shared->claimed.empty(); });
      if (m_shared->claimed.empty()) return;
      claimed = std::move(m_shared->claimed.front());
      m_shared->claimed.pop_front();
    }
    run(std::move(claimed));
  }
}

void Runner::run(lease::Claimed claimed) {
  Job job(*this, std::move(claimed));
  {
    const std::lock_guard lock(m_shared->mutex);
    job.m_stop = m_shared->stopping;
    m_shared->running.emplace(job.id(), &job);
  }
  try {
    const auto handler = m_handlers.find(job.m_claimed.kind);
    if (handler == m_handlers.end()) throw std::runtime_error("nobody on this node handles " + job.m_claimed.kind);
    settle(job, job.should_stop() ? Result<void>{} : handler->second(job));
  } catch (const std::exception& error) {
    try {
      fail(job, error.what());
    } catch (const std::exception& second) {
      log::error("jobs: {} will run again when its lease ends: {}", job.m_claimed.kind, second.what());
    }
  }
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->running.erase(job.id());
    m_shared->idle.notify_all();
    m_shared->rung = true;
    m_shared->dispatcher.notify_one();
  }
}

void Runner::settle(Job& job, const Result<void>& result) {
  bool cancelled = false;
  {
    const std::lock_guard lock(m_shared->mutex);
    cancelled = job.m_cancelled;
  }
  const auto now = m_clock.now();
  write([&](db::Session& session) {
    if (!result) return lease::finish(session, job.id(), m_worker, State::dead, result.error().code, now);
    if (cancelled) return lease::finish(session, job.id(), m_worker, State::cancelled, "", now);
    // Told to stop by the server's end: the next start goes on with it.
    if (job.should_stop()) return lease::put_back(session, job.id(), m_worker, now);
    return lease::finish(session, job.id(), m_worker, State::done, "", now);
  });
  runs(job.m_claimed.kind, result ? "done" : "refused").add();
}

void Runner::fail(Job& job, const std::string& error) {
  log::error("jobs: {} failed in attempt {}: {}", job.m_claimed.kind, job.attempt(), error);
  const auto now = m_clock.now();
  write([&](db::Session& session) {
    if (job.attempt() >= m_options.most_attempts)
      return lease::finish(session, job.id(), m_worker, State::dead, error, now);
    const auto pause = pause_after(job.attempt(), m_options.first_pause_seconds, random_share());
    return lease::try_again(session, job.id(), m_worker, error, now.plus_seconds(pause));
  });
  runs(job.m_claimed.kind, "failed").add();
}

int Runner::run_due() {
  int count = 0;
  queue_scheduled();
  keep_leases();
  for (auto claimed = claim(1); !claimed.empty(); claimed = claim(1)) {
    for (auto& one : claimed) run(std::move(one));
    ++count;
  }
  return count;
}

}  // namespace gongkai::jobs
