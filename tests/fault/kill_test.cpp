// The server is killed in the middle of its work, again and again. GONGKAI_KILL_ROUNDS sets how often.
#include <chrono>
#include <random>
#include <thread>

#include "tests/fault/notices.hpp"

namespace gongkai::testing {
namespace {
constexpr std::size_t writers = 3;

int rounds() {
  const char* wanted = std::getenv("GONGKAI_KILL_ROUNDS");
  return wanted ? std::max(1, std::atoi(wanted)) : 12;
}

class Kill : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam(), without_rate_limits());
    for (auto& one : editors) one = std::make_unique<NoticeWriter>(*city);
  }

  /// On a connection of its own; status 0 when the server died before it had answered.
  static Answer post(HttpClient& client, NoticeWriter& editor, const std::string& path, const std::string& type,
                     const std::string& body) {
    auto& clerk = editor.clerk();
    return client.send({.method = "POST",
                        .target = path,
                        .headers = {{"Cookie", clerk.cookie()}, {"X-CSRF-Token", clerk.csrf}, {"Content-Type", type}},
                        .body = body});
  }
  /// An answer counts when it is whole.
  static std::string id_in(const Answer& answer) {
    boost::system::error_code half;
    const auto json = boost::json::parse(answer.body, half);
    return answer.status == 201 && !half ? std::string(json.at("id").as_string()) : "";
  }
  static std::string form(const std::string& name) {
    return "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n巡查记录 " + name +
           "\r\n--B--\r\n";
  }

  /// Writes until the server is gone. Id and title of each acknowledged draft; every fourth has a file, whose name follows.
  static void write_until_killed(std::uint16_t port, NoticeWriter& editor, const std::string& prefix,
                                 std::map<std::string, std::string>& acknowledged) {
    HttpClient client(port);
    for (int number = 0;; ++number) {
      const auto title = prefix + std::to_string(number);
      const auto made =
          post(client, editor, "/api/documents", "application/json", boost::json::serialize(editor.draft(title)));
      ASSERT_TRUE(made.status == 0 || made.status == 201) << made.status << made.body;
      const auto id = id_in(made);
      if (id.empty()) return;
      acknowledged[id] = title;
      if (number % 4 != 0) continue;
      const auto attached = post(client, editor, "/api/documents/" + id + "/attachments",
                                 "multipart/form-data; boundary=B", form(title + ".txt"));
      ASSERT_TRUE(attached.status == 0 || attached.status == 201) << attached.status << attached.body;
      if (attached.status == 0) return;
      acknowledged[id] = title + ".txt";
    }
  }

  std::map<std::string, std::string> write_and_kill(int round) {
    std::array<std::map<std::string, std::string>, writers> acknowledged;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < writers; ++i)
        threads.emplace_back([&, i] {
          write_until_killed(city->port(), *editors[i], "轮次" + std::to_string(round) + "-" + std::to_string(i) + "-",
                             acknowledged[i]);
        });
      std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(20, 400)(random)));
      city->process().send_signal(SIGKILL);
    }
    city->process().wait();
    for (std::size_t i = 1; i < writers; ++i) acknowledged[0].merge(acknowledged[i]);
    return acknowledged[0];
  }

  void expect_present(const std::map<std::string, std::string>& acknowledged) {
    for (const auto& [id, text] : acknowledged) {
      const auto found = editors[0]->clerk().get("/api/documents/" + id);
      EXPECT_EQ(found.status, 200) << id << " was acknowledged and is lost";
      EXPECT_NE(found.text.find(text), std::string::npos) << id << ": " << text << " is lost";
    }
  }

  std::mt19937 random{20260210};
  std::unique_ptr<City> city;
  std::array<std::unique_ptr<NoticeWriter>, writers> editors;
};

TEST_P(Kill, loses_nothing_that_was_acknowledged) {
  std::size_t total = 0;
  for (int round = 0; round < rounds(); ++round) {
    const auto acknowledged = write_and_kill(round);
    total += acknowledged.size();
    city->start();
    expect_present(acknowledged);
    ASSERT_EQ(visit(*city, "/search?q=%E6%B5%B7%E5%A0%A4").status, 200) << "the search index is usable";
    if (HasFailure()) return;
  }
  EXPECT_GT(total, 0u);
  city->process().send_signal(SIGTERM);
  EXPECT_EQ(city->process().wait(), 0);
  const auto verdict = verify_audit(*city);
  EXPECT_EQ(verdict.exit_code, 0) << verdict.text;
  EXPECT_EQ(run_program({binary(), "db", "check", "--data", city->data()}, city->environment()).exit_code, 0);
  RecordProperty("acknowledged", std::to_string(total));
  std::cout << rounds() << " rounds, " << total << " acknowledged writes\n";
}

INSTANTIATE_TEST_SUITE_P(Engines, Kill, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), name_of_engine);

}  // namespace
}  // namespace gongkai::testing
