// The few things of sqlite3 that the index needs. It has its own, because it lives on FTS5's extension interface.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "platform/search/index.hpp"

namespace gongkai::search {

/// The file itself is damaged or not a database: it must be rebuilt.
class Damaged : public Error {
 public:
  using Error::Error;
};

[[noreturn]] void fail(sqlite3* db, int code, std::string_view doing);

/// A prepared statement; bound and stepped anew each time. Texts are bound without a copy: they must outlive the
/// steps.
class Statement {
 public:
  Statement(sqlite3* db, std::string_view sql);
  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, std::string_view value);
  bool step();  // false when there are no more rows; resets by itself then
  void run();   // steps to the end
  void reset();

  std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
  double real(int column) const { return sqlite3_column_double(m_statement.get(), column); }
  std::string_view text(int column) const;  // valid until the next step

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// Rewinds a statement whatever happens, so that it keeps no snapshot open.
class Rewind {
 public:
  explicit Rewind(Statement& statement) : m_statement(statement) {}
  ~Rewind() { m_statement.reset(); }
  Rewind(const Rewind&) = delete;
  Rewind& operator=(const Rewind&) = delete;

 private:
  Statement& m_statement;
};

enum class Access { read, write };

class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access);
  sqlite3* get() const { return m_db.get(); }
  void run(const char* sql) const;
  std::int64_t number(std::string_view sql) const;  // the first column of the first row
  std::string word(std::string_view sql) const;

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  std::unique_ptr<sqlite3, Close> m_db;
};

/// Begins a transaction; rolls back unless committed.
class Unit {
 public:
  Unit(const Connection& connection, const char* begin) : m_connection(connection) { connection.run(begin); }
  ~Unit();
  Unit(const Unit&) = delete;
  Unit& operator=(const Unit&) = delete;
  void commit();

 private:
  const Connection& m_connection;
  bool m_open = true;
};

}  // namespace gongkai::search
