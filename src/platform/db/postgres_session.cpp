#include "platform/db/postgres_session.hpp"

#include "platform/db/postgres_values.hpp"

namespace gongkai::db {
namespace {
// Answers of queued changes are small, but the server must not wait for us to read them while we wait for it.
constexpr std::size_t most_queued = 256;

// A session that dies with the network must not hold its locks and the horizon of the feed.
constexpr auto settings = "SET client_min_messages = warning; SET idle_in_transaction_session_timeout = '60s'";
}  // namespace

/// The rows of one answered query; kept whole, so that queries may run inside its loop.
class PostgresSession::Answer final : public Session::Rows {
 public:
  bool is_idle() const { return !m_result; }
  void take(const Query& query, PostgresResult result, Order& order) {
    m_query = &query;
    m_result = std::move(result);
    m_order = &order;
    m_row = -1;
    m_count = PQntuples(m_result.get());
  }

  bool next() override { return ++m_row < m_count; }
  int column_count() const override { return PQnfields(m_result.get()); }
  std::string_view column_name(int column) const override { return PQfname(m_result.get(), column); }
  Order& order() override { return *m_order; }
  void finish() noexcept override { m_result.reset(); }

  bool is_null(int column) const override { return PQgetisnull(m_result.get(), m_row, column) != 0; }
  std::int64_t integer(int column) const override {
    return refuse_null(column), read_integer(m_result.get(), m_row, column);
  }
  double real(int column) const override { return refuse_null(column), read_real(m_result.get(), m_row, column); }
  bool boolean(int column) const override { return integer(column) != 0; }
  std::string_view text(int column) const override {
    return refuse_null(column), read_text(m_result.get(), m_row, column);
  }
  std::string_view bytes(int column) const override {
    return refuse_null(column), read_bytes(m_result.get(), m_row, column);
  }

 private:
  void refuse_null(int column) const {
    if (is_null(column))
      throw Error(Errc::other, m_query->name(),
                  "column " + std::string(column_name(column)) + " is NULL: read it as optional");
  }
  const Query* m_query = nullptr;
  PostgresResult m_result;
  Order* m_order = nullptr;
  int m_row = -1, m_count = 0;
};

PostgresSession::PostgresSession(const std::string& conninfo) : m_connection(conninfo) {
  run_script(settings);
}
PostgresSession::~PostgresSession() = default;

void PostgresSession::run_script(const std::string& sql) {
  m_connection.use_pipeline(false);
  const PostgresResult result(PQexec(m_connection.handle(), sql.c_str()));
  const auto status = PQresultStatus(result.get());
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const Error error(state ? errc_of_sqlstate(state) : Errc::connection_lost, {}, PQresultErrorMessage(result.get()));
  m_connection.use_pipeline(true);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) throw error;
}

PostgresSession::Statement& PostgresSession::prepared(const Query& query, std::span<const Param> params) {
  if (query.number() >= m_statements.size()) m_statements.resize(Query::all().size());
  auto& statements = m_statements[query.number()];
  for (auto& statement : statements)
    if (accepts(statement->types, params)) return *statement;
  std::vector<Oid> types;
  for (const auto& param : params) types.push_back(type_of(param));
  auto& statement = *statements.emplace_back(
      std::make_unique<Statement>(Statement{"s" + std::to_string(++m_names), std::move(types)}));
  prepare(query, statement);
  return statement;
}

void PostgresSession::prepare(const Query& query, Statement& statement) {
  m_connection.send_prepare(query.name(), statement.name, text_for(Engine::postgres, query), statement.types);
  m_being_prepared.push_back(query.number());
}

PostgresSession::Statement& PostgresSession::send(const Query& query, std::span<const Param> params) {
  if (m_connection.queued() >= most_queued) ask();
  auto& statement = prepared(query, params);
  const BoundValues bound(statement.types, params);
  m_connection.send_execute(query.name(), statement.name, bound.values());
  return statement;
}

PostgresResult PostgresSession::ask() {
  try {
    auto result = m_connection.collect();
    settle_prepared(true);
    return result;
  } catch (...) {
    settle_prepared(false);
    throw;
  }
}

