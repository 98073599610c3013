// Rude clients over real sockets: nothing hangs, nothing crashes, everybody gets a clear answer.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <random>

#include "tests/support/test_site.hpp"

namespace gongkai::http {

using testing::Answer;
using testing::eventually;
using testing::http_get;
using testing::HttpClient;
using testing::TestSite;

namespace {

void add_routes(TestSite& site) {
  site.router.get("/", "home", Access::open, [](Request&) { return text("home"); });
  site.router.add(
      {.method = Method::post, .pattern = "/body", .name = "body", .body_limit = 1 << 20, .handler = [](Request& r) {
         return text(std::to_string(r.body.size()));
       }});
  site.router.get("/large", "large", Access::open,
                  [](Request&) { return text(std::string(20 << 20, 'x')).header("Content-Encoding", "identity"); });
}

}  // namespace

TEST(HostileClients, with_malformed_requests_get_a_clear_answer_and_are_closed) {
  TestSite site;
  add_routes(site);
  site.start();
  const std::string h = "Host: h\r\n";
  const std::vector<std::pair<std::string, int>> cases{
      {"\x16\x03\x01\x02", 400},
      {"get / HTTP/1.1\r\n" + h + "\r\n", 400},
      {"GET / HTTP/1.1\n" + h + "\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/3.0\r\n" + h + "\r\n", 505},
      {"TRACE / HTTP/1.1\r\n" + h + "\r\n", 501},
      {"CONNECT a:443 HTTP/1.1\r\n" + h + "\r\n", 501},
      {"GET /../etc/passwd HTTP/1.1\r\n" + h + "\r\n", 400},
      {"GET /%00 HTTP/1.1\r\n" + h + "\r\n", 400},
      {"GET /%252e%252e/ HTTP/1.1\r\n" + h + "\r\n", 400},
      {"GET /%ff HTTP/1.1\r\n" + h + "\r\n", 400},
      {"GET /" + std::string(5000, 'a') + " HTTP/1.1\r\n" + h + "\r\n", 414},
      {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + h + "X: " + std::string(9000, 'x') + "\r\n\r\n", 431},
      {"POST /body HTTP/1.1\r\n" + h + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /body HTTP/1.1\r\n" + h + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
      {"POST /body HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\n\r\nzzzz\r\n", 400},
      {"POST /body HTTP/1.1\r\n" + h + "Transfer-Encoding: chunked\r\n\r\n0\r\nA: " + std::string(200'000, 'x') +
           "\r\n\r\n",
       431},
      {"POST /body HTTP/1.1\r\n" + h + "Content-Length: 2000000\r\n\r\n", 413},
      {"POST /nowhere HTTP/1.1\r\n" + h + "Content-Length: 5\r\n\r\nhello", 404},
  };
  for (const auto& [bytes, status] : cases) {
    HttpClient client(site.port());
    client.write(bytes);
    const Answer answer = client.read_answer();
    EXPECT_EQ(answer.status, status) << bytes.substr(0, 80);
    EXPECT_EQ(answer.header("connection"), "close") << bytes.substr(0, 80);
    EXPECT_TRUE(answer.body.contains("<h1>")) << answer.body;
    client.finish_writing();
    EXPECT_TRUE(client.is_closed());
  }
  EXPECT_EQ(http_get(site.port(), "/").status, 200);
}

TEST(HostileClients, cannot_smuggle_a_request_behind_another) {
  TestSite site;
  add_routes(site);
  site.start();
  HttpClient client(site.port());
  client.write(
      "POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 44\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / "
      "HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 400);
  EXPECT_EQ(client.read_all(), "");  // the second one is never answered
}

TEST(HostileClients, get_json_under_api) {
  TestSite site;
  add_routes(site);
  site.start();
  const Answer answer = http_get(site.port(), "/api/%00");
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.body.starts_with(R"({"error":{"kind":"invalid","code":"http.bad_path")")) << answer.body;
}

TEST(HostileClients, that_send_slowly_are_closed_by_the_sweep) {
  TestSite site;
  auto& limits = site.options.timeouts;
  limits.header = limits.body_grace = std::chrono::milliseconds(150);
  limits.keep_alive = std::chrono::milliseconds(300);
  add_routes(site);
  site.start();
  HttpClient silent(site.port()), slow_head(site.port()), slow_body(site.port()), kept(site.port());
  slow_head.write("GET / HT");
  slow_body.write("POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\nabc");
  EXPECT_EQ(kept.get("/").status, 200);
  for (int i = 0; i < 4; ++i) {
    ::usleep(20'000);
    slow_head.write("T");
  }
  EXPECT_TRUE(silent.is_closed());
  EXPECT_EQ(slow_head.read_answer().status, 408);
  EXPECT_EQ(slow_body.read_answer().status, 408);
  EXPECT_TRUE(kept.is_closed());
  EXPECT_TRUE(eventually([&] { return site.server->connections() == 0; }));
}

TEST(HostileClients, that_do_not_read_are_closed_by_the_sweep) {
  TestSite site;
  site.options.timeouts.write_stall = std::chrono::milliseconds(150);
  add_routes(site);
  site.start();
  HttpClient client(site.port());
  client.write("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return site.server->connections() == 1; }));
  EXPECT_TRUE(eventually([&] { return site.server->connections() == 0; }));
}

TEST(HostileClients, that_read_slowly_get_everything) {
  TestSite site;
  site.options.timeouts.write_stall = std::chrono::milliseconds(500);
  add_routes(site);
  site.start();
  HttpClient client(site.port());
  client.write("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
  std::size_t got = 0;
  for (int i = 0; i < 40; ++i) {  // for longer than the stall, but always a little
    got += client.read_some().size();
    ::usleep(30'000);
  }
  while (got < 20u << 20) {
    const std::size_t more = client.read_some().size();
    ASSERT_GT(more, 0u);
    got += more;
  }
}

TEST(HostileClients, that_reset_at_any_moment_do_no_harm) {
  TestSite site;
  add_routes(site);
  site.start();
  std::mt19937 random(7);
  const std::string whole =
      "POST /body HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n01234567890123456789GET /large HTTP/1.1\r\nHost: "
      "h\r\n\r\n";
  for (int i = 0; i < 200; ++i) {
    HttpClient client(site.port());
    client.write(std::string_view(whole).substr(0, 1 + random() % whole.size()));
    if (i % 3 == 0) ::usleep(300);
    client.reset();
  }
  EXPECT_TRUE(eventually([&] { return site.server->connections() == 0; }));
  EXPECT_EQ(http_get(site.port(), "/").status, 200);
}

TEST(HostileClients, that_send_noise_do_no_harm) {
  TestSite site;
  add_routes(site);
  site.options.timeouts.header = std::chrono::milliseconds(200);
  site.start();
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) {
    std::string noise = i % 2 ? "POST /body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" : "GET ";
    for (std::size_t n = random() % 300; n > 0; --n) noise += static_cast<char>(random());
    HttpClient client(site.port());
    client.write(noise);
    client.finish_writing();
  }
  EXPECT_TRUE(eventually([&] { return site.server->connections() == 0; }));
  EXPECT_EQ(http_get(site.port(), "/").status, 200);
}

TEST(HostileClients, cannot_hold_more_connections_than_their_share) {
  TestSite site;
  site.options.connections_per_address = 3;
  add_routes(site);
  site.start();
  HttpClient a(site.port()), b(site.port()), c(site.port());
  EXPECT_EQ(a.get("/").status, 200);
  ASSERT_TRUE(eventually([&] { return site.server->connections() == 3; }));
  HttpClient d(site.port());
  const Answer refused = d.read_answer();
  EXPECT_EQ(refused.status, 429);
  EXPECT_TRUE(refused.body.contains("连接过多"));
  TestSite small;
  small.options.connections = 1;
  add_routes(small);
  small.start();
  HttpClient one(small.port());
  ASSERT_TRUE(eventually([&] { return small.server->connections() == 1; }));
  EXPECT_EQ(HttpClient(small.port()).read_answer().status, 503);
}

namespace {

/// Connects `count` times in a process of its own (the descriptors of both ends would not fit one), reports, and holds on
/// until it is told to let go.
struct Crowd {
  explicit Crowd(std::size_t count) {
    if (::pipe(to_child) != 0 || ::pipe(from_child) != 0) throw std::runtime_error("pipe");
    child = ::fork();
    if (child != 0) return;
    std::uint16_t port = 0;
    if (::read(to_child[0], &port, sizeof port) != sizeof port) ::_exit(1);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    char verdict = 'y';
    for (std::size_t i = 0; i < count; ++i) {
      const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
      if (::connect(descriptor, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) verdict = 'n';
    }
    [[maybe_unused]] ssize_t ignored = ::write(from_child[1], &verdict, 1);
    ignored = ::read(to_child[0], &verdict, 1);
    ::_exit(0);
  }
  bool connect(std::uint16_t port) const {
    char verdict = 'n';
    return ::write(to_child[1], &port, sizeof port) == sizeof port && ::read(from_child[0], &verdict, 1) == 1 &&
           verdict == 'y';
  }
  ~Crowd() {
    [[maybe_unused]] const ssize_t ignored = ::write(to_child[1], "x", 1);
    ::waitpid(child, nullptr, 0);
    for (const int descriptor : {to_child[0], to_child[1], from_child[0], from_child[1]}) ::close(descriptor);
  }
  int to_child[2]{}, from_child[2]{};
  pid_t child = 0;
};

}  // namespace

TEST(IdleConnections, by_the_ten_thousand_do_not_disturb_the_others) {
  constexpr std::size_t count = 10'000;
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < count + 200) GTEST_SKIP() << "this account may not open 10,200 descriptors";
  const Crowd crowd(count);  // before the server has threads
  TestSite site;
  site.options.connections = site.options.connections_per_address = count + 100;
  site.options.timeouts.header = std::chrono::minutes(5);
  add_routes(site);
  site.start();
  ASSERT_TRUE(crowd.connect(site.port()));
  EXPECT_TRUE(eventually([&] { return site.server->connections() == count; }));
  EXPECT_EQ(http_get(site.port(), "/").status, 200);
  EXPECT_TRUE(site.server->stop(std::chrono::seconds(10)));
}

}  // namespace gongkai::http
