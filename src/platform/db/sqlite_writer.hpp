// The one thread that writes to SQLite. What waits is taken together into one transaction, each submission in a
// savepoint of its own, so that one fdatasync serves many callers; a caller gets its answer after the durable commit.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/reserve.hpp"
#include "platform/db/sqlite_session.hpp"

namespace gongkai::db {

class SqliteWriter {
 public:
  SqliteWriter(const Database& owner, const Options& options, const std::string& path, std::function<void()> committed);
  ~SqliteWriter();

  void submit(const std::function<bool(Session&)>& f);
  State state() const { return m_state.load(std::memory_order_acquire); }

 private:
  struct Submission {
    const std::function<bool(Session&)>& body;
    std::exception_ptr error{};
    std::atomic<std::uint32_t> answered{0};
  };
  using Group = std::vector<Submission*>;

  void run();
  /// Empty when it is time to probe; nothing when the writer stops.
  std::optional<Group> next_group();
  void write_group(const Group& group);
  void write_together(const Group& group);
  /// True when the submission stays in the transaction; throws when the transaction is lost.
  bool write_one(Submission& submission);
  /// The same without a savepoint.
  bool write_only(Submission& submission);
  void write_alone(Submission& submission);
  Errc recover(const std::exception_ptr& error);
  void disk_is_full();
  void probe();

  const Database& m_owner;
  SqliteSession m_session;
  Reserve m_reserve;
  std::function<void()> m_committed;
  std::chrono::milliseconds m_probe_interval;
  std::atomic<State> m_state{State::ready};
  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<Submission*> m_waiting;
  bool m_stopping = false;
  std::thread m_thread;
};

}  // namespace gongkai::db