// After an error nobody knows which of them the server has: they are prepared again under another name.
void PostgresSession::settle_prepared(bool succeeded) {
  for (const auto number : m_being_prepared) {
    auto& statements = m_statements[number];
    if (succeeded)
      for (auto& statement : statements) statement->acknowledged = true;
    else std::erase_if(statements, [](const auto& statement) { return !statement->acknowledged; });
  }
  m_being_prepared.clear();
}

PostgresSession::Answer& PostgresSession::idle_answer() {
  for (auto& answer : m_answers)
    if (answer->is_idle()) return *answer;
  return *m_answers.emplace_back(std::make_unique<Answer>());
}

Session::Rows& PostgresSession::start(const Query& query, std::span<const Param> params) {
  auto& statement = send(query, params);
  auto result = ask();
  auto& answer = idle_answer();
  answer.take(query, std::move(result), statement.order);
  return answer;
}

std::int64_t PostgresSession::run(const Query& query, std::span<const Param> params) {
  send(query, params);
  const auto result = ask();
  return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

void PostgresSession::queue(const Query& query, std::span<const Param> params) {
  send(query, params);
}

std::expected<std::int64_t, Errc> PostgresSession::attempt(const Query& query, std::span<const Param> params) {
  ask();  // what was queued before fails on its own account
  m_connection.send("SAVEPOINT", "SAVEPOINT attempt");
  try {
    const auto changed = run(query, params);
    m_connection.send("RELEASE", "RELEASE attempt");
    return changed;
  } catch (const Error& error) {
    if (!is_violation(error.code())) throw;
    m_connection.send("ROLLBACK TO", "ROLLBACK TO attempt");
    m_connection.send("RELEASE", "RELEASE attempt");
    return std::unexpected(error.code());
  }
}

void PostgresSession::begin_read() {
  m_connection.send("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

void PostgresSession::begin_write(Isolation isolation) {
  switch (isolation) {
    case Isolation::serializable: return m_connection.send("BEGIN", "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE");
    case Isolation::read_committed:
      return m_connection.send("BEGIN", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
  }
}

void PostgresSession::commit() {
  if (m_connection.is_broken()) throw Error(Errc::connection_lost, {}, "the connection broke before COMMIT");
  m_connection.take_replication_warning();
  PostgresResult result;
  try {
    m_connection.send("", "COMMIT");
    result = ask();
  } catch (const Error& error) {
    const bool did_not_come_to_commit = m_connection.was_refused() && !error.query().empty();
    if (error.code() != Errc::connection_lost || did_not_come_to_commit) throw;
    throw Error(Errc::outcome_unknown, {}, std::string("the connection broke during COMMIT: ") + error.what());
  }
  if (m_connection.take_replication_warning())
    throw Error(Errc::outcome_unknown, {}, "the COMMIT did not wait for its standby");
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw Error(Errc::other, {}, "the transaction had failed before and was rolled back: an error was swallowed");
}

void PostgresSession::end_read() noexcept {
  try {
    if (m_connection.is_broken()) return;
    m_connection.send("COMMIT", "COMMIT");
    m_connection.flush();
  } catch (const Error&) {
    // the broken connection shows at the next use
  }
}

void PostgresSession::roll_back() noexcept {
  try {
    if (m_connection.is_broken() || m_connection.is_idle()) return;
    m_connection.send("ROLLBACK", "ROLLBACK");
    ask();
  } catch (const Error&) {
    // a queued change failed before the ROLLBACK, which was then skipped
    if (!m_connection.is_broken() && !m_connection.is_idle()) {
      try {
        m_connection.send("ROLLBACK", "ROLLBACK");
        ask();
      } catch (const Error&) {
        // broken: shows at the next use
      }
    }
  }
}

bool PostgresSession::is_alive() noexcept {
  try {
    return m_connection.is_alive() && m_connection.is_idle();
  } catch (const Error&) {
    return false;
  }
}

void PostgresSession::check(const Query& query) {
  Statement statement{"check" + std::to_string(++m_names), {}};
  m_connection.send_prepare(query.name(), statement.name, text_for(Engine::postgres, query), statement.types);
  m_connection.collect();
}

}  // namespace gongkai::db
