#include "platform/db/sqlite_session.hpp"

#include "platform/db/sqlite_statement.hpp"

namespace gongkai::db {

Errc errc_of_sqlite(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return Errc::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return Errc::foreign_key;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_DATATYPE: return Errc::check;
    case SQLITE_CONSTRAINT_NOTNULL: return Errc::not_null;
    default: break;
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Errc::busy;
    case SQLITE_FULL: return Errc::disk_full;
    case SQLITE_READONLY: return Errc::read_only;
    case SQLITE_CONSTRAINT: return Errc::check;
    default: return Errc::other;
  }
}

SqliteSession::SqliteSession(const std::string& path, Access access, Durability durability) {
  const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  m_handle.reset(handle);
  if (code != SQLITE_OK) throw Error(errc_of_sqlite(code), {}, path + ": " + sqlite3_errstr(code));
  set_pragmas(access, durability);
}

SqliteSession::~SqliteSession() = default;

void SqliteSession::Close::operator()(sqlite3* handle) const noexcept {
  // Fresh statistics for the planner cost nothing when nothing changed; a reader cannot write them.
  if (sqlite3_db_readonly(handle, "main") == 0) sqlite3_exec(handle, "PRAGMA optimize", nullptr, nullptr, nullptr);
  sqlite3_close_v2(handle);
}

// The values are measured (docs/adr/0002). case_sensitive_like: as PostgreSQL does.
void SqliteSession::set_pragmas(Access access, Durability durability) {
  run_script(
      "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824;"
      "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA case_sensitive_like = ON");
  if (access == Access::read_only) return;
  run_script("PRAGMA journal_mode = WAL");
  run_script(durability == Durability::full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
}

void SqliteSession::run_script(const std::string& sql) {
  const int code = sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail({}, code);
}

void SqliteSession::fail(std::string_view name, int code) const {
  throw Error(errc_of_sqlite(code), name, sqlite3_errmsg(m_handle.get()));
}

SqliteSession::StatementHandle SqliteSession::prepare(std::string_view name, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(m_handle.get(), sql.c_str(), static_cast<int>(sql.size() + 1),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  StatementHandle handle(statement);
  if (code != SQLITE_OK) fail(name, code);
  if (!statement || (rest && *rest)) throw Error(Errc::other, name, "is not exactly one statement");
  return handle;
}

SqliteSession::Statement& SqliteSession::idle_statement(const Query& query) {
  if (query.number() >= m_statements.size()) m_statements.resize(Query::all().size());
  auto& statements = m_statements[query.number()];
  for (auto& statement : statements)
    if (statement->is_idle()) return *statement;
  return *statements.emplace_back(
      std::make_unique<Statement>(query, prepare(query.name(), text_for(Engine::sqlite, query))));
}

SqliteSession::Statement& SqliteSession::bound_statement(const Query& query, std::span<const Param> params) {
  auto& statement = idle_statement(query);
  statement.bind(params);
  return statement;
}

Session::Rows& SqliteSession::start(const Query& query, std::span<const Param> params) {
  return bound_statement(query, params);
}

std::int64_t SqliteSession::run(const Query& query, std::span<const Param> params) {
  auto& statement = bound_statement(query, params);
  const int code = statement.run_through();
  // The message belongs to the last call on the connection, so it is read before the reset.
  const auto message = code == SQLITE_DONE ? std::string() : std::string(sqlite3_errmsg(m_handle.get()));
  statement.finish();
  if (code != SQLITE_DONE) throw Error(errc_of_sqlite(code), query.name(), message);
  return sqlite3_changes64(m_handle.get());
}

std::expected<std::int64_t, Errc> SqliteSession::attempt(const Query& query, std::span<const Param> params) {
  auto& statement = bound_statement(query, params);
  const int code = statement.run_through();
  const auto message = code == SQLITE_DONE ? std::string() : std::string(sqlite3_errmsg(m_handle.get()));
  statement.finish();
  if (code == SQLITE_DONE) return sqlite3_changes64(m_handle.get());
  const Errc errc = errc_of_sqlite(code);
  if (is_violation(errc)) return std::unexpected(errc);
  throw Error(errc, query.name(), message);
}

void SqliteSession::command(Command command) {
  static constexpr std::array texts{"BEGIN",       "BEGIN IMMEDIATE", "COMMIT",       "ROLLBACK",
                                    "SAVEPOINT s", "RELEASE s",       "ROLLBACK TO s"};
  const auto index = static_cast<std::size_t>(command);
  auto& statement = m_commands[index];
  if (!statement) statement = prepare(texts[index], texts[index]);
  const int code = sqlite3_step(statement.get());
  const auto message = code == SQLITE_DONE ? std::string() : std::string(sqlite3_errmsg(m_handle.get()));
  sqlite3_reset(statement.get());
  // "" as the query: the caller tells a failed COMMIT by where it stood.
  if (code == SQLITE_DONE) return;
  const bool is_lost_write = command == Command::commit && (code & 0xff) == SQLITE_IOERR;
  throw Error(is_lost_write ? Errc::outcome_unknown : errc_of_sqlite(code), {},
              std::string(texts[index]) + ": " + message);
}

void SqliteSession::roll_back() noexcept {
  if (!in_autocommit()) sqlite3_exec(m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteSession::checkpoint() noexcept {
  return sqlite3_wal_checkpoint_v2(m_handle.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) == SQLITE_OK;
}

void SqliteSession::check(const Query& query) {
  idle_statement(query);
}

}  // namespace gongkai::db
