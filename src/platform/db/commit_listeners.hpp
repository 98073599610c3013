// Who wants to know that something was committed.
#pragma once
#include <functional>
#include <mutex>
#include <vector>

namespace gongkai::db {

class CommitListeners {
 public:
  void add(std::function<void()> wake) {
    const std::lock_guard lock(m_mutex);
    m_listeners.push_back(std::move(wake));
  }
  void wake_all() {
    const std::lock_guard lock(m_mutex);
    for (const auto& wake : m_listeners) wake();
  }

 private:
  std::mutex m_mutex;
  std::vector<std::function<void()>> m_listeners;
};

}  // namespace gongkai::db
