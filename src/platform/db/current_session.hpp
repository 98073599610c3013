// The session that this thread is using, so that a read inside a read (or inside a write) joins it instead of waiting
// for a second session of the pool: with all of them taken that would be a deadlock.
#pragma once
#include <stdexcept>

#include "platform/db/session.hpp"

namespace gongkai::db {

class Database;

class CurrentSession {
 public:
  CurrentSession(const Database& database, Session& session)
      : m_outer(s_innermost), m_database(&database), m_session(&session) {
    s_innermost = this;
  }
  ~CurrentSession() { s_innermost = m_outer; }
  CurrentSession(const CurrentSession&) = delete;
  CurrentSession& operator=(const CurrentSession&) = delete;

  /// Null when this thread is not using the database.
  static Session* of(const Database& database) {
    for (const auto* current = s_innermost; current; current = current->m_outer)
      if (current->m_database == &database) return current->m_session;
    return nullptr;
  }
  static void refuse_nested_write(const Database& database) {
    if (of(database)) throw std::logic_error("a database write inside a read or a write");
  }

 private:
  static inline thread_local const CurrentSession* s_innermost = nullptr;
  const CurrentSession* m_outer;
  const Database* m_database;
  Session* m_session;
};

}  // namespace gongkai::db
