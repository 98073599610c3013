// The server over real sockets: TLS, limits, proxies, service routes, starting and stopping.
#include <gtest/gtest.h>
#include <signal.h>

#include <thread>

#include "platform/http/service_routes.hpp"
#include "platform/http/signals.hpp"
#include "tests/support/test_site.hpp"

namespace gongkai::http {

using testing::add_basic_routes;
using testing::Answer;
using testing::cached;
using testing::eventually;
using testing::http_get;
using testing::HttpClient;
using testing::long_page;
using testing::TestSite;

TEST(HttpServer, speaks_tls_and_announces_it) {
  TestSite site;
  site.options.tls = tls::make_self_signed(site.folder / "tls", "gov.example");
  site.router.get("/", "home", Access::open, [](Request& r) { return cached(long_page(r.secure ? "s" : "p"), "t"); });
  const std::string content(500'000, 'z');
  const std::string path = site.write_file("f", content);
  site.router.get("/file", "file", Access::open,
                  [&](Request&) { return file(path, 500'000, "application/octet-stream"); });
  site.router.post("/echo", "echo", Access::open, [](Request& r) { return text(r.body); });
  site.start();
  HttpClient client(site.port(), true);
  EXPECT_EQ(client.get("/").body, long_page("s"));
  EXPECT_EQ(client.get("/").header("strict-transport-security"), "max-age=31536000");
  EXPECT_EQ(client.get("/file").body, content);
  EXPECT_EQ(client.post("/echo", std::string(100'000, 'e'), "text/plain").body.size(), 100'000u);
  HttpClient plain(site.port());
  plain.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(plain.is_closed());
  site.server->reload_tls();
  EXPECT_EQ(HttpClient(site.port(), true).get("/").status, 200);
  EXPECT_EQ(tls::make_self_signed(site.folder / "tls", "gov.example").key, site.options.tls->key);
  EXPECT_THROW(tls::ServerContext({site.write_file("bad.pem", "nonsense"), site.options.tls->key}), std::runtime_error);
}

TEST(HttpServer, limits_the_rate_by_address_and_by_class) {
  TestSite site;
  site.options.rate = {0.001, 6};
  site.options.rates = {{"login", {0.001, 2}}};
  add_basic_routes(site);
  site.router.add({.method = Method::post,
                   .pattern = "/login",
                   .name = "login",
                   .handler = [](Request&) { return text("in"); },
                   .rate = "login"});
  site.start();
  HttpClient client(site.port());
  EXPECT_EQ(client.post("/login", "").status, 200);
  EXPECT_EQ(client.post("/login", "").status, 200);
  const Answer refused = client.post("/login", "");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(client.get("/").status, 200);
  const Answer general = client.get("/");
  EXPECT_EQ(general.status, 429);
  EXPECT_FALSE(general.header("retry-after").empty());
  EXPECT_TRUE(general.body.contains("过于频繁"));
}

TEST(HttpServer, believes_trusted_proxies_only) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  EXPECT_TRUE(http_get(site.port(), "/echo", {{"X-Forwarded-For", "203.0.113.9"}}).body.starts_with("127.0.0.1|false"));
  TestSite behind;
  behind.options.trusted_proxies = {"127.0.0.0/8"};
  add_basic_routes(behind);
  behind.start();
  const Answer answer =
      http_get(behind.port(), "/echo", {{"X-Forwarded-For", "6.6.6.6, 203.0.113.9"}, {"X-Forwarded-Proto", "https"}});
  EXPECT_TRUE(answer.body.starts_with("203.0.113.9|true")) << answer.body;
  EXPECT_FALSE(answer.header("strict-transport-security").empty());
}

TEST(HttpServer, answers_configured_hosts_only) {
  TestSite site;
  site.options.hosts = {"www.yunhai.gov.cn"};
  add_basic_routes(site);
  site.start();
  EXPECT_EQ(http_get(site.port(), "/", {{"Host", "WWW.yunhai.gov.cn:8080"}}).status, 200);
  EXPECT_EQ(http_get(site.port(), "/", {{"Host", "evil.example"}}).status, 421);
}

TEST(HttpServer, has_service_routes) {
  TestSite site;
  std::string reason;
  add_service_routes(site.router, {.why_not_ready = [&] { return reason; }});
  site.options.trusted_proxies = {"127.0.0.1"};
  site.start();
  EXPECT_EQ(http_get(site.port(), "/healthz").body, "ok\n");
  EXPECT_EQ(http_get(site.port(), "/readyz").status, 200);
  reason = "the database is gone";
  EXPECT_EQ(http_get(site.port(), "/readyz").status, 503);
  const Answer metrics = http_get(site.port(), "/metrics");
  EXPECT_TRUE(metrics.body.contains("gongkai_http_requests_total{class=\"2xx\"}"));
  EXPECT_TRUE(metrics.body.contains("# TYPE gongkai_http_request_seconds histogram"));
  EXPECT_EQ(http_get(site.port(), "/metrics", {{"X-Forwarded-For", "203.0.113.9"}}).status, 403);
}

TEST(HttpServer, lets_running_requests_end_when_it_stops) {
  TestSite site;
  std::atomic<bool> inside{false}, go{false};
  site.router.get("/slow", "slow", Access::open, [&](Request&) {
    inside = true;
    go.wait(false);
    return text("finished");
  });
  site.start();
  HttpClient idle(site.port()), busy(site.port());
  EXPECT_EQ(idle.get("/nowhere").status, 404);
  busy.write("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return inside.load(); }));
  bool all_ended = false;
  std::thread stopping([&] { all_ended = site.server->stop(std::chrono::seconds(10)); });
  EXPECT_TRUE(idle.is_closed());
  go = true;
  go.notify_all();
  const Answer last = busy.read_answer();
  EXPECT_EQ(last.body, "finished");
  EXPECT_EQ(last.header("connection"), "close");
  stopping.join();
  EXPECT_TRUE(all_ended);
  EXPECT_THROW(HttpClient(site.port()), std::runtime_error);
}

TEST(HttpServer, does_not_wait_for_ever_when_it_stops) {
  TestSite site;
  std::atomic<bool> inside{false}, go{false};
  site.router.get("/slow", "slow", Access::open, [&](Request&) {
    inside = true;
    go.wait(false);
    return text("finished");
  });
  site.start();
  HttpClient busy(site.port());
  busy.write("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return inside.load(); }));
  EXPECT_FALSE(site.server->stop(std::chrono::milliseconds(30)));
  EXPECT_TRUE(busy.is_closed());
  go = true;
  go.notify_all();
}

TEST(HttpServer, refuses_a_taken_port) {
  TestSite first, second;
  first.start();
  second.options.port = first.port();
  EXPECT_THROW(second.start(), std::system_error);
  TestSite wrong;
  wrong.options.trusted_proxies = {"nonsense"};
  EXPECT_THROW(wrong.start(), std::invalid_argument);
}

TEST(Signals, arrive_as_values) {
  const Signals signals;
  ::kill(::getpid(), SIGHUP);
  EXPECT_EQ(signals.wait(), Signals::Wish::reload);
  ::kill(::getpid(), SIGTERM);
  EXPECT_EQ(signals.wait(), Signals::Wish::stop);
}

}  // namespace gongkai::http
