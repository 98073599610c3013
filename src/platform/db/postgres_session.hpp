// A session over one PostgreSQL connection: prepared statements, binary values, transactions in one round trip.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/postgres_connection.hpp"
#include "platform/db/session.hpp"

namespace gongkai::db {

class PostgresSession final : public Session {
 public:
  explicit PostgresSession(const std::string& conninfo);
  ~PostgresSession() override;

  Engine engine() const override { return Engine::postgres; }
  void run_script(const std::string& sql) override;
  Rows& start(const Query& query, std::span<const Param> params) override;
  std::int64_t run(const Query& query, std::span<const Param> params) override;
  void queue(const Query& query, std::span<const Param> params) override;
  std::expected<std::int64_t, Errc> attempt(const Query& query, std::span<const Param> params) override;

  /// BEGIN travels with the first statement.
  void begin_read();
  void begin_write(Isolation isolation);
  /// Everything queued and COMMIT in one round trip. Throws Error{outcome_unknown} when the answer did not come.
  void commit();
  /// Ends a read; nobody waits for the answer.
  void end_read() noexcept;
  void roll_back() noexcept;

  /// Looks whether an idle session can still be used.
  bool is_alive() noexcept;
  bool is_broken() const { return m_connection.is_broken(); }
  /// Throws when the query does not compile.
  void check(const Query& query);

 private:
  class Answer;
  struct Statement {
    std::string name;
    std::vector<Oid> types;  // 0 where only NULL has been seen
    Order order{};
    bool acknowledged = false;
  };
  Statement& prepared(const Query& query, std::span<const Param> params);
  void prepare(const Query& query, Statement& statement);
  Statement& send(const Query& query, std::span<const Param> params);
  PostgresResult ask();
  void settle_prepared(bool succeeded);
  Answer& idle_answer();

  PostgresConnection m_connection;
  std::vector<std::vector<std::unique_ptr<Statement>>> m_statements;  // by number; one for each set of argument types
  std::vector<std::size_t> m_being_prepared;                          // numbers, not yet acknowledged
  std::vector<std::unique_ptr<Answer>> m_answers;
  int m_names = 0;
};

}  // namespace gongkai::db
