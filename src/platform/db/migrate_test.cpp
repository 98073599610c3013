// Schema files: tokens, blocks, the ledger, and that both engines end up with the same tables.
#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <set>

#include "base/assets.hpp"
#include "platform/db/schema_text.hpp"
#include "tests/support/catalog.hpp"
#include "tests/support/databases.hpp"

namespace gongkai::testing {
namespace {
using db::Engine, db::schema_for;

TEST(SchemaText, stands_for_the_types_of_each_engine) {
  EXPECT_EQ(schema_for(Engine::sqlite, "a {{i64}}, b {{bool}}) {{strict}};"), "a INTEGER, b INTEGER) STRICT;\n");
  EXPECT_EQ(schema_for(Engine::postgres, "a {{i64}}, b {{bool}}) {{strict}};"), "a BIGINT, b BOOLEAN) ;\n");
}

TEST(SchemaText, keeps_the_blocks_of_its_own_engine) {
  const auto* file = "a\n-- @postgres\np\n-- @end\n-- @sqlite\ns\n-- @end\nz";
  EXPECT_EQ(schema_for(Engine::sqlite, file), "a\ns\nz\n");
  EXPECT_EQ(schema_for(Engine::postgres, file), "a\np\nz\n");
}

TEST(SchemaText, refuses_what_it_does_not_know) {
  EXPECT_THROW(schema_for(Engine::sqlite, "a {{int}}"), db::Error);
  EXPECT_THROW(schema_for(Engine::sqlite, "a {{i64"), db::Error);
  EXPECT_THROW(schema_for(Engine::sqlite, "-- @postgres\na"), db::Error);
}

TEST(QueryText, writes_lists_for_each_engine) {
  static const db::Query query{"test.lists", "SELECT 1 WHERE 1 IN {{in $1}} OR 2 NOT IN {{in $12}}"};
  EXPECT_EQ(text_for(Engine::sqlite, query),
            "SELECT 1 WHERE 1 IN (SELECT value FROM json_each($1)) OR 2 NOT IN (SELECT value FROM json_each($12))");
  EXPECT_EQ(text_for(Engine::postgres, query),
            "SELECT 1 WHERE 1 = ANY(cast($1 AS bigint[])) OR 2 <> ALL(cast($12 AS bigint[]))");
}

TEST(Queries, have_names_of_their_own) {
  std::set<std::string_view> names;
  for (const auto* query : db::Query::all()) EXPECT_TRUE(names.insert(query->name()).second) << query->name();
}

class Migrations : public EachEngine {
 protected:
  Migrations() : EachEngine({}) {}
  static void add(std::string_view path, std::string_view content) {
    static std::deque<assets::Asset> kept;
    assets::add(std::span(&kept.emplace_back(assets::Asset{path, content}), 1));
  }
  std::string folder() const { return GetParam() == Engine::sqlite ? "sqlite" : "postgres"; }
};

TEST_P(Migrations, are_applied_once_in_their_order) {
  static bool added = false;
  if (!std::exchange(added, true)) {
    add("src/test_order/schema/0001_a.sql", "CREATE TABLE a (id {{id}}, n {{i64}} NOT NULL) {{strict}};");
    add("src/test_order/schema/0002_b.sql", "ALTER TABLE a ADD COLUMN b {{text}};");
  }
  EXPECT_EQ(db::migrate(database(), {"test_order"}),
            (std::vector<std::string>{"test_order/0001_a", "test_order/0002_b"}));
  EXPECT_TRUE(db::migrate(database(), {"test_order"}).empty());
}

TEST_P(Migrations, refuse_a_file_that_was_changed) {
  static std::string content = "CREATE TABLE changing (id {{id}});";
  static bool added = false;
  content = "CREATE TABLE changing (id {{id}});";
  if (!std::exchange(added, true)) add("src/test_changed/schema/0001_a.sql", content);
  db::migrate(database(), {"test_changed"});
  content[content.size() - 3] = ' ';
  try {
    db::migrate(database(), {"test_changed"});
    FAIL() << "a changed file was accepted";
  } catch (const db::Error& error) {
    EXPECT_NE(std::string(error.what()).find("test_changed/0001_a has been changed"), std::string::npos)
        << error.what();
  }
}

TEST_P(Migrations, leave_nothing_of_a_file_that_fails) {
  static bool added = false;
  if (!std::exchange(added, true))
    add("src/test_failing/schema/0001_a.sql", "CREATE TABLE half (id {{id}}); CREATE TABLE half (id {{id}});");
  EXPECT_THROW(db::migrate(database(), {"test_failing"}), db::Error);
  EXPECT_EQ(catalog_of(database()), (std::vector<std::string>{"schema_migration.applied_at i64 not null",
                                                              "schema_migration.checksum text not null",
                                                              "schema_migration.name text not null"}));
}

TEST_P(Migrations, run_once_when_nodes_start_together) {
  static bool added = false;
  if (!std::exchange(added, true)) add("src/test_race/schema/0001_a.sql", "CREATE TABLE race (id {{id}});");
  std::atomic<std::size_t> applied{0};
  std::vector<std::thread> nodes;
  for (int n = 0; n < 4; ++n)
    nodes.emplace_back([&] {
      const auto node = db::Database::open(test_database().options());
      applied += db::migrate(*node, {"test_race"}).size();
    });
  for (auto& node : nodes) node.join();
  EXPECT_EQ(applied.load(), 1u);
}

ON_EACH_ENGINE(Migrations);

/// All folders with a schema, lowest layer first: the order of the gk_library lines.
std::vector<std::string> all_folders() {
  std::vector<std::string> folders;
  std::ifstream file(GONGKAI_SOURCE_DIR "/CMakeLists.txt");
  for (std::string line; std::getline(file, line);) {
    constexpr std::string_view opening = "gk_library(";
    if (!line.starts_with(opening)) continue;
    const auto folder = line.substr(opening.size(), line.find_first_of(" )", opening.size()) - opening.size());
    if (!assets::under("src/" + folder + "/schema/").empty()) folders.push_back(folder);
  }
  return folders;
}

TEST(Catalogs, are_the_same_on_both_engines) {
  if (!has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  auto folders = all_folders();
  std::erase(folders, "platform/search");  // a derived file of SQLite on every node
  TestDatabase sqlite(Engine::sqlite, folders), postgres(Engine::postgres, folders);
  EXPECT_EQ(catalog_of(*sqlite), catalog_of(*postgres));
}
}  // namespace
}  // namespace gongkai::testing
