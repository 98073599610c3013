// What the machine does to a database: full disks, killed processes, servers that go and come back.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/databases.hpp"

namespace gongkai::testing {
namespace {
namespace fs = std::filesystem;
const db::Query insert_row{"test.insert_row", "INSERT INTO entry (id, content) VALUES ($1, $2)"};
const db::Query count_rows{"test.count_rows", "SELECT count(*) FROM entry"};
const db::Query find_row{"test.find_row", "SELECT id FROM entry WHERE id = $1"};
const db::Query end_backend{"test.end_backend",
                            db::TwoTexts{.postgres = "SELECT pg_terminate_backend(pg_backend_pid())"}};
const db::Query end_others{"test.end_others",
                           db::TwoTexts{.postgres = "SELECT count(pg_terminate_backend(pid, 5000)) FROM "
                                                    "pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
                                                    "current_database() AND application_name = 'gongkai_fault_test'"}};
const db::Query read_and_update{"test.bump", "UPDATE entry SET content = $2 WHERE id = $1"};
const db::Query content_of{"test.content_of", "SELECT content FROM entry WHERE id = $1"};

void make_table(db::Database& database) {
  ASSERT_TRUE(database.write([](db::Session& s) -> Result<void> {
    s.run_script(s.engine() == db::Engine::sqlite
                     ? "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT"
                     : "CREATE TABLE entry (id BIGINT PRIMARY KEY, content TEXT NOT NULL)");
    return {};
  }));
}
void insert(db::Database& database, std::int64_t id, const std::string& content) {
  const auto done = database.write([&](db::Session& s) -> Result<void> {
    s.put(insert_row, id, content);
    return {};
  });
  ASSERT_TRUE(done);
}
std::int64_t count(db::Database& database) {
  return *database.read([](db::Session& s) { return s.one<std::int64_t>(count_rows); });
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    m_path = (fs::temp_directory_path() / "gongkai-fault-XXXXXX").string();
    if (!mkdtemp(m_path.data())) throw std::runtime_error("mkdtemp failed");
  }
  ~TemporaryFolder() {
    if (m_mounted) umount2(m_path.c_str(), MNT_DETACH);
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
  }
  bool mount_small(const char* size) { return m_mounted = mount("tmpfs", m_path.c_str(), "tmpfs", 0, size) == 0; }
  const std::string& path() const { return m_path; }

