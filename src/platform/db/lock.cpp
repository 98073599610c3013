#include "platform/db/lock.hpp"

namespace gongkai::db {

namespace {
const Query take_lock{"db.hold", TwoTexts{.postgres = "SELECT pg_advisory_xact_lock($1)"}};

/// FNV-1a: the same number on every node. Two names with one number only wait for each other.
std::int64_t number_of(std::string_view name) {
  std::uint64_t number = 14695981039346656037ULL;
  for (const char c : name) number = (number ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::int64_t>(number);
}
}  // namespace

void hold(Session& session, std::string_view name) {
  if (session.engine() == Engine::postgres) session.put(take_lock, number_of(name));
}

}  // namespace gongkai::db
