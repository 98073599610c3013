// The database of the installation: SQLite in a file, or PostgreSQL.
// Reads run on pooled sessions in a snapshot; writes run one after another on SQLite's writer thread (group commit with
// a savepoint for each) or as a PostgreSQL transaction that is retried on serialization failures.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/result.hpp"
#include "platform/db/session.hpp"

namespace gongkai::db {

struct Options {
  Engine engine = Engine::sqlite;
  std::string path{};                       // SQLite: the file; "" keeps it in memory (tests)
  std::string conninfo{};                   // PostgreSQL: libpq connection string, without a password in logs
  int readers = 8;                          // pooled connections
  int writers = 8;                          // PostgreSQL only
  std::int64_t reserve_bytes = 64LL << 20;  // a file beside the database, given up when the disk is full
  int probe_milliseconds = 1000;            // how often a full disk or a lost server is looked at again
};

/// SQLite has one writer at a time, so its transactions are serializable anyway. PostgreSQL gives the same unless a
/// statement asks for less: queues and cursors, which lock what they touch, must see what committed a moment ago.
enum class Isolation { serializable, read_committed };

enum class State { ready, read_only, down };  // read_only: disk full, or a standby

class Database {
 public:
  static std::unique_ptr<Database> open(const Options& options);
  virtual ~Database() = default;
  virtual Engine engine() const = 0;

  /// Runs f(Session&) in one read-only snapshot. Inside another read or write of this thread it joins that one.
  template <class F>
  auto read(F&& f) -> std::invoke_result_t<F, Session&> {
    using R = std::invoke_result_t<F, Session&>;
    if constexpr (std::is_void_v<R>) {
      read_with([&](Session& session) { f(session); });
    } else {
      std::optional<R> result;
      read_with([&](Session& session) { result.emplace(f(session)); });
      return std::move(*result);  // NOLINT(bugprone-unchecked-optional-access): f has run
    }
  }

  /// Runs f(Session&) -> Result<T> in a transaction: a value commits durably before this returns, a fault or an
  /// exception rolls back. f may run more than once (PostgreSQL retries), so it must not touch anything else.
  /// A write inside a read or a write is a programmer's error and throws std::logic_error.
  /// Throws Error{outcome_unknown} when the commit may or may not have happened.
  template <class F>
  auto write(F&& f, Isolation isolation = Isolation::serializable) -> std::invoke_result_t<F, Session&> {
    using R = std::invoke_result_t<F, Session&>;
    std::optional<R> result;
    write_with(
        [&](Session& session) {
          result.emplace(f(session));
          return result->has_value();
        },
        isolation);
    return std::move(*result);  // NOLINT(bugprone-unchecked-optional-access): f has run
  }

  virtual State state() const = 0;
  /// Called after each successful commit, on the committing thread; wakes the feed and the jobs. Must be quick and must
  /// not use the database. On PostgreSQL also called soon after another node has committed.
  virtual void on_commit(std::function<void()> wake) = 0;
  /// A consistent copy while writing goes on (SQLite: VACUUM INTO, checked, then renamed).
  virtual void back_up_to(const std::string& file) = 0;
  /// Prepares every declared query; the names of those that do not compile, with the message.
  virtual std::vector<std::string> check_queries() = 0;
  /// Reads the whole database: damaged pages, rows that point nowhere. PostgreSQL's own tools do that for it.
  virtual std::vector<std::string> check_integrity() { return {}; }

  // What an engine implements. read() and write() are the ones to use.
  virtual void read_with(const std::function<void(Session&)>& f) = 0;
  virtual void write_with(const std::function<bool(Session&)>& f, Isolation isolation) = 0;
};

/// Applies the schema files of the folders in the given order (assets "src/<folder>/schema/NNNN_name.sql"), each in a
/// transaction, under a lock, recorded with its checksum in schema_migration. A changed file is refused.
/// Returns the names that were applied.
std::vector<std::string> migrate(Database& database, const std::vector<std::string>& folders);

}  // namespace gongkai::db
