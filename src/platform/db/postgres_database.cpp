#include "platform/db/postgres_database.hpp"

#include <random>
#include <thread>

#include "platform/db/current_session.hpp"
#include "platform/db/postgres_dump.hpp"
#include "platform/log/log.hpp"

namespace gongkai::db {
namespace {
const Query server_settings{
    "db.server_settings",
    TwoTexts{.postgres = "SELECT concat_ws(' ', current_setting('server_encoding'), datcollate, "
                         "current_setting('server_version_num')) FROM pg_database WHERE datname = current_database()"}};

// Conflicts are quick to try again; a lost server gets two more chances, then the caller shall hear of it.
constexpr int most_conflicts = 12;
constexpr int conflicts_in_company = 4;  // after so many, the competitors of this node wait
constexpr int most_losses = 2;

void sleep_with_jitter(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int longest = 2 << std::min(attempt, 7);  // up to a quarter of a second
  std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(500, 1000 * longest)(random)));
}
}  // namespace

PostgresDatabase::PostgresDatabase(const Options& options)
    : m_options(options),
      m_readers(options.readers, [this] { return connect(); }),
      m_writers(options.writers, [this] { return connect(); }),
      m_bell(options.conninfo, options.probe_milliseconds, [this] { m_listeners.wake_all(); }) {
  check_server();
}

std::unique_ptr<PostgresSession> PostgresDatabase::connect() {
  try {
    return std::make_unique<PostgresSession>(m_options.conninfo);
  } catch (const Error& error) {
    note(error);
    throw;
  }
}

// Text order and the transaction ids of the feed depend on these; better no start than wrong answers.
void PostgresDatabase::check_server() {
  const auto settings = read([](Session& session) { return session.one<std::string>(server_settings).value_or(""); });
  const bool fits =
      settings.starts_with("UTF8 C.UTF-8 ") || settings.starts_with("UTF8 C.utf8 ") || settings.starts_with("UTF8 C ");
  if (!fits || settings.substr(settings.rfind(' ') + 1) < "150000")
    throw Error(
        Errc::other, {},
        "the database must be PostgreSQL 15 or later, made with ENCODING 'UTF8' LOCALE 'C.UTF-8'; it has: " + settings);
}

template <class F>
void PostgresDatabase::with_session(Pool& pool, F&& use) {
  for (;;) {
    auto lease = pool.take();
    if (!lease->is_alive()) {
      lease.drop();  // ends when the pool has no old session left and a new one cannot be made
      continue;
    }
    try {
      use(*lease);
    } catch (...) {
      if (lease->is_broken()) lease.drop();
      throw;
    }
    return;
  }
}

void PostgresDatabase::read_with(const std::function<void(Session&)>& f) {
  if (auto* outer = CurrentSession::of(*this)) return f(*outer);
  with_session(m_readers, [&](PostgresSession& session) {
    struct Snapshot {
      PostgresSession& session;
      explicit Snapshot(PostgresSession& of) : session(of) { session.begin_read(); }
      ~Snapshot() { session.end_read(); }
    } const snapshot(session);
    const CurrentSession current(*this, session);
    f(session);
  });
}

void PostgresDatabase::write_once(PostgresSession& session, const std::function<bool(Session&)>& f,
                                  Isolation isolation) {
  const CurrentSession current(*this, session);
  try {
    session.begin_write(isolation);
    if (!f(session)) return session.roll_back();
    session.commit();
  } catch (...) {
    session.roll_back();
    throw;
  }
  m_state.store(State::ready, std::memory_order_release);
}

void PostgresDatabase::write_through_gate(const std::function<bool(Session&)>& f, Isolation isolation, bool alone) {
  const auto write = [&] {
    with_session(m_writers, [&](PostgresSession& session) { write_once(session, f, isolation); });
  };
  if (alone) {
    const Gate::Closed closed(m_gate);
    write();
  } else {
    const Gate::Passage passage(m_gate);
    write();
  }
}

void PostgresDatabase::write_with(const std::function<bool(Session&)>& f, Isolation isolation) {
  CurrentSession::refuse_nested_write(*this);
  int conflicts = 0, losses = 0;
  for (;;) {
    try {
      write_through_gate(f, isolation, conflicts >= conflicts_in_company);
      break;
    } catch (const Error& error) {
      note(error);
      const bool is_conflict = error.code() == Errc::serialization && ++conflicts <= most_conflicts;
      // read_only: the server we know became a standby; a new connection finds the primary
      const bool is_loss =
          (error.code() == Errc::connection_lost || error.code() == Errc::read_only) && ++losses <= most_losses;
      if (!is_conflict && !is_loss) throw;
      if (is_loss) m_writers.drop_idle();
      sleep_with_jitter(is_loss ? 6 : conflicts);
    }
  }
  m_listeners.wake_all();
  m_bell.ring();
}

void PostgresDatabase::note(const Error& error) {
  switch (error.code()) {
    case Errc::disk_full:
    case Errc::read_only: m_state.store(State::read_only, std::memory_order_release); break;
    case Errc::connection_lost: m_state.store(State::down, std::memory_order_release); break;
    case Errc::outcome_unknown: log::error("storage: {}", error.what()); break;
    case Errc::unique:
    case Errc::foreign_key:
    case Errc::check:
    case Errc::not_null:
    case Errc::busy:
    case Errc::serialization:
    case Errc::other: break;
  }
}

void PostgresDatabase::back_up_to(const std::string& file) {
  dump_postgres(m_options.conninfo, file);
}

std::vector<std::string> PostgresDatabase::check_queries() {
  std::vector<std::string> broken;
  PostgresSession session(m_options.conninfo);
  for (const auto* query : Query::all()) {
    if (query->text(Engine::postgres).empty()) continue;
    try {
      session.check(*query);
    } catch (const Error& error) {
      broken.emplace_back(error.what());
    }
  }
  return broken;
}

}  // namespace gongkai::db
