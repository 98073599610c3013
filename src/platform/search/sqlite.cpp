#include "platform/search/sqlite.hpp"

#include <fmt/format.h>

#include "platform/search/extension.hpp"

namespace gongkai::search {

void fail(sqlite3* db, int code, std::string_view doing) {
  const std::string message =
      fmt::format("search index: {}: {}", doing, db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
  const int primary = code & 0xFF;
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) throw Damaged(message);
  throw Error(message);
}

Statement::Statement(sqlite3* db, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  m_statement.reset(statement);
  if (code != SQLITE_OK) fail(db, code, sql);
}

Statement& Statement::bind(int position, std::int64_t value) {
  sqlite3_bind_int64(m_statement.get(), position, value);
  return *this;
}

Statement& Statement::bind(int position, std::string_view value) {
  const char* start = value.data() ? value.data() : "";
  const int code = sqlite3_bind_text64(m_statement.get(), position, start, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(sqlite3_db_handle(m_statement.get()), code, "bind");
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(m_statement.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    reset();
    return false;
  }
  auto* db = sqlite3_db_handle(m_statement.get());
  const std::string sql = sqlite3_sql(m_statement.get());
  try {
    fail(db, code, sql);
  } catch (...) {
    reset();
    throw;
  }
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() {
  sqlite3_reset(m_statement.get());
}

std::string_view Statement::text(int column) const {
  const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
  return {start ? start : "", static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

Connection::Connection(const std::filesystem::path& file, Access access) {
  // Counting allocations takes a lock that all threads share; without effect when somebody has used sqlite3 before.
  static const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(without_statistics);
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (access == Access::write ? SQLITE_OPEN_CREATE : 0);
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &db, flags, nullptr);
  m_db.reset(db);
  if (code != SQLITE_OK) fail(db, code, "open " + file.string());
  sqlite3_busy_timeout(db, 10'000);
  sqlite3_extended_result_codes(db, 1);
  install_extension(db);
}

void Connection::run(const char* sql) const {
  const int code = sqlite3_exec(get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(get(), code, sql);
}

std::int64_t Connection::number(std::string_view sql) const {
  Statement statement(get(), sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Connection::word(std::string_view sql) const {
  Statement statement(get(), sql);
  return statement.step() ? std::string(statement.text(0)) : std::string();
}

Unit::~Unit() {
  if (m_open) sqlite3_exec(m_connection.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Unit::commit() {
  m_connection.run("COMMIT");
  m_open = false;
}

}  // namespace gongkai::search
