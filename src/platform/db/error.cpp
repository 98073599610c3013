#include "platform/db/error.hpp"

namespace gongkai::db {

std::string_view name_of(Errc code) {
  switch (code) {
    case Errc::unique: return "unique";
    case Errc::foreign_key: return "foreign_key";
    case Errc::check: return "check";
    case Errc::not_null: return "not_null";
    case Errc::busy: return "busy";
    case Errc::serialization: return "serialization";
    case Errc::disk_full: return "disk_full";
    case Errc::connection_lost: return "connection_lost";
    case Errc::outcome_unknown: return "outcome_unknown";
    case Errc::read_only: return "read_only";
    case Errc::other: return "other";
  }
  return "other";
}

Error::Error(Errc code, std::string_view query, const std::string& message)
    : std::runtime_error(std::string(query) + (query.empty() ? "" : ": ") + message + " (" +
                         std::string(name_of(code)) + ")"),
      m_code(code),
      m_query(query) {}

bool Error::is_transient() const {
  return m_code == Errc::busy || m_code == Errc::serialization || m_code == Errc::connection_lost;
}

bool is_violation(Errc code) {
  return code == Errc::unique || code == Errc::foreign_key || code == Errc::check || code == Errc::not_null;
}

}  // namespace gongkai::db
