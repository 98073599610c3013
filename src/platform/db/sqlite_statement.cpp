#include "platform/db/sqlite_statement.hpp"

#include <charconv>

namespace gongkai::db {
namespace {
std::string to_json(const List& list) {
  std::string text = "[";
  for (const auto value : list.values) {
    if (text.size() > 1) text += ',';
    text += std::to_string(value);
  }
  return text += ']';
}

// SQLite takes "$2" for the *name* of a parameter and numbers names by first appearance, so "$2 … $1" would swap the
// arguments silently. This finds where each number really is.
std::vector<int> positions_of(sqlite3_stmt* statement, const Query& query) {
  const int count = sqlite3_bind_parameter_count(statement);
  std::vector<int> positions(static_cast<std::size_t>(count), 0);
  for (int position = 1; position <= count; ++position) {
    const char* name = sqlite3_bind_parameter_name(statement, position);
    int number = 0;
    if (name && name[0] == '$') std::from_chars(name + 1, name + std::char_traits<char>::length(name), number);
    if (number < 1 || number > count) throw Error(Errc::other, query.name(), "parameters are $1, $2, … without a gap");
    positions[static_cast<std::size_t>(number - 1)] = position;
  }
  return positions;
}
}  // namespace

SqliteSession::Statement::Statement(const Query& query, StatementHandle handle)
    : m_query(query), m_handle(std::move(handle)), m_positions(positions_of(m_handle.get(), query)) {}

void SqliteSession::Statement::bind(std::span<const Param> params) {
  if (params.size() != m_positions.size())
    throw Error(Errc::other, m_query.name(),
                fmt::format("takes {} parameters, got {}", m_positions.size(), params.size()));
  m_lists.clear();
  m_lists.reserve(params.size());
  for (std::size_t i = 0; i < params.size(); ++i) bind_one(m_positions[i], params[i]);
  m_busy = true;
}

// The arguments of a call outlive its statement, so nothing is copied.
void SqliteSession::Statement::bind_one(int position, const Param& param) {
  sqlite3_stmt* const statement = m_handle.get();
  const int code = std::visit(
      [&]<class T>(const T& value) {
        if constexpr (std::is_same_v<T, std::monostate>) return sqlite3_bind_null(statement, position);
        else if constexpr (std::is_same_v<T, std::int64_t>) return sqlite3_bind_int64(statement, position, value);
        else if constexpr (std::is_same_v<T, double>) return sqlite3_bind_double(statement, position, value);
        else if constexpr (std::is_same_v<T, bool>) return sqlite3_bind_int(statement, position, value);
        else if constexpr (std::is_same_v<T, std::string_view>)
          return sqlite3_bind_text64(statement, position, value.data() ? value.data() : "", value.size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
        else if constexpr (std::is_same_v<T, BytesView>)
          return sqlite3_bind_blob64(statement, position, value.value.data() ? value.value.data() : "",
                                     value.value.size(), SQLITE_STATIC);
        else {
          const auto& text = m_lists.emplace_back(to_json(*value));
          return sqlite3_bind_text64(statement, position, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        }
      },
      param);
  if (code != SQLITE_OK) throw Error(errc_of_sqlite(code), m_query.name(), sqlite3_errstr(code));
}

int SqliteSession::Statement::run_through() {
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(m_handle.get());
  return code;
}

bool SqliteSession::Statement::next() {
  const int code = sqlite3_step(m_handle.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  throw Error(errc_of_sqlite(code), m_query.name(), sqlite3_errmsg(sqlite3_db_handle(m_handle.get())));
}

void SqliteSession::Statement::finish() noexcept {
  sqlite3_reset(m_handle.get());
  m_busy = false;
}

void SqliteSession::Statement::refuse_null(int column) const {
  if (is_null(column))
    throw Error(Errc::other, m_query.name(),
                "column " + std::string(column_name(column)) + " is NULL: read it as optional");
}

// Only the value that NULL would read as is looked at twice.
std::int64_t SqliteSession::Statement::integer(int column) const {
  const auto value = sqlite3_column_int64(m_handle.get(), column);
  if (value == 0) refuse_null(column);
  return value;
}

double SqliteSession::Statement::real(int column) const {
  const auto value = sqlite3_column_double(m_handle.get(), column);
  if (value == 0) refuse_null(column);
  return value;
}

std::string_view SqliteSession::Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_handle.get(), column));
  if (!text) refuse_null(column);
  return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column))};
}

std::string_view SqliteSession::Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle.get(), column));
  if (!bytes) refuse_null(column);
  return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column))};
}

}  // namespace gongkai::db
