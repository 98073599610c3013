// The day on which everything is lost but the backup.
#include <filesystem>

#include "tests/fault/notices.hpp"
#include "tests/fault/postgres_server.hpp"

namespace gongkai::testing {
namespace {
namespace fs = std::filesystem;

class Backup : public ::testing::TestWithParam<db::Engine> {
 protected:
  /// A server of its own: the backup is of the whole database.
  void SetUp() override {
    std::map<std::string, std::string> settings;
    if (GetParam() == db::Engine::postgres) {
      if (!PostgresServer::is_installed()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
      server = std::make_unique<PostgresServer>();
      settings = {{"GONGKAI_DATABASE_ENGINE", "postgres"}, {"GONGKAI_DATABASE_CONNINFO", server->conninfo()}};
    }
    city = std::make_unique<City>(db::Engine::sqlite, settings);
  }
  Finished command(const std::string& verb, const std::string& folder) {
    return run_program({binary(), verb, folder, "--data", city->data()}, city->environment());
  }
  void lose_everything() {
    city->process().send_signal(SIGKILL);
    city->process().wait();
    for (const auto& entry : fs::directory_iterator(city->data())) fs::remove_all(entry);
    if (!server) return;
    const auto done = run_program({"/usr/bin/psql", "-q", "-d", server->conninfo(), "-c", "DROP SCHEMA public CASCADE",
                                   "-c", "CREATE SCHEMA public"});
    ASSERT_EQ(done.exit_code, 0) << done.err;
  }
  /// All that the editor sees.
  std::string list_of_documents() { return Clerk(*city, "bianji").get("/api/documents").text; }

  TemporaryFolder shelf;
  std::unique_ptr<PostgresServer> server;
  std::unique_ptr<City> city;
};

TEST_P(Backup, brings_back_documents_files_and_a_sound_trail_after_everything_was_lost) {
  std::string id;
  {
    NoticeWriter editor(*city);
    const auto made = editor.write("关于备份演练的通知");
    ASSERT_EQ(made.status, 201) << made.text;
    id = made.text_at("id");
    ASSERT_LT(editor.clerk().upload("/api/documents/" + id + "/attachments", "演练.txt", "演练步骤").status, 300);
  }
  const auto before = list_of_documents();
  const auto home_before = visit(*city, "/").status;
  const auto copy = shelf.path() + "/copy";
  const auto made = command("backup", copy);  // while the server runs
  ASSERT_EQ(made.exit_code, 0) << made.out << made.err;
  lose_everything();
  const auto restored = command("restore", copy);
  ASSERT_EQ(restored.exit_code, 0) << restored.out << restored.err;

  city->start();
  EXPECT_EQ(list_of_documents(), before);
  EXPECT_EQ(visit(*city, "/").status, home_before);
  const auto document = Clerk(*city, "bianji").get("/api/documents/" + id);
  EXPECT_NE(document.text.find("演练.txt"), std::string::npos) << document.text;
  city->process().send_signal(SIGTERM);
  EXPECT_EQ(city->process().wait(), 0);
  const auto verdict = verify_audit(*city);
  EXPECT_EQ(verdict.exit_code, 0) << verdict.text;
  EXPECT_EQ(run_program({binary(), "db", "check", "--data", city->data()}, city->environment()).exit_code, 0);
}

TEST_P(Backup, with_a_changed_byte_is_refused_and_leaves_the_folder_empty) {
  const auto copy = shelf.path() + "/copy";
  ASSERT_EQ(command("backup", copy).exit_code, 0);
  city->process().send_signal(SIGTERM);
  city->process().wait();
  const auto vault = copy + "/keys/vault.json";
  ASSERT_TRUE(fs::exists(vault));
  fs::resize_file(vault, fs::file_size(vault) - 1);
  const auto target = shelf.path() + "/target";
  const auto refused = run_program({binary(), "restore", copy, "--data", target}, city->environment());
  EXPECT_EQ(refused.exit_code, 2) << refused.out;
  EXPECT_NE(refused.err.find("keys/vault.json"), std::string::npos) << refused.err;
  EXPECT_FALSE(fs::exists(target + "/gongkai.db"));
}

INSTANTIATE_TEST_SUITE_P(Engines, Backup, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), name_of_engine);

}  // namespace
}  // namespace gongkai::testing
