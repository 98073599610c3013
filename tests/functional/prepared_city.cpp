#include "tests/functional/prepared_city.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "tests/functional/city.hpp"

namespace gongkai::testing {
namespace {
namespace fs = std::filesystem;

std::string server() {
  const char* conninfo = std::getenv("GONGKAI_TEST_PG");
  if (!conninfo) throw std::runtime_error("GONGKAI_TEST_PG is not set");
  return conninfo;
}

/// Databases cannot be made inside a transaction, so psql does it.
void on_server(const std::string& sql) {
  const auto finished = run_program({"psql", server(), "-q", "-v", "ON_ERROR_STOP=1", "-c", sql});
  if (finished.exit_code != 0) throw std::runtime_error(finished.err);
}

std::string fresh_name(const char* what) {
  static int count = 0;
  return "city_" + std::string(what) + "_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

/// The last word for a keyword counts.
std::string conninfo_of(const std::string& database) {
  return server() + " dbname=" + database;
}
std::string database_of(const std::string& conninfo) {
  return conninfo.substr(conninfo.rfind('=') + 1);
}

class PreparedCity {
 public:
  explicit PreparedCity(db::Engine engine) : m_engine(engine) {
    if (engine == db::Engine::postgres) {
      m_database = fresh_name("model");
      on_server("CREATE DATABASE " + m_database);
    }
    auto environment = engine_environment(engine, m_database.empty() ? "" : conninfo_of(m_database));
    environment["GONGKAI_DEMO_PASSWORD"] = demo_password;
    environment["GONGKAI_DATABASE_RESERVE_MEGABYTES"] = "1";
    const auto loaded = run_program({binary(), "demo", "load", "--data", m_folder.path()}, environment);
    if (loaded.exit_code != 0) throw std::runtime_error("demo load: " + loaded.err);
  }
  ~PreparedCity() {
    if (!m_database.empty()) drop_copy(conninfo_of(m_database));
  }
  PreparedCity(const PreparedCity&) = delete;
  PreparedCity& operator=(const PreparedCity&) = delete;

  std::string copy_to(const std::string& folder) const {
    fs::copy(m_folder.path(), folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    if (m_engine == db::Engine::sqlite) return {};
    const auto name = fresh_name("copy");
    on_server("CREATE DATABASE " + name + " TEMPLATE " + m_database);
    return conninfo_of(name);
  }

 private:
  db::Engine m_engine;
  TemporaryFolder m_folder;
  std::string m_database;
};

const PreparedCity& prepared_city(db::Engine engine) {
  if (engine == db::Engine::sqlite) {
    static const PreparedCity city(db::Engine::sqlite);
    return city;
  }
  static const PreparedCity city(db::Engine::postgres);
  return city;
}

}  // namespace

std::string copy_prepared_city(db::Engine engine, const std::string& data_folder) {
  return prepared_city(engine).copy_to(data_folder);
}

void prepare_city(db::Engine engine) {
  (void)prepared_city(engine);
}

void drop_copy(const std::string& conninfo) {
  on_server("DROP DATABASE IF EXISTS " + database_of(conninfo) + " WITH (FORCE)");
}

std::map<std::string, std::string> engine_environment(db::Engine engine, const std::string& conninfo) {
  if (engine == db::Engine::sqlite) return {};
  return {{"GONGKAI_DATABASE_ENGINE", "postgres"}, {"GONGKAI_DATABASE_CONNINFO", conninfo}};
}

}  // namespace gongkai::testing
