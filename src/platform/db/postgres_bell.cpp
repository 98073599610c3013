#include "platform/db/postgres_bell.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

#include "platform/db/postgres_connection.hpp"
#include "platform/log/log.hpp"

namespace gongkai::db {
namespace {
// Thousands of commits a second ring a hundred times: each ring is a transaction of its own, behind a lock of the server.
constexpr std::chrono::milliseconds between_rings{10};

void run_simple(PostgresConnection& connection, const char* sql) {
  const PostgresResult result(PQexec(connection.handle(), sql));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
    throw Error(Errc::connection_lost, {}, PQresultErrorMessage(result.get()));
}
}  // namespace

PostgresBell::PostgresBell(std::string conninfo, int retry_milliseconds, std::function<void()> heard)
    : m_conninfo(std::move(conninfo)),
      m_retry_milliseconds(retry_milliseconds),
      m_heard(std::move(heard)),
      m_event(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_thread([this] { run(); }) {}

PostgresBell::~PostgresBell() {
  m_stopping = true;
  ring();
  m_thread.join();
  close(m_event);
}

void PostgresBell::ring() {
  eventfd_write(m_event, 1);
}

void PostgresBell::run() {
  while (!m_stopping) {
    try {
      PostgresConnection connection(m_conninfo);
      connection.use_pipeline(false);
      run_simple(connection, "SET synchronous_commit = off");  // a ring need not outlive the server
      run_simple(connection, "LISTEN gongkai");
      m_heard();  // what happened while nobody listened
      follow(connection);
    } catch (const Error& error) {
      log::debug("storage: no bell for the moment: {}", error.what());
      if (!m_stopping) wait(-1, m_retry_milliseconds);
    }
  }
}

/// True when our own node rang. Many rings are one.
bool PostgresBell::wait(int descriptor, int milliseconds) {
  std::array<pollfd, 2> watched{pollfd{m_event, POLLIN, 0}, pollfd{descriptor, POLLIN, 0}};
  poll(watched.data(), watched.size(), milliseconds);
  eventfd_t rings = 0;
  return eventfd_read(m_event, &rings) == 0;
}

void PostgresBell::follow(PostgresConnection& connection) {
  while (!m_stopping) {
    const bool own = wait(connection.descriptor(), -1) && !m_stopping;
    if (own) run_simple(connection, "NOTIFY gongkai");
    answer(connection);
    if (own) std::this_thread::sleep_for(between_rings);
  }
}

void PostgresBell::answer(PostgresConnection& connection) {
  if (!PQconsumeInput(connection.handle()) || connection.is_broken())
    throw Error(Errc::connection_lost, {}, "the bell's connection broke");
  bool others = false;
  while (auto* notification = PQnotifies(connection.handle())) {
    others = others || notification->be_pid != PQbackendPID(connection.handle());
    PQfreemem(notification);
  }
  if (others) m_heard();
}

}  // namespace gongkai::db
