// Requests that no browser sends, a stop in the middle of an upload, a second server: against the real program.
#include <filesystem>
#include <thread>

#include "tests/fault/notices.hpp"

namespace gongkai::testing {
namespace {
namespace fs = std::filesystem;
using namespace std::string_literals;

class Server : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { city = std::make_unique<City>(db::Engine::sqlite, without_rate_limits()); }
  static void TearDownTestSuite() { city.reset(); }
  /// The status of the answer to bytes on a connection of their own; 0 when there is none.
  static int status_of(const std::string& bytes) {
    HttpClient client(city->port());
    client.write(bytes);
    client.finish_writing();
    return client.read_answer().status;
  }
  static void expect_alive() { EXPECT_EQ(visit(*city, "/healthz").status, 200); }
  inline static std::unique_ptr<City> city;
};

TEST_F(Server, lives_on_after_requests_that_are_none) {
  const std::string host = "Host: localhost\r\n";
  const std::pair<std::string, int> rude[]{
      {"\0\0\0\0\r\n\r\n"s, 400},
      {"GET / HTTP/9.9\r\n" + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"GET /\x01 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /%00 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /static/../../../etc/passwd HTTP/1.1\r\n" + host + "\r\n", 404},
      {"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n", 404},
      {"GET /d/%ff%fe HTTP/1.1\r\n" + host + "\r\n", 400},
      {"POST /api/session HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
      {"POST /api/session HTTP/1.1\r\n" + host + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
      {"POST /api/session HTTP/1.1\r\n" + host + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400},
      {"POST /api/session HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
      {"BREW / HTTP/1.1\r\n" + host + "\r\n", 405},
      {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
  };
  for (const auto& [bytes, expected] : rude) {
    const int status = status_of(bytes);
    EXPECT_TRUE(status == expected || (status >= 400 && status < 500) || status == 501 || status == 505 || status == 0)
        << bytes << " → " << status;
    expect_alive();
  }
}

TEST_F(Server, refuses_what_is_too_large_before_it_has_read_it) {
  const std::string host = "Host: localhost\r\n";
  EXPECT_EQ(status_of("POST /api/session HTTP/1.1\r\n" + host +
                      "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"),
            413);
  EXPECT_EQ(status_of("GET / HTTP/1.1\r\n" + host + "X-Long: " + std::string(100'000, 'x') + "\r\n\r\n"), 431);
  EXPECT_EQ(status_of("GET /" + std::string(100'000, 'x') + " HTTP/1.1\r\n" + host + "\r\n"), 431);
  expect_alive();
}

TEST_F(Server, answers_every_broken_body_with_a_refusal) {
  Clerk editor(*city, "bianji");
  const auto status_of_body = [&](const std::string& body, const std::string& type) {
    return HttpClient(city->port())
        .send({.method = "POST",
               .target = "/api/documents",
               .headers = {{"Cookie", editor.cookie()}, {"X-CSRF-Token", editor.csrf}, {"Content-Type", type}},
               .body = body})
        .status;
  };
  const std::string deep = std::string(5'000, '[') + std::string(5'000, ']');
  for (const auto& body :
       {"{"s, "[]"s, "null"s, "\"\xff\xfe\""s, deep, R"({"title":1e999})"s, R"({"title":{"title":[]}})"s, "\0"s})
    EXPECT_EQ(status_of_body(body, "application/json") / 100, 4) << body.substr(0, 40);
  EXPECT_EQ(status_of_body("<a/>", "text/xml") / 100, 4);
  EXPECT_EQ(status_of_body("--x", "multipart/form-data; boundary=") / 100, 4);
  expect_alive();
}

TEST_F(Server, refuses_a_second_one_on_the_same_folder) {
  const auto second =
      run_program({binary(), "serve", "--data", city->data(), "--listen", "127.0.0.1:0"}, city->environment());
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_NE(second.err.find("正被另一个 gongkai 进程使用"), std::string::npos) << second.err;
  EXPECT_NE(second.err.find(city->data()), std::string::npos) << second.err;
  expect_alive();
}

// The last of this suite: it stops the server.
TEST_F(Server, stopped_during_an_upload_answers_it_first) {
  NoticeWriter editor(*city);
  const auto made = editor.write("停机之前");
  ASSERT_EQ(made.status, 201) << made.text;
  const std::string form = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" +
                           std::string(300'000, 'x') + "\r\n--B--\r\n";
  HttpClient client(city->port());
  ASSERT_TRUE(client.write("POST /api/documents/" + made.text_at("id") +
                           "/attachments HTTP/1.1\r\nHost: localhost\r\nCookie: " + editor.clerk().cookie() +
                           "\r\nX-CSRF-Token: " + editor.clerk().csrf +
                           "\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: " +
                           std::to_string(form.size()) + "\r\n\r\n" + form.substr(0, 200'000)));
  ASSERT_TRUE(comes_true([&] { return !fs::is_empty(city->data() + "/uploads"); })) << "the upload has begun";
  city->process().send_signal(SIGTERM);
  EXPECT_TRUE(comes_true([&] {
    try {
      return HttpClient(city->port()).get("/healthz").status == 0;
    } catch (const std::exception&) {
      return true;  // refused
    }
  })) << "new work is turned away";
  ASSERT_TRUE(client.write(form.substr(200'000)));
  const auto answer = client.read_answer();
  EXPECT_GE(answer.status, 200) << answer.body;
  EXPECT_LT(answer.status, 300) << answer.body;
  EXPECT_EQ(city->process().wait(), 0);
  EXPECT_TRUE(fs::is_empty(city->data() + "/uploads")) << "nothing of it is left behind";
}

}  // namespace
}  // namespace gongkai::testing
