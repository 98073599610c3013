// A session over one SQLite connection, with a statement cache by the number of the query.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/db/session.hpp"

namespace gongkai::db {

/// The error behind an SQLite result code.
Errc errc_of_sqlite(int extended_code);

class SqliteSession final : public Session {
 public:
  enum class Access { read_only, read_write };
  enum class Durability { full, none };  // none: temporary databases of tests
  enum class Command { begin, begin_write, commit, rollback, savepoint, release, rollback_to };

  SqliteSession(const std::string& path, Access access, Durability durability);
  ~SqliteSession() override;

  Engine engine() const override { return Engine::sqlite; }
  void run_script(const std::string& sql) override;
  Rows& start(const Query& query, std::span<const Param> params) override;
  std::int64_t run(const Query& query, std::span<const Param> params) override;
  void queue(const Query& query, std::span<const Param> params) override { run(query, params); }
  std::expected<std::int64_t, Errc> attempt(const Query& query, std::span<const Param> params) override;

  /// BEGIN, COMMIT and so on, prepared once.
  void command(Command command);
  /// Ends a transaction, if there is one.
  void roll_back() noexcept;
  /// False after BEGIN; true again when an error has made SQLite roll everything back.
  bool in_autocommit() const { return sqlite3_get_autocommit(m_handle.get()) != 0; }
  /// Empties the log into the database file and cuts it; false when something stood in the way.
  bool checkpoint() noexcept;
  /// Throws when the query does not compile.
  void check(const Query& query);

 private:
  class Statement;
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

  void set_pragmas(Access access, Durability durability);
  StatementHandle prepare(std::string_view name, const std::string& sql);
  Statement& idle_statement(const Query& query);
  Statement& bound_statement(const Query& query, std::span<const Param> params);
  [[noreturn]] void fail(std::string_view name, int code) const;

  std::unique_ptr<sqlite3, Close> m_handle;
  // By number; usually one each. A query that runs inside its own loop gets a second statement.
  std::vector<std::vector<std::unique_ptr<Statement>>> m_statements;
  std::array<StatementHandle, 7> m_commands;
};

}  // namespace gongkai::db