 private:
  std::string m_path;
  bool m_mounted = false;
};

TEST(FullDisk, makes_the_database_read_only_until_there_is_room) {
  TemporaryFolder folder;
  if (!folder.mount_small("size=16m")) GTEST_SKIP() << "needs the right to mount a small file system";
  const auto ballast = folder.path() + "/ballast";
  std::ofstream(ballast) << std::string(4 << 20, 'x');
  const auto database =
      db::Database::open({.path = folder.path() + "/gongkai.db", .reserve_bytes = 2 << 20, .probe_milliseconds = 20});
  make_table(*database);
  std::int64_t stored = 0;
  const auto fill = [&] {
    for (; stored < 10000; ++stored) insert(*database, stored, std::string(20'000, 'y'));
  };
  try {
    fill();
    FAIL() << "the disk did not become full";
  } catch (const db::Error& error) {
    EXPECT_EQ(error.code(), db::Errc::disk_full) << error.what();
  }
  EXPECT_EQ(database->state(), db::State::read_only);
  EXPECT_EQ(count(*database), stored) << "everything acknowledged can be read";
  EXPECT_THROW(insert(*database, 99999, "z"), db::Error);
  fs::remove(ballast);
  for (int i = 0; i < 1000 && database->state() != db::State::ready; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(database->state(), db::State::ready) << "it must recover without a restart";
  insert(*database, 99999, "z");
  EXPECT_EQ(count(*database), stored + 1);
  EXPECT_TRUE(database->check_integrity().empty());
}

TEST(FullDisk, lets_the_server_start_for_readers) {
  TemporaryFolder folder;
  if (!folder.mount_small("size=16m")) GTEST_SKIP() << "needs the right to mount a small file system";
  const db::Options options{.path = folder.path() + "/gongkai.db", .reserve_bytes = 2 << 20, .probe_milliseconds = 20};
  {
    const auto database = db::Database::open(options);
    db::migrate(*database, {"platform/jobs"});
    make_table(*database);
    insert(*database, 1, "a");
  }
  fs::remove(options.path + ".reserve");
  {
    std::ofstream ballast(folder.path() + "/ballast");
    const std::string block(4096, 'x');
    while (ballast.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) continue;
  }
  fs::resize_file(folder.path() + "/ballast",
                  fs::file_size(folder.path() + "/ballast") - (128 << 10));  // room for SQLite's shared index
  const auto database = db::Database::open(options);
  EXPECT_EQ(database->state(), db::State::read_only);
  EXPECT_NO_THROW(db::migrate(*database, {"platform/jobs"}))
      << "nothing is to be applied, so nothing has to be written";
  EXPECT_EQ(count(*database), 1);
}

// The child acknowledges each commit through a pipe and is killed at some moment; whatever came through must be there.
TEST(Kill, loses_nothing_acknowledged_in_200_rounds) {
  TemporaryFolder folder;
  const db::Options options{.path = folder.path() + "/gongkai.db", .readers = 1, .reserve_bytes = 0};
  {
    make_table(*db::Database::open(options));
  }
  std::vector<std::int64_t> acknowledged;
  for (int round = 0; round < 200; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      const auto database = db::Database::open(options);
      std::vector<std::thread> writers;
      for (std::int64_t w = 0; w < 4; ++w)
        writers.emplace_back([&, w] {
          for (std::int64_t i = 0;; ++i) {
            const std::int64_t id = round * 1'000'000LL + w * 100'000 + i;
            insert(*database, id, "kill");
            if (write(ends[1], &id, sizeof id) != sizeof id) _exit(1);
          }
        });
      for (auto& writer : writers) writer.join();
    }
    close(ends[1]);
    std::int64_t id = 0;
    for (int seen = 0; seen < 5 + round % 23 && read(ends[0], &id, sizeof id) == sizeof id; ++seen)
      acknowledged.push_back(id);
    kill(child, SIGKILL);
    while (read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
    close(ends[0]);
    waitpid(child, nullptr, 0);
  }
  const auto database = db::Database::open(options);
  EXPECT_TRUE(database->check_integrity().empty());
  database->read([&](db::Session& s) {
    for (const auto id : acknowledged) EXPECT_TRUE(s.one<std::int64_t>(find_row, id)) << id;
  });
  EXPECT_GE(acknowledged.size(), 200u * 5);
}

TEST(Backup, is_a_whole_copy_while_writing_goes_on) {
  TestDatabase source(db::Engine::sqlite, {});
  make_table(*source);
  for (int i = 0; i < 100; ++i) insert(*source, i, "before");
  TemporaryFolder folder;
  std::atomic<bool> writing{true};
  std::thread writer([&] {
    for (int i = 100; writing; ++i) insert(*source, i, "during");
  });
  source->back_up_to(folder.path() + "/copy.db");
  writing = false;
  writer.join();
  EXPECT_FALSE(fs::exists(folder.path() + "/copy.db.partial"));
  const auto copy = db::Database::open({.path = folder.path() + "/copy.db", .reserve_bytes = 0});
  EXPECT_GE(count(*copy), 100);
}

class Server : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set: export GONGKAI_TEST_PG=$(tools/postgres start)";
    m_place = std::make_unique<TestDatabase>(db::Engine::postgres, std::vector<std::string>{});
    make_table(**m_place);
    auto options = m_place->options();
    options.conninfo += " application_name=gongkai_fault_test";
    options.probe_milliseconds = 20;
    m_database = db::Database::open(options);
  }
  void end_all_connections() {
    (*m_place)->read([](db::Session& s) { (void)s.one<std::int64_t>(end_others); });
  }
  std::unique_ptr<TestDatabase> m_place;
  std::unique_ptr<db::Database> m_database;
};

TEST_F(Server, that_closed_idle_connections_is_not_noticed) {
  insert(*m_database, 1, "a");
  EXPECT_EQ(count(*m_database), 1);
  end_all_connections();
  insert(*m_database, 2, "b");
  end_all_connections();
  EXPECT_EQ(count(*m_database), 2);
  EXPECT_EQ(m_database->state(), db::State::ready);
}

TEST_F(Server, that_breaks_a_transaction_lets_it_run_again) {
  int runs = 0;
  const auto written = m_database->write([&](db::Session& s) -> Result<void> {
    s.exec(insert_row, 1, "a");
    if (++runs == 1) (void)s.one<std::int64_t>(end_backend);
    return {};
  });
  EXPECT_TRUE(written);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(*m_database), 1);
}

TEST_F(Server, that_breaks_before_the_commit_lets_it_run_again_though_all_was_sent_at_once) {
  int runs = 0;
  EXPECT_TRUE(m_database->write([&](db::Session& s) -> Result<void> {
    if (++runs == 1) s.put(end_backend);  // travels together with COMMIT
    s.put(insert_row, 1, "a");
    return {};
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(*m_database), 1);
}

TEST_F(Server, that_breaks_during_the_commit_leaves_the_outcome_unknown) {
  ASSERT_TRUE((*m_place)->write([](db::Session& s) -> Result<void> {
    s.run_script(
        "CREATE FUNCTION end_me() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "
        "pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;"
        "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
        "FUNCTION end_me()");
    return {};
  }));
  int runs = 0;
  try {
    (void)m_database->write([&](db::Session& s) -> Result<void> {
      ++runs;
      s.put(insert_row, 1, "a");
      return {};
    });
    FAIL() << "the loss was not noticed";
  } catch (const db::Error& error) {
    EXPECT_EQ(error.code(), db::Errc::outcome_unknown) << error.what();
  }
  EXPECT_EQ(runs, 1) << "what may have happened must not happen twice";
}

TEST_F(Server, whose_transactions_conflict_sees_them_one_after_another) {
  insert(*m_database, 1, "0");
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w)
    writers.emplace_back([&] {
      for (int i = 0; i < 10; ++i)
        EXPECT_TRUE(m_database->write([&](db::Session& s) -> Result<void> {
          const auto value = std::stoi(s.one<std::string>(content_of, 1).value());
          s.put(read_and_update, 1, std::to_string(value + 1));
          return {};
        }));
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(m_database->read([](db::Session& s) { return s.one<std::string>(content_of, 1); }), "40");
}

TEST_F(Server, that_does_not_exist_is_named_without_its_password) {
  for (const auto* conninfo :
       {"host=127.0.0.1 port=1 password=geheim", "password=geheim this is no connection string"}) {
    try {
      (void)db::Database::open({.engine = db::Engine::postgres, .conninfo = conninfo});
      FAIL();
    } catch (const db::Error& error) {
      EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos) << error.what();
    }
  }
}
}  // namespace
}  // namespace gongkai::testing
