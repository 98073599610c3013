// The database server goes away while the city works, and comes back.
#include "tests/fault/notices.hpp"
#include "tests/fault/postgres_server.hpp"

namespace gongkai::testing {
namespace {

class PostgresGone : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::is_installed()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    server = std::make_unique<PostgresServer>();
    city = std::make_unique<City>(db::Engine::sqlite,
                                  without_rate_limits({{"GONGKAI_DATABASE_ENGINE", "postgres"},
                                                       {"GONGKAI_DATABASE_CONNINFO", server->conninfo()}}));
    editor = std::make_unique<NoticeWriter>(*city);
    const auto made = editor->write("断开之前");
    ASSERT_EQ(made.status, 201) << made.text;
    document = made.text_at("id");
  }
  std::unique_ptr<PostgresServer> server;
  std::unique_ptr<City> city;
  std::unique_ptr<NoticeWriter> editor;
  std::string document;
};

TEST_F(PostgresGone, is_told_clearly_and_everything_works_again_when_it_is_back) {
  ASSERT_EQ(visit(*city, "/readyz").status, 200);
  server->stop();
  // The first request after the loss may still meet a dead connection: clear answers are asked for all the same.
  const auto refused = editor->write("断开期间");
  EXPECT_EQ(refused.status, 503) << refused.text;
  EXPECT_TRUE(refused.text.find("storage.unreachable") != std::string::npos ||
              refused.text.find("storage.outcome_unknown") != std::string::npos)
      << refused.text;
  Answer ready;
  EXPECT_TRUE(comes_true([&] { return ready = visit(*city, "/readyz"), ready.status == 503; }));
  EXPECT_NE(ready.body.find("database is down"), std::string::npos) << ready.body;
  EXPECT_EQ(visit(*city, "/healthz").status, 200) << "the process lives";
  EXPECT_EQ(editor->clerk().get("/api/documents/" + document).status, 503);
  const auto page = visit(*city, "/search?q=%E6%B5%B7%E5%A0%A4");
  EXPECT_TRUE(page.status == 200 || page.status == 503) << page.status;
  EXPECT_NE(page.body.find("</html>"), std::string::npos) << "a page in any case: " << page.body;

  server->start();
  EXPECT_TRUE(comes_true([&] { return visit(*city, "/readyz").status == 200; }));
  Reply again;
  EXPECT_TRUE(comes_true([&] { return again = editor->write("恢复之后"), again.status == 201; })) << again.text;
  EXPECT_EQ(editor->clerk().get("/api/documents/" + document).status, 200) << "with the session from before";
  EXPECT_EQ(visit(*city, "/search?q=2026").status, 200);
  const auto sealed = [&] { return verify_audit(*city).report.at("last_seq").to_number<std::int64_t>(); };
  const auto before = sealed();
  ASSERT_EQ(editor->write("封印之后").status, 201);
  EXPECT_TRUE(comes_true([&] { return sealed() > before; })) << "the trail is sealed again";
  city->process().send_signal(SIGTERM);
  EXPECT_EQ(city->process().wait(), 0);
  EXPECT_EQ(verify_audit(*city).exit_code, 0);
}

}  // namespace
}  // namespace gongkai::testing
