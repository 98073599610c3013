// Server-sent events for the office: that something changed (the page asks again for what it shows) and how running jobs
// get on. Nothing in an event needs a permission of its own except the jobs.
#pragma once
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/feed/outbox.hpp"
#include "platform/http/message.hpp"
#include "platform/jobs/queue.hpp"

namespace gongkai::operations {

class EventHub {
 public:
  explicit EventHub(db::Database& database);
  ~EventHub();

  void start();
  /// Ends every stream.
  void stop();
  std::shared_ptr<http::EventSource> subscribe(bool sees_jobs);
  /// For the feed follower.
  void announce(const std::vector<feed::Change>& changes);

 private:
  class Listener;
  void run();
  void look_at_jobs();
  void send(const std::string& event, bool about_jobs);
  bool has_job_listeners();

  db::Database& m_database;
  std::mutex m_mutex;
  std::condition_variable m_stop_asked;
  bool m_stopping = false;
  std::vector<std::weak_ptr<Listener>> m_listeners;
  std::map<std::int64_t, std::string> m_running;  // what was last said about each running job
  std::thread m_thread;
};

}  // namespace gongkai::operations
