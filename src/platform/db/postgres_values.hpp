// C++ values in PostgreSQL's binary form, and back.
#pragma once
#include <deque>
#include <span>
#include <string>
#include <vector>

#include "platform/db/postgres_connection.hpp"
#include "platform/db/session.hpp"

namespace gongkai::db {

/// The type that an argument declares; 0 for NULL: the server then infers it.
Oid type_of(const Param& param);
/// Whether a statement prepared with these types takes the arguments.
bool accepts(const std::vector<Oid>& types, std::span<const Param> params);

/// Arguments in the form in which they are sent; lives until they are sent. Where the statement was prepared with a NULL,
/// the server chose the type, and the value goes as text, which every type reads.
class BoundValues {
 public:
  BoundValues(const std::vector<Oid>& types, std::span<const Param> params);
  const PostgresConnection::Values& values() const { return m_values; }

 private:
  void bind(const Param& param, bool binary);
  void add(std::string_view bytes, bool binary);
  std::deque<std::string> m_storage;
  PostgresConnection::Values m_values;
};

std::int64_t read_integer(const PGresult* result, int row, int column);
double read_real(const PGresult* result, int row, int column);
std::string_view read_text(const PGresult* result, int row, int column);
std::string_view read_bytes(const PGresult* result, int row, int column);

}  // namespace gongkai::db
