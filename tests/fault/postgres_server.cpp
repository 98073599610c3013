#include "tests/fault/postgres_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace gongkai::testing {
namespace {
const std::string programs = "/usr/lib/postgresql/15/bin/";

/// Free at this moment; the cluster keeps it over its restarts.
std::uint16_t free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) == 0;
  close(probe);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}
}  // namespace

bool PostgresServer::is_installed() {
  return access((programs + "initdb").c_str(), X_OK) == 0;
}

PostgresServer::PostgresServer() : m_port(free_port()) {
  namespace fs = std::filesystem;
  if (geteuid() == 0) {  // PostgreSQL refuses to run as root
    fs::permissions(m_place.path(), fs::perms::all);
  }
  const auto made = run_as_server({programs + "initdb", "-D", cluster(), "-U", "postgres", "-A", "trust",
                                   "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"});
  if (made.exit_code != 0) throw std::runtime_error("initdb: " + made.err);
  start();
}

PostgresServer::~PostgresServer() {
  stop();
}

Finished PostgresServer::run_as_server(std::vector<std::string> command) const {
  if (geteuid() == 0) {
    const std::vector<std::string> change{"/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups",
                                          "--"};
    command.insert(command.begin(), change.begin(), change.end());
  }
  return run_program(command);
}

std::string PostgresServer::conninfo() const {
  return "host=127.0.0.1 port=" + std::to_string(m_port) + " user=postgres dbname=postgres";
}

void PostgresServer::start() {
  const auto options = "-h 127.0.0.1 -k '' -c fsync=off -c max_connections=60 -p " + std::to_string(m_port);
  const auto started = run_as_server(
      {programs + "pg_ctl", "-D", cluster(), "-w", "-l", cluster() + "/server.log", "-o", options, "start"});
  if (started.exit_code != 0) throw std::runtime_error("pg_ctl: " + started.out + started.err);
}

void PostgresServer::stop() {
  run_as_server({programs + "pg_ctl", "-D", cluster(), "-w", "-m", "immediate", "stop"});
}

}  // namespace gongkai::testing
