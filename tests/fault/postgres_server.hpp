// A PostgreSQL server of a test's own, which it may stop and start again.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "tests/functional/process.hpp"

namespace gongkai::testing {

class PostgresServer {
 public:
  PostgresServer();  // made and started; throws when that fails
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  static bool is_installed();
  std::string conninfo() const;
  void start();
  /// As when the power goes: nothing is finished, connections break.
  void stop();

 private:
  Finished run_as_server(std::vector<std::string> command) const;
  std::string cluster() const { return m_place.path() + "/cluster"; }
  TemporaryFolder m_place;
  std::uint16_t m_port = 0;
};

}  // namespace gongkai::testing
