// A named SQL text that both engines run. Declared once, at namespace scope, in a capability's store.cpp:
//   const db::Query find_unit{"directory.find_unit", "SELECT … FROM unit WHERE id = $1"};
// The name shows in logs, metrics and errors; every declared query is known to the registry, and a test prepares
// each of them on SQLite and on PostgreSQL.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::db {

enum class Engine { sqlite, postgres };

/// For the few statements that cannot be written once (the feed's cursor, the claim of a job, the sealer of the audit
/// trail). An empty text says that the engine has no such statement.
struct TwoTexts {
  const char* sqlite = "";
  const char* postgres = "";
};

class Query {
 public:
  Query(const char* name, const char* text);
  Query(const char* name, TwoTexts texts);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  std::string_view name() const { return m_name; }
  /// As written; `IN {{in $1}}` still stands in it.
  std::string_view text(Engine engine) const { return engine == Engine::sqlite ? m_texts.sqlite : m_texts.postgres; }
  /// Small dense number, the index of the statement caches.
  std::size_t number() const { return m_number; }

  static const std::vector<const Query*>& all();

 private:
  const char* m_name;
  TwoTexts m_texts;
  std::size_t m_number;
};

/// The text as the engine gets it: `x IN {{in $1}}` takes a List.
std::string text_for(Engine engine, const Query& query);

}  // namespace gongkai::db
