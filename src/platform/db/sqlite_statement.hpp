// One prepared statement of SQLite: its parameters and its rows. Included by sqlite_session.cpp alone.
#pragma once
#include <sqlite3.h>

#include <vector>

#include "platform/db/sqlite_session.hpp"

namespace gongkai::db {

class SqliteSession::Statement final : public Session::Rows {
 public:
  Statement(const Query& query, StatementHandle handle);

  bool is_idle() const { return !m_busy; }
  void bind(std::span<const Param> params);
  /// Runs to the end; SQLITE_DONE, or an error code.
  int run_through();

  bool next() override;
  int column_count() const override { return sqlite3_column_count(m_handle.get()); }
  std::string_view column_name(int column) const override { return sqlite3_column_name(m_handle.get(), column); }
  Order& order() override { return m_order; }
  void finish() noexcept override;

  bool is_null(int column) const override { return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override;
  double real(int column) const override;
  bool boolean(int column) const override { return integer(column) != 0; }
  std::string_view text(int column) const override;
  std::string_view bytes(int column) const override;

 private:
  void bind_one(int position, const Param& param);
  void refuse_null(int column) const;

  const Query& m_query;
  StatementHandle m_handle;
  std::vector<int> m_positions;      // of $1, $2, … in SQLite's own numbering
  std::vector<std::string> m_lists;  // JSON texts of bound lists, alive while the statement runs
  Order m_order;
  bool m_busy = false;
};

}  // namespace gongkai::db
