// Threads that run the handlers. The queue is bounded: a server that cannot keep up says so at once instead of late.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gongkai::http {

class WorkerPool {
 public:
  using Task = std::move_only_function<void()>;

  WorkerPool(std::size_t threads, std::size_t queue_limit);
  ~WorkerPool();  // finishes the queue
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full; the task is then untouched.
  [[nodiscard]] bool try_submit(Task& task);
  /// For the next step of something that was admitted already.
  void submit(Task task);
  std::size_t waiting() const;

 private:
  void run();

  std::size_t m_queue_limit;
  mutable std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<Task> m_queue;
  bool m_stopping = false;
  std::vector<std::jthread> m_threads;
};

}  // namespace gongkai::http
