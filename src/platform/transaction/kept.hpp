// What a capability keeps of the database in memory, so that a page need not read it each time: one value that is read
// whole and forgotten whole. A part of the platform (parts.hpp); whoever follows the changes calls forget().
//
//   auto plan = services.parts.of<Kept<Plan>>().get(services.database, [](db::Session& s) { return read_plan(s); });
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>

#include "platform/db/current_session.hpp"
#include "platform/db/database.hpp"

namespace gongkai {

template <class T>
class Kept {
 public:
  /// What is kept, else what `read` makes of the session: the one this thread is in, or one of its own. Only what was
  /// read in its own stays, because an older snapshot may miss a change that was told meanwhile; and nothing stays before
  /// forget() was called once, which says that changes are told at all.
  template <class Read>
  std::shared_ptr<const T> get(db::Database& database, Read&& read) {
    std::uint64_t since = 0;
    {
      const std::scoped_lock lock(m_mutex);
      if (m_value) return m_value;
      since = m_told;
    }
    const bool of_its_own = db::CurrentSession::of(database) == nullptr;
    auto fresh = std::make_shared<const T>(database.read(std::forward<Read>(read)));
    const std::scoped_lock lock(m_mutex);
    if (of_its_own && since == m_told && m_told > 0) m_value = fresh;
    return fresh;
  }

  /// After a commit, before the pages that show the value are dropped.
  void forget() {
    const std::scoped_lock lock(m_mutex);
    m_value.reset();
    ++m_told;
  }

 private:
  std::mutex m_mutex;
  std::shared_ptr<const T> m_value;
  std::uint64_t m_told = 0;
};

}  // namespace gongkai
