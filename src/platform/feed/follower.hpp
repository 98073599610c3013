// Follows the change feed for the consumers of this node: search index, page cache, statistics.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/feed/cursor.hpp"

namespace gongkai::feed {

/// One who wants to hear of changes. Every change is delivered at least once, in order; the consumer reads the thing
/// again, so a repeated delivery does no harm. What throws is tried again.
struct Consumer {
  std::string name;
  /// Takes the changes. `position` is where the feed stands after them.
  std::function<void(const std::vector<Change>& changes, const std::string& position)> apply;
  /// Called instead of apply when the place is lost (first start, restored backup, trimmed rows): reads everything in this
  /// snapshot; position is where following goes on. Empty for a consumer that has nothing to rebuild.
  std::function<void(db::Session& snapshot, const std::string& position)> rebuild{};
  /// The position from its own store, "" when it has none. Empty for a consumer whose place the feed shall keep.
  std::function<std::string()> position{};
};

class Follower {
 public:
  /// `node` names this process among several on one database; the clock stamps the cursors.
  Follower(db::Database& database, const Clock& clock, std::string node);
  ~Follower();

  /// All consumers are added before start().
  void add(Consumer consumer);
  /// A thread that is woken by commits and looks once a second anyway.
  void start();
  void stop();

  /// Brings one consumer ("" for all) up to now on the calling thread; waits if the follower's own thread is at it.
  void catch_up(const std::string& consumer = {});
  /// Makes the consumer forget its place and read everything again, now.
  void rebuild(const std::string& consumer);

  struct Lag {
    std::string consumer;
    std::int64_t seconds = 0;  // age of the oldest change that has not been taken
  };
  std::vector<Lag> lag();

 private:
  struct Following;
  void run();
  void bring_up(Following& following);
  enum class Step { more, done, lost };
  Step bring_on(Following& following);
  void rebuild(Following& following);
  std::optional<Cursor> place_of(db::Session& session, const Following& following) const;
  void keep_place(const Following& following, const Cursor& cursor);
  void measure(Following& following);

  db::Database& m_database;
  const Clock& m_clock;
  std::string m_node;
  std::vector<std::unique_ptr<Following>> m_consumers;
  // Shared with the hook in the database, which may outlive the follower.
  struct Wake;
  std::shared_ptr<Wake> m_wake;
  std::thread m_thread;
};

}  // namespace gongkai::feed
