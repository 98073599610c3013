#include "platform/http/worker_pool.hpp"

namespace gongkai::http {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_limit) : m_queue_limit(queue_limit) {
  for (std::size_t i = 0; i < threads; ++i) m_threads.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_all();
  m_threads.clear();
}

bool WorkerPool::try_submit(Task& task) {
  {
    const std::lock_guard lock(m_mutex);
    if (m_queue.size() >= m_queue_limit) return false;
    m_queue.push_back(std::move(task));
  }
  m_wake.notify_one();
  return true;
}

void WorkerPool::submit(Task task) {
  {
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(task));
  }
  m_wake.notify_one();
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(m_mutex);
  return m_queue.size();
}

void WorkerPool::run() {
  std::unique_lock lock(m_mutex);
  for (;;) {
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    if (m_queue.empty()) return;
    Task task = std::move(m_queue.front());
    m_queue.pop_front();
    lock.unlock();
    task();
    task = nullptr;  // what it held goes before the lock is taken again
    lock.lock();
  }
}

}  // namespace gongkai::http
