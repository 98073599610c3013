// A fresh, migrated database for a test, on either engine.
//
//   class Units : public EachEngine {
//    protected:
//     Units() : EachEngine({"platform/audit", "directory"}) {}
//   };
//   TEST_P(Units, keep_their_names) { database().write(…); }
//   ON_EACH_ENGINE(Units);
//
// PostgreSQL is the server of GONGKAI_TEST_PG (`tools/postgres start` prints its connection string); without it the
// PostgreSQL cases are skipped.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/db/database.hpp"

namespace gongkai::testing {

/// What nearly every use case needs: folders of the schema below the capabilities, in their order.
std::vector<std::string> platform_folders(std::vector<std::string> more = {});

/// Throws when the engine is PostgreSQL and GONGKAI_TEST_PG is not set: ask has_postgres() before.
class TestDatabase {
 public:
  TestDatabase(db::Engine engine, const std::vector<std::string>& folders);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  db::Database& operator*() const { return *m_database; }
  db::Database* operator->() const { return m_database.get(); }
  /// To open the same database once more, as another node would.
  const db::Options& options() const { return m_options; }

 private:
  db::Options m_options;
  std::string m_place;  // the temporary folder, or the schema
  std::unique_ptr<db::Database> m_database;
};

bool has_postgres();

class EachEngine : public ::testing::TestWithParam<db::Engine> {
 protected:
  explicit EachEngine(std::vector<std::string> folders) : m_folders(std::move(folders)) {}
  void SetUp() override;
  void TearDown() override { m_database.reset(); }
  TestDatabase& test_database() { return *m_database; }
  db::Database& database() { return **m_database; }

 private:
  std::vector<std::string> m_folders;
  std::unique_ptr<TestDatabase> m_database;
};

std::string name_of_engine(const ::testing::TestParamInfo<db::Engine>& parameter);

#define ON_EACH_ENGINE(Fixture)                                                                               \
  INSTANTIATE_TEST_SUITE_P(Engines, Fixture,                                                                  \
                           ::testing::Values(::gongkai::db::Engine::sqlite, ::gongkai::db::Engine::postgres), \
                           ::gongkai::testing::name_of_engine)

}  // namespace gongkai::testing
