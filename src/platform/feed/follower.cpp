#include "platform/feed/follower.hpp"

#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::feed {
namespace {
constexpr std::int64_t batch_size = 200;
constexpr std::chrono::seconds longest_sleep{1};
}  // namespace

struct Follower::Following {
  explicit Following(Consumer added)
      : consumer(std::move(added)),
        lag(metrics::registry().gauge("gongkai_feed_lag_seconds", "Age of the oldest change a consumer has not taken",
                                      {{"consumer", consumer.name}})),
        taken(metrics::registry().counter("gongkai_feed_changes_total", "Changes a consumer has taken",
                                          {{"consumer", consumer.name}})) {}
  Consumer consumer;
  metrics::Gauge& lag;
  metrics::Counter& taken;
  std::mutex at_work;  // one delivery at a time for each consumer
};

struct Follower::Wake {
  std::mutex mutex;
  std::condition_variable signal;
  bool rung = false, stopping = false;
};

Follower::Follower(db::Database& database, const Clock& clock, std::string node)
    : m_database(database), m_clock(clock), m_node(std::move(node)), m_wake(std::make_shared<Wake>()) {
  const auto made = m_database.write([](db::Session& session) -> Result<std::string> { return ensure_epoch(session); });
  if (!made) throw std::logic_error("the epoch of the feed was refused");
  m_database.on_commit([wake = m_wake] {
    const std::lock_guard lock(wake->mutex);
    wake->rung = true;
    wake->signal.notify_one();
  });
}

Follower::~Follower() {
  stop();
}

void Follower::add(Consumer consumer) {
  m_consumers.push_back(std::make_unique<Following>(std::move(consumer)));
}

void Follower::start() {
  m_thread = std::thread([this] { run(); });
}

void Follower::stop() {
  {
    const std::lock_guard lock(m_wake->mutex);
    m_wake->stopping = true;
    m_wake->signal.notify_one();
  }
  if (m_thread.joinable()) m_thread.join();
}

void Follower::run() {
  for (;;) {
    for (auto& following : m_consumers) {
      try {
        bring_up(*following);
      } catch (const std::exception& error) {
        // Stays where it is and is tried again; the growing lag shows it.
        log::error("feed: {} could not take the changes: {}", following->consumer.name, error.what());
      }
      try {
        measure(*following);
      } catch (const db::Error&) {
        // the database is gone for the moment, which the line above has told
      }
    }
    std::unique_lock lock(m_wake->mutex);
    m_wake->signal.wait_for(lock, longest_sleep, [&] { return m_wake->rung || m_wake->stopping; });
    if (m_wake->stopping) return;
    m_wake->rung = false;
  }
}

void Follower::catch_up(const std::string& consumer) {
  for (auto& following : m_consumers)
    if (consumer.empty() || following->consumer.name == consumer) bring_up(*following);
}

void Follower::rebuild(const std::string& consumer) {
  for (auto& following : m_consumers) {
    if (following->consumer.name != consumer) continue;
    const std::lock_guard lock(following->at_work);
    rebuild(*following);
  }
}

void Follower::bring_up(Following& following) {
  const std::lock_guard lock(following.at_work);
  auto step = bring_on(following);
  if (step == Step::lost) {
    rebuild(following);
    step = bring_on(following);
    if (step == Step::lost)
      throw std::runtime_error(following.consumer.name + " did not keep its place after a rebuild");
  }
  while (step == Step::more) step = bring_on(following);
}

/// One batch.
Follower::Step Follower::bring_on(Following& following) {
  struct Look {
    std::optional<Cursor> place;
    Batch batch;
  };
  const auto look = m_database.read([&](db::Session& session) {
    Look found{place_of(session, following), {}};
    if (found.place && !can_follow(session, *found.place)) found.place.reset();
    if (found.place) found.batch = read_after(session, *found.place, batch_size);
    return found;
  });
  if (!look.place) return Step::lost;
  if (look.batch.changes.empty()) return Step::done;
  following.consumer.apply(look.batch.changes, to_text(look.batch.next));
  keep_place(following, look.batch.next);
  following.taken.add(look.batch.changes.size());
  return look.batch.changes.size() == static_cast<std::size_t>(batch_size) ? Step::more : Step::done;
}

void Follower::rebuild(Following& following) {
  const auto start = m_database.read([&](db::Session& session) {
    auto cursor = horizon(session);
    if (following.consumer.rebuild) following.consumer.rebuild(session, to_text(cursor));
    return cursor;
  });
  keep_place(following, start);
}

std::optional<Cursor> Follower::place_of(db::Session& session, const Following& following) const {
  if (following.consumer.position) return parse_cursor(following.consumer.position());
  return saved_cursor(session, m_node, following.consumer.name);
}

// Also for consumers with a place of their own: trimming goes by these rows.
void Follower::keep_place(const Following& following, const Cursor& cursor) {
  const auto kept = m_database.write(
      [&](db::Session& session) -> Result<void> {
        save_cursor(session, m_node, following.consumer.name, cursor, m_clock.now());
        return {};
      },
      db::Isolation::read_committed);
  if (!kept) throw std::logic_error("a cursor was refused");
}

void Follower::measure(Following& following) {
  const auto oldest = m_database.read([&](db::Session& session) {
    const auto place = place_of(session, following);
    return place ? oldest_behind(session, *place) : std::nullopt;
  });
  following.lag.set(oldest ? std::max<std::int64_t>(0, (m_clock.now().micros - oldest->micros) / 1'000'000) : 0);
}

std::vector<Follower::Lag> Follower::lag() {
  std::vector<Lag> list;
  for (auto& following : m_consumers) {
    measure(*following);
    list.push_back({following->consumer.name, following->lag.value()});
  }
  return list;
}

}  // namespace gongkai::feed
