// PostgreSQL's writers leave their events unsealed, because a chain in every transaction would make them wait for each
// other. One sealer in the whole cluster links them, in the order of their transactions, below the snapshot horizon:
// what is sealed can never be preceded by a commit that comes later.
#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "platform/db/database.hpp"

namespace gongkai::audit {

class Sealer {
 public:
  explicit Sealer(db::Database& database) : m_database(database) {}
  ~Sealer() { stop(); }
  Sealer(const Sealer&) = delete;
  Sealer& operator=(const Sealer&) = delete;

  /// Looks twice a second. On SQLite there is nothing to do: events are sealed as they are written.
  void start();
  void stop();
  /// Seals what can be sealed now; returns how many. 0 also when another node is at it.
  std::int64_t seal_now();

 private:
  void run();

  db::Database& m_database;
  std::string m_from = "0";  // horizon below which everything is sealed; a fresh process looks at all
  std::mutex m_mutex;
  std::condition_variable m_stop_asked;
  bool m_stopping = false;
  std::thread m_thread;
};

}  // namespace gongkai::audit
