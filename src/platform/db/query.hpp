// A named SQL text that both engines run. Declared once, at namespace scope, in a capability's store.cpp:
//   const db::Query find_unit{"directory.find_unit", "SELECT … FROM unit WHERE id = $1"};
// The name shows in logs, metrics and errors; every declared query is known to the registry, and a test prepares
// each of them on SQLite and on PostgreSQL.
#pragma once
#include <string_view>
#include <vector>

namespace gongkai::db {

class Query {
 public:
  Query(const char* name, const char* text);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  std::string_view name() const { return m_name; }
  std::string_view text() const { return m_text; }
  /// Small dense number, the index of the statement caches.
  int number() const { return m_number; }

  static const std::vector<const Query*>& all();

 private:
  const char* m_name;
  const char* m_text;
  int m_number;
};

}  // namespace gongkai::db
