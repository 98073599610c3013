// Tells other nodes that something was committed, and hears it from them: NOTIFY and LISTEN on a connection of its own.
// A bell, not a message: it may be late or lost, and the followers look once a second anyway. It rings outside the
// transactions, because a NOTIFY inside makes all commits of the server wait for each other.
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace gongkai::db {

class PostgresConnection;

class PostgresBell {
 public:
  PostgresBell(std::string conninfo, int retry_milliseconds, std::function<void()> heard);
  ~PostgresBell();
  void ring();

 private:
  void run();
  void follow(PostgresConnection& connection);
  bool wait(int descriptor, int milliseconds);
  void answer(PostgresConnection& connection);

  std::string m_conninfo;
  int m_retry_milliseconds;
  std::function<void()> m_heard;
  int m_event;
  std::atomic<bool> m_stopping{false};
  std::thread m_thread;
};

}  // namespace gongkai::db
