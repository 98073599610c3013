// What a database says no with. Use cases meet these as values (Session::try_exec) where they can act;
// everything else is an exception that the edge turns into a 500 or a retry.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace gongkai::db {

enum class Errc {
  unique,
  foreign_key,
  check,
  not_null,
  busy,
  serialization,
  disk_full,
  connection_lost,
  outcome_unknown,  // the connection broke during COMMIT: it may have happened; the idempotency key tells
  read_only,
  other,
};

std::string_view name_of(Errc code);
/// A constraint said no: what try_exec answers as a value.
bool is_violation(Errc code);

class Error : public std::runtime_error {
 public:
  Error(Errc code, std::string_view query, const std::string& message);
  Errc code() const { return m_code; }
  /// Name of the query that failed; "" when it was no query (COMMIT, the connection).
  const std::string& query() const { return m_query; }
  /// A fresh attempt of the whole transaction may succeed.
  bool is_transient() const;

 private:
  Errc m_code;
  std::string m_query;
};

}  // namespace gongkai::db
