// A value that is replaced as a whole and read by many threads at once.
#pragma once
#include <memory>
#include <mutex>

namespace gongkai {

/// std::atomic<std::shared_ptr> by another way: g++ 12 gives its lock back with relaxed order (GCC bug 101761), which is a
/// data race.
template <class T>
class Snapshot {
 public:
  Snapshot() = default;
  explicit Snapshot(std::shared_ptr<const T> value) : m_value(std::move(value)) {}

  std::shared_ptr<const T> load() const {
    const std::scoped_lock lock(m_mutex);
    return m_value;
  }
  void store(std::shared_ptr<const T> value) {
    const std::scoped_lock lock(m_mutex);
    m_value.swap(value);  // the parameter takes the old value along: it dies after the lock is given back
  }

 private:
  mutable std::mutex m_mutex;
  std::shared_ptr<const T> m_value;
};

}  // namespace gongkai
