// Everything a use case needs, around a test database. Header only: it is for tests of platform/transaction and above.
//
//   TestServices test{db::Engine::sqlite, platform_folders({"directory"})};
//   auto editor = test.as(actor_with({"content.write"}));
//   ASSERT_TRUE(content::release(editor, id));
//   test.clock.advance_seconds(3600);
//
// and on both engines:
//
//   class Release : public EachEngineWithServices { protected: Release() : EachEngineWithServices({"directory", "content"}) {} };
//   TEST_P(Release, …) { auto editor = test().as(…); }
//   ON_EACH_ENGINE(Release);
#pragma once
#include <memory>

#include "platform/transaction/transaction.hpp"
#include "tests/support/databases.hpp"

namespace gongkai::testing {

/// Monday, 2026-03-02, ten in the morning in China.
inline Instant a_monday_morning() {
  return start_of(Day::of(2026, 3, 2)).plus_seconds(10 * 3600);
}

/// A person with these permissions over a unit and everything below it.
inline auth::Actor actor_with(const std::vector<std::string>& permissions, const std::string& unit_path = "/",
                              PersonId person = PersonId{1001}) {
  auth::Actor actor{.person = person,
                    .name = "测试员",
                    .unit = UnitId{1},
                    .unit_path = unit_path,
                    .second_factor = true,
                    .reauthenticated = true};
  for (const auto& permission : permissions) actor.grants.push_back({permission, unit_path, true});
  return actor;
}

class TestServices {
 public:
  TestServices(db::Engine engine, const std::vector<std::string>& folders) : database(engine, folders) {}

  Context as(auth::Actor actor) {
    return Context{.services = services, .actor = std::move(actor), .request_id = "r-test", .address = "127.0.0.1"};
  }
  Context as_system() { return as(auth::system_actor()); }
  Context as_nobody() { return as(auth::nobody()); }

  TestDatabase database;
  FixedClock clock{a_monday_morning()};
  IdMaker ids{clock};
  Services services{.database = *database, .clock = clock, .ids = ids};
};

class EachEngineWithServices : public ::testing::TestWithParam<db::Engine> {
 protected:
  explicit EachEngineWithServices(std::vector<std::string> more_folders)
      : m_folders(platform_folders(std::move(more_folders))) {}
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres())
      GTEST_SKIP() << "GONGKAI_TEST_PG is not set: export GONGKAI_TEST_PG=$(tools/postgres start)";
    m_test = std::make_unique<TestServices>(GetParam(), m_folders);
  }
  void TearDown() override { m_test.reset(); }
  TestServices& test() { return *m_test; }
  db::Database& database() { return *m_test->database; }

 private:
  std::vector<std::string> m_folders;
  std::unique_ptr<TestServices> m_test;
};

}  // namespace gongkai::testing
