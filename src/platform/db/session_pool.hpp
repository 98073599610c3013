// A bounded number of sessions, made when needed, the most recently used first (its caches are warm).
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "platform/db/error.hpp"

namespace gongkai::db {

template <class S>
class SessionPool {
 public:
  using Maker = std::function<std::unique_ptr<S>()>;
  SessionPool(int size, Maker make) : m_make(std::move(make)), m_free_places(size > 0 ? size : 1) {}

  /// A session for one use; goes back at the end, unless it was dropped.
  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<S> session) : m_pool(pool), m_session(std::move(session)) {}
    ~Lease() { m_pool.give_back(std::move(m_session)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    S& operator*() const { return *m_session; }
    S* operator->() const { return m_session.get(); }
    void drop() { m_session.reset(); }

   private:
    SessionPool& m_pool;
    std::unique_ptr<S> m_session;
  };

  Lease take() {
    std::unique_lock lock(m_mutex);
    if (!m_returned.wait_for(lock, std::chrono::seconds(30), [&] { return !m_idle.empty() || m_free_places > 0; }))
      throw Error(Errc::busy, {}, "no database session became free within 30 seconds");
    if (!m_idle.empty()) {
      auto session = std::move(m_idle.back());
      m_idle.pop_back();
      return Lease(*this, std::move(session));
    }
    --m_free_places;
    lock.unlock();
    try {
      return Lease(*this, m_make());
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }

  /// Closes what nobody uses, for instance after the server went away.
  void drop_idle() {
    const std::lock_guard lock(m_mutex);
    m_free_places += static_cast<int>(m_idle.size());
    m_idle.clear();
  }

 private:
  void give_back(std::unique_ptr<S> session) {
    {
      const std::lock_guard lock(m_mutex);
      if (session) m_idle.push_back(std::move(session));
      else ++m_free_places;
    }
    m_returned.notify_one();
  }

  Maker m_make;
  std::mutex m_mutex;
  std::condition_variable m_returned;
  std::vector<std::unique_ptr<S>> m_idle;
  int m_free_places;
};

}  // namespace gongkai::db
