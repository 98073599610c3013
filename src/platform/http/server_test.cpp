// The server over real sockets: connections, forms, uploads, events.
#include <gtest/gtest.h>

#include <thread>

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

TEST(HttpServer, answers_and_keeps_the_connection) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  for (int i = 0; i < 3; ++i) {
    const Answer answer = client.get("/");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "home of localhost");
    EXPECT_EQ(answer.header("cache-control"), "no-store");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_TRUE(answer.header("content-security-policy").starts_with("default-src 'self'"));
    EXPECT_EQ(answer.header("x-request-id").size(), 15u);
    EXPECT_EQ(answer.header("strict-transport-security"), "");
  }
  EXPECT_EQ(site.server->connections(), 1u);
}

TEST(HttpServer, answers_head_without_a_body) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  const Answer head = client.send({.method = "HEAD", .target = "/"});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "17");
  EXPECT_EQ(client.get("/").body, "home of localhost");
}

TEST(HttpServer, answers_pipelined_requests_in_order) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  std::string all;
  for (int i = 0; i < 600; ++i) all += fmt::format("GET /echo?q={} HTTP/1.1\r\nHost: h\r\n\r\n", i);
  ASSERT_TRUE(client.write(all));
  for (int i = 0; i < 600; ++i) ASSERT_TRUE(client.read_answer().body.contains(fmt::format("|{}|", i)));
}

