// One connection to PostgreSQL in pipeline mode: statements are queued, sent together, and answered in order.
#pragma once
#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "platform/db/error.hpp"

namespace gongkai::db {

Errc errc_of_sqlstate(std::string_view sqlstate);

struct FreeResult {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, FreeResult>;

class PostgresConnection {
 public:
  /// Throws Error{connection_lost}. The connection string never reaches a message: it may hold a password.
  explicit PostgresConnection(const std::string& conninfo);

  /// Waits for the answers of everything that was sent, then leaves the pipeline mode or enters it again.
  void use_pipeline(bool on);

  void send(std::string_view what, const char* sql);
  void send_prepare(std::string_view what, const std::string& statement, const std::string& sql,
                    const std::vector<Oid>& types);
  struct Values {
    std::vector<const char*> data{};
    std::vector<int> lengths{}, formats{};
  };
  void send_execute(std::string_view what, const std::string& statement, const Values& values);

  /// Sends the queue with a sync, waits for every answer and returns that of the last statement. The first error is
  /// thrown after all answers have been read, so that the connection stays usable.
  PostgresResult collect();
  /// Sends the queue with a sync; the answers are read by the next collect().
  void flush();
  std::size_t queued() const { return m_pending.size(); }

  /// The last error was the server's own answer to that statement, not a silence: what was queued behind did not run.
  bool was_refused() const { return m_was_refused; }
  bool is_broken() const { return PQstatus(m_handle.get()) != CONNECTION_OK; }
  bool is_idle() const { return m_pending.empty() && PQtransactionStatus(m_handle.get()) == PQTRANS_IDLE; }
  /// Looks, without waiting, whether the server has closed an idle connection.
  bool is_alive();
  int descriptor() const { return PQsocket(m_handle.get()); }
  PGconn* handle() const { return m_handle.get(); }

  /// A COMMIT returned although it did not wait for its standby: the server said so in a warning.
  bool take_replication_warning() { return std::exchange(m_replication_was_cancelled, false); }

 private:
  struct Close {
    void operator()(PGconn* handle) const noexcept { PQfinish(handle); }
  };
  struct Pending {
    std::string what;
    bool is_sync = false;
  };
  static void note(void* self, const PGresult* notice);
  void sent(int code, std::string_view what);
  [[noreturn]] void lost(std::string_view what);

  std::unique_ptr<PGconn, Close> m_handle;
  std::deque<Pending> m_pending;
  bool m_replication_was_cancelled = false;
  bool m_was_refused = false;
};

}  // namespace gongkai::db
