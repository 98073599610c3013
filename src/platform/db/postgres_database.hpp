// The database on a PostgreSQL server, or on a cluster of them (`host=a,b,c target_session_attrs=read-write`).
#pragma once
#include <atomic>

#include "base/gate.hpp"
#include "platform/db/commit_listeners.hpp"
#include "platform/db/database.hpp"
#include "platform/db/postgres_bell.hpp"
#include "platform/db/postgres_session.hpp"
#include "platform/db/session_pool.hpp"

namespace gongkai::db {

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const Options& options);

  Engine engine() const override { return Engine::postgres; }
  State state() const override { return m_state.load(std::memory_order_acquire); }
  void on_commit(std::function<void()> wake) override { m_listeners.add(std::move(wake)); }
  void back_up_to(const std::string& file) override;
  std::vector<std::string> check_queries() override;
  void read_with(const std::function<void(Session&)>& f) override;
  void write_with(const std::function<bool(Session&)>& f, Isolation isolation) override;

 private:
  using Pool = SessionPool<PostgresSession>;
  std::unique_ptr<PostgresSession> connect();
  /// Calls use(lease) with a session whose connection is alive.
  template <class F>
  void with_session(Pool& pool, F&& use);
  /// Everybody passes the gate; who keeps losing closes it, and tries again without competitors on this node.
  void write_through_gate(const std::function<bool(Session&)>& f, Isolation isolation, bool alone);
  void write_once(PostgresSession& session, const std::function<bool(Session&)>& f, Isolation isolation);
  void note(const Error& error);
  void check_server();

  Options m_options;
  Gate m_gate;
  std::atomic<State> m_state{State::ready};
  CommitListeners m_listeners;
  Pool m_readers;
  Pool m_writers;
  PostgresBell m_bell;
};

}  // namespace gongkai::db
