// Lets many through until somebody closes it, who then is alone: the search index for its checkpoint, PostgreSQL for a
// transaction that keeps losing. Not std::shared_mutex: glibc's prefers readers, and readers that overlap without a pause
// would starve the one who waits (an index log of 1.17 GB was seen).
#pragma once
#include <condition_variable>
#include <mutex>

namespace gongkai {

class Gate {
 public:
  class Passage {
   public:
    explicit Passage(Gate& gate) : m_gate(gate) { gate.enter(); }
    ~Passage() { m_gate.leave(); }
    Passage(const Passage&) = delete;
    Passage& operator=(const Passage&) = delete;

   private:
    Gate& m_gate;
  };
  class Closed {
   public:
    explicit Closed(Gate& gate) : m_gate(gate) { gate.close(); }
    ~Closed() { m_gate.open(); }
    Closed(const Closed&) = delete;
    Closed& operator=(const Closed&) = delete;

   private:
    Gate& m_gate;
  };

 private:
  void enter() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return !m_closed; });
    ++m_inside;
  }
  void leave() {
    const std::lock_guard lock(m_mutex);
    if (--m_inside == 0 && m_closed) m_changed.notify_all();
  }
  void close() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return !m_closed; });
    m_closed = true;
    m_changed.wait(lock, [&] { return m_inside == 0; });
  }
  void open() {
    const std::lock_guard lock(m_mutex);
    m_closed = false;
    m_changed.notify_all();
  }

  std::mutex m_mutex;
  std::condition_variable m_changed;
  int m_inside = 0;
  bool m_closed = false;
};

}  // namespace gongkai