TEST(HttpServer, closes_when_asked_and_for_http_1_0) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  EXPECT_EQ(client.get("/", {{"Connection", "close"}}).header("connection"), "close");
  EXPECT_TRUE(client.is_closed());
  HttpClient old(site.port());
  old.write("GET / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(old.read_all().contains("home of"));
  HttpClient kept(site.port());
  kept.write("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.read_answer().header("connection"), "keep-alive");
  EXPECT_EQ(kept.get("/").status, 200);
}

TEST(HttpServer, answers_a_client_that_has_finished_writing) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  client.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  client.finish_writing();
  EXPECT_EQ(client.read_answer().status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST(HttpServer, reads_forms_and_bodies) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  EXPECT_EQ(client.post("/form", "a=1&b=%E5%85%AC+x&a=2").body, "a=1;b=公 x;a=2;");
  EXPECT_EQ(client.post("/form", "a=%ff").status, 422);
  EXPECT_EQ(client
                .send({.method = "PUT",
                       .target = "/api/body",
                       .headers = {{"Content-Type", "application/json"}},
                       .body = std::string(1000, '1')})
                .body,
            "application/json:1000");
  ASSERT_TRUE(
      client.write("PUT /api/body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
  EXPECT_EQ(client.read_answer().body, ":3");
  const Answer large = client.send({.method = "PUT", .target = "/api/body", .body = std::string(1001, '1')});
  EXPECT_EQ(large.status, 413);
  EXPECT_TRUE(large.body.contains("1000 字节")) << large.body;
  EXPECT_EQ(large.header("connection"), "close");
}

TEST(HttpServer, refuses_forms_with_too_many_or_too_large_fields) {
  TestSite site;
  site.options.form = {.fields = 3, .field_bytes = 10};
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  EXPECT_EQ(client.post("/form", "a=1&b=2&c=3").status, 200);
  EXPECT_EQ(client.post("/form", "a=1&b=2&c=3&d=4").status, 413);
  EXPECT_EQ(client.post("/form", "a=12345678901").status, 413);
}

TEST(HttpServer, says_continue_or_refuses_before_the_body) {
  TestSite site;
  add_basic_routes(site);
  site.start();
  HttpClient client(site.port());
  client.write("PUT /api/body HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 100);
  client.write("abc");
  EXPECT_EQ(client.read_answer().status, 200);
  client.write("PUT /api/body HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3000\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 413);
  HttpClient odd(site.port());
  odd.write("PUT /api/body HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_EQ(odd.read_answer().status, 417);
}

TEST(HttpServer, streams_uploads_to_the_disk_and_removes_what_nobody_took) {
  TestSite site;
  std::filesystem::path seen;
  site.router.add({.method = Method::post,
                   .pattern = "/up",
                   .name = "up",
                   .body_limit = 10'000,
                   .upload_limit = 3 << 20,
                   .handler = [&](Request& r) {
                     if (r.uploads.empty()) return text("none");
                     seen = r.uploads[0].path;
                     return text(fmt::format("{} {} {} {}", r.uploads[0].file_name, r.uploads[0].size,
                                             std::filesystem::file_size(seen), r.form.get("t")));
                   }});
  site.start();
  const auto body = [](std::size_t size) {
    return "--X\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nv\r\n--X\r\nContent-Disposition: form-data; "
           "name=\"f\"; filename=\"公文.pdf\"\r\n\r\n" +
           std::string(size, 'p') + "\r\n--X--\r\n";
  };
  HttpClient client(site.port());
  EXPECT_EQ(client.post("/up", body(2 << 20), "multipart/form-data; boundary=X").body, "公文.pdf 2097152 2097152 v");
  EXPECT_FALSE(std::filesystem::exists(seen));
  EXPECT_EQ(client.post("/up", body((3 << 20) + 1), "multipart/form-data; boundary=X").status, 413);
  HttpClient other(site.port());
  EXPECT_EQ(other.post("/up", "--X\r\nbroken", "multipart/form-data; boundary=X").status, 422);
  EXPECT_EQ(other.post("/up", "x", "multipart/form-data").status, 400);
  EXPECT_TRUE(eventually([&] { return std::filesystem::is_empty(site.folder); }));
}

TEST(HttpServer, removes_an_upload_whose_sender_vanishes) {
  TestSite site;
  site.router.add({.method = Method::post,
                   .pattern = "/up",
                   .name = "up",
                   .body_limit = 1 << 20,
                   .upload_limit = 10 << 20,
                   .handler = [](Request&) { return text(""); }});
  site.start();
  HttpClient client(site.port());
  client.write(
      "POST /up HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: 5000000\r\n\r\n"
      "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n" +
      std::string(300'000, 'x'));
  ASSERT_TRUE(eventually([&] { return !std::filesystem::is_empty(site.folder); }));
  client.reset();
  EXPECT_TRUE(eventually([&] { return std::filesystem::is_empty(site.folder); }));
}

namespace {
struct Ticker final : EventSource {
  std::mutex mutex;
  std::string waiting;
  bool ends = false;
  std::optional<std::string> next() override {
    const std::lock_guard lock(mutex);
    if (ends && waiting.empty()) return std::nullopt;
    return std::exchange(waiting, {});
  }
  void say(std::string text) {
    {
      const std::lock_guard lock(mutex);
      waiting += text;
    }
    wake();
  }
};
}  // namespace

TEST(HttpServer, streams_events_with_a_heartbeat_until_they_end) {
  TestSite site;
  site.options.timeouts.heartbeat = std::chrono::milliseconds(50);
  const auto ticker = std::make_shared<Ticker>();
  ticker->waiting = "data: hello\n\n";
  site.router.get("/events", "events", Access::open, [&](Request&) {
    Response answer;
    answer.events = ticker;
    return answer;
  });
  site.start();
  HttpClient client(site.port());
  client.write("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
  std::string got;
  const auto until = [&](std::string_view text) {
    while (!got.contains(text)) {
      const std::string more = client.read_some();
      if (more.empty()) return false;
      got += more;
    }
    return true;
  };
  EXPECT_TRUE(until("data: hello\n\n"));
  EXPECT_TRUE(got.contains("text/event-stream"));
  EXPECT_TRUE(until(":\n\n"));
  ticker->say("data: two\n\n");
  EXPECT_TRUE(until("data: two\n\n"));
  {
    const std::lock_guard lock(ticker->mutex);
    ticker->ends = true;
  }
  ticker->wake();
  EXPECT_TRUE(client.is_closed());
}

TEST(HttpServer, survives_a_wake_after_the_reader_and_the_server_are_gone) {
  const auto ticker = std::make_shared<Ticker>();
  ticker->waiting = "data: x\n\n";
  {
    TestSite site;
    site.router.get("/events", "events", Access::open, [&](Request&) {
      Response answer;
      answer.events = ticker;
      return answer;
    });
    site.start();
    {
      HttpClient client(site.port());
      client.write("GET /events HTTP/1.1\r\nHost: h\r\n\r\n");
      std::string got;
      while (!got.contains("data: x")) got += client.read_some();
    }
    ASSERT_TRUE(eventually([&] { return site.server->connections() == 0; }));
    ticker->say("late");
  }
  ticker->say("later");
}

}  // namespace gongkai::http
