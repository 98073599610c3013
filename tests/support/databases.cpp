#include "tests/support/databases.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace gongkai::testing {
namespace {
namespace fs = std::filesystem;

std::string postgres_conninfo() {
  const char* conninfo = std::getenv("GONGKAI_TEST_PG");
  return conninfo ? conninfo : "";
}

std::string fresh_folder() {
  const fs::path memory = "/dev/shm";
  auto path = ((fs::is_directory(memory) ? memory : fs::temp_directory_path()) / "gongkai-test-XXXXXX").string();
  if (!mkdtemp(path.data())) throw std::runtime_error("mkdtemp failed");
  return path;
}

void run_on_server(const std::string& sql) {
  auto server =
      db::Database::open({.engine = db::Engine::postgres, .conninfo = postgres_conninfo(), .readers = 1, .writers = 1});
  const auto ran = server->write([&](db::Session& session) -> Result<void> {
    session.run_script(sql);
    return {};
  });
  if (!ran) throw std::runtime_error("the test server refused");
}

/// A schema of its own for each test, so that test programs can share a server.
std::string fresh_schema() {
  static std::atomic<int> count{0};
  const auto name = "test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  run_on_server("CREATE SCHEMA " + name);
  return name;
}
}  // namespace

std::vector<std::string> platform_folders(std::vector<std::string> more) {
  std::vector<std::string> folders{"platform/auth", "platform/audit", "platform/feed", "platform/jobs",
                                   "platform/transaction"};
  folders.insert(folders.end(), more.begin(), more.end());
  return folders;
}

bool has_postgres() {
  return !postgres_conninfo().empty();
}

TestDatabase::TestDatabase(db::Engine engine, const std::vector<std::string>& folders) {
  m_options.engine = engine;
  m_options.reserve_bytes = 0;
  m_options.readers = 4;
  m_options.writers = 8;
  if (engine == db::Engine::sqlite) {
    m_place = fresh_folder();
    m_options.path = m_place + "/gongkai.db";
  } else {
    if (!has_postgres()) throw std::runtime_error("GONGKAI_TEST_PG is not set");
    m_place = fresh_schema();
    m_options.conninfo = postgres_conninfo() + " options='-c search_path=" + m_place + "'";
  }
  m_database = db::Database::open(m_options);
  db::migrate(*m_database, folders);
}

TestDatabase::~TestDatabase() {
  m_database.reset();
  try {
    if (m_options.engine == db::Engine::sqlite) fs::remove_all(m_place);
    else run_on_server("SET client_min_messages = error; DROP SCHEMA " + m_place + " CASCADE");
  } catch (const std::exception& error) {
    ADD_FAILURE() << "cleaning up: " << error.what();
  }
}

void EachEngine::SetUp() {
  if (GetParam() == db::Engine::postgres && !has_postgres())
    GTEST_SKIP() << "GONGKAI_TEST_PG is not set: export GONGKAI_TEST_PG=$(tools/postgres start)";
  m_database = std::make_unique<TestDatabase>(GetParam(), m_folders);
}

std::string name_of_engine(const ::testing::TestParamInfo<db::Engine>& parameter) {
  return parameter.param == db::Engine::sqlite ? "sqlite" : "postgres";
}

}  // namespace gongkai::testing
