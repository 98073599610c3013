#include "platform/db/postgres_connection.hpp"

#include <poll.h>

#include <optional>
#include <utility>

#include "platform/log/log.hpp"

namespace gongkai::db {

Errc errc_of_sqlstate(std::string_view state) {
  struct Meaning {
    std::string_view state;
    Errc code;
  };
  static constexpr std::array meanings{Meaning{"23505", Errc::unique},
                                       Meaning{"23503", Errc::foreign_key},
                                       Meaning{"23514", Errc::check},
                                       Meaning{"23502", Errc::not_null},
                                       Meaning{"40001", Errc::serialization},
                                       Meaning{"40P01", Errc::serialization},
                                       Meaning{"55P03", Errc::busy},
                                       Meaning{"53300", Errc::busy},
                                       Meaning{"53100", Errc::disk_full},
                                       Meaning{"25006", Errc::read_only},
                                       Meaning{"57P01", Errc::connection_lost},
                                       Meaning{"57P02", Errc::connection_lost},
                                       Meaning{"57P03", Errc::connection_lost},
                                       Meaning{"57P05", Errc::connection_lost},
                                       Meaning{"25P03", Errc::connection_lost}};
  for (const auto& meaning : meanings)
    if (meaning.state == state) return meaning.code;
  return state.starts_with("08") ? Errc::connection_lost : Errc::other;
}

PostgresConnection::PostgresConnection(const std::string& conninfo) {
  // libpq quotes a string that it cannot read in its message, password and all.
  char* problem = nullptr;
  auto* options = PQconninfoParse(conninfo.c_str(), &problem);
  if (problem) PQfreemem(problem);
  if (!options) throw Error(Errc::other, {}, "the connection string of the database cannot be read");
  PQconninfoFree(options);
  m_handle.reset(PQconnectdb(conninfo.c_str()));
  if (!m_handle || is_broken())
    throw Error(Errc::connection_lost, {}, m_handle ? PQerrorMessage(m_handle.get()) : "out of memory");
  PQsetNoticeReceiver(m_handle.get(), &PostgresConnection::note, this);
  use_pipeline(true);
}

void PostgresConnection::use_pipeline(bool on) {
  if (!m_pending.empty()) collect();
  const int done = on ? PQenterPipelineMode(m_handle.get()) : PQexitPipelineMode(m_handle.get());
  if (!done) lost({});
}

void PostgresConnection::note(void* self, const PGresult* notice) {
  const char* text = PQresultErrorMessage(notice);
  // A cancelled wait looks like a success: only this warning tells that the standby may not have the commit.
  const char* primary = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
  if (primary && std::string_view(primary).starts_with("canceling wait for synchronous replication"))
    static_cast<PostgresConnection*>(self)->m_replication_was_cancelled = true;
  std::string_view line(text ? text : "");
  while (line.ends_with('\n')) line.remove_suffix(1);
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity && std::string_view(severity) == "WARNING") log::warn("postgres: {}", line);
  else log::debug("postgres: {}", line);
}

void PostgresConnection::lost(std::string_view what) {
  std::string message = PQerrorMessage(m_handle.get());
  m_pending.clear();
  throw Error(Errc::connection_lost, what, message);
}

void PostgresConnection::sent(int code, std::string_view what) {
  if (!code) lost(what);
  m_pending.push_back({std::string(what)});
}

void PostgresConnection::send(std::string_view what, const char* sql) {
  sent(PQsendQueryParams(m_handle.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1), what);
}

void PostgresConnection::send_prepare(std::string_view what, const std::string& statement, const std::string& sql,
                                      const std::vector<Oid>& types) {
  sent(PQsendPrepare(m_handle.get(), statement.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()),
       what);
}

void PostgresConnection::send_execute(std::string_view what, const std::string& statement, const Values& values) {
  sent(PQsendQueryPrepared(m_handle.get(), statement.c_str(), static_cast<int>(values.data.size()), values.data.data(),
                           values.lengths.data(), values.formats.data(), 1),
       what);
}

void PostgresConnection::flush() {
  if (m_pending.empty() || m_pending.back().is_sync) return;
  if (!PQpipelineSync(m_handle.get())) lost({});
  m_pending.push_back({{}, true});
}

PostgresResult PostgresConnection::collect() {
  flush();
  PostgresResult last;
  std::optional<Error> first_error;
  while (!m_pending.empty()) {
    const Pending pending = std::move(m_pending.front());
    m_pending.pop_front();
    PostgresResult result(PQgetResult(m_handle.get()));
    if (!result) lost(pending.what);
    const auto status = PQresultStatus(result.get());
    if (status == PGRES_PIPELINE_SYNC) continue;
    if (status == PGRES_FATAL_ERROR && !first_error) {
      const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
      const Errc code = state ? errc_of_sqlstate(state) : Errc::connection_lost;
      m_was_refused = state != nullptr;
      first_error.emplace(code, pending.what, PQresultErrorMessage(result.get()));
    }
    if (status != PGRES_PIPELINE_ABORTED) last = std::move(result);
    // Each statement ends with a null. After a loss there is nothing more to come.
    if (is_broken()) break;
    while (const PostgresResult more{PQgetResult(m_handle.get())}) continue;
  }
  if (is_broken()) m_pending.clear();
  if (first_error) throw *first_error;
  return last;
}

bool PostgresConnection::is_alive() {
  if (is_broken()) return false;
  if (!m_pending.empty()) collect();
  // Nothing comes unasked to an idle connection but the end; for the rare notice a new connection does as well.
  pollfd watched{descriptor(), POLLIN, 0};
  return poll(&watched, 1, 0) == 0 && !is_broken();
}

}  // namespace gongkai::db
