// The server over real sockets: ordinary use, conditions, files, forms, events, TLS, stopping.
#include "platform/http/server.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>

#include "base/text.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/service_routes.hpp"
#include "platform/http/signals.hpp"
#include "tests/support/test_site.hpp"

namespace gongkai::http {

using testing::Answer;
using testing::eventually;
using testing::http_get;
using testing::HttpClient;
using testing::TestSite;

namespace {

std::string long_page(std::string_view word) {
  std::string body = "<!DOCTYPE html><title>";
  for (int i = 0; i < 400; ++i) body += fmt::format("<p>{} {}</p>", word, i);
  return body;
}

Response cached(std::string body, std::string tag) {
  Response answer = html(std::move(body));
  answer.cache.cacheable = true;
  Recorder::note(std::move(tag));
  return answer;
}

void add_basic_routes(TestSite& site) {
  site.router.get("/", "home", Access::open, [](Request& r) { return text("home of " + r.host); });
  site.router.get("/echo", "echo", Access::open, [](Request& r) {
    return text(fmt::format("{}|{}|{}|{}", r.address, r.secure, r.query.get("q"), r.cookies.get("c")));
  });
  site.router.post("/form", "form", Access::open, [](Request& r) {
    std::string out;
    for (const auto& [name, value] : r.form.pairs()) out += name + "=" + value + ";";
    return text(out);
  });
  site.router.add({.method = Method::put, .pattern = "/api/body", .name = "body", .body_limit = 1000, .handler = [](Request& r) {
                     return text(fmt::format("{}:{}", r.headers.get("content-type"), r.body.size()));
                   }});
}

}  // namespace

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
  EXPECT_EQ(client.send({.method = "PUT", .target = "/api/body", .headers = {{"Content-Type", "application/json"}}, .body = std::string(1000, '1')}).body,
            "application/json:1000");
  ASSERT_TRUE(client.write("PUT /api/body HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
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
  site.router.add({.method = Method::post, .pattern = "/up", .name = "up", .body_limit = 10'000, .upload_limit = 3 << 20, .handler = [&](Request& r) {
                     if (r.uploads.empty()) return text("none");
                     seen = r.uploads[0].path;
                     return text(fmt::format("{} {} {} {}", r.uploads[0].file_name, r.uploads[0].size, std::filesystem::file_size(seen), r.form.get("t")));
                   }});
  site.start();
  const auto body = [](std::size_t size) {
    return "--X\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nv\r\n--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"公文.pdf\"\r\n\r\n" +
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
  site.router.add({.method = Method::post, .pattern = "/up", .name = "up", .body_limit = 1 << 20, .upload_limit = 10 << 20, .handler = [](Request&) { return text(""); }});
  site.start();
  HttpClient client(site.port());
  client.write("POST /up HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=X\r\nContent-Length: 5000000\r\n\r\n"
               "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n" + std::string(300'000, 'x'));
  ASSERT_TRUE(eventually([&] { return !std::filesystem::is_empty(site.folder); }));
  client.reset();
  EXPECT_TRUE(eventually([&] { return std::filesystem::is_empty(site.folder); }));
}

TEST(HttpServer, sends_files_whole_in_part_and_not_again) {
  TestSite site;
  std::string content;
  for (int i = 0; i < 300'000; ++i) content += static_cast<char>('a' + i % 26);
  const std::string path = site.write_file("f.bin", content);
  site.router.get("/file", "file", Access::open, [&](Request&) { return file(path, 300'000, "application/octet-stream"); });
  site.router.get("/cached-file", "cached", Access::open, [&](Request&) {
    Response answer = file(path, 300'000, "application/pdf");
    answer.cache.cacheable = true;
    return answer;
  });
  site.start();
  for (const std::string target : {"/file", "/cached-file"}) {
    HttpClient client(site.port());
    const Answer whole = client.get(target);
    EXPECT_EQ(whole.body, content);
    EXPECT_EQ(whole.header("accept-ranges"), "bytes");
    const std::string etag = whole.header("etag");
    ASSERT_FALSE(etag.empty());
    EXPECT_EQ(client.get(target, {{"If-None-Match", etag}}).status, 304);
    const Answer part = client.get(target, {{"Range", "bytes=100-199"}, {"If-Range", etag}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, content.substr(100, 100));
    EXPECT_EQ(part.header("content-range"), "bytes 100-199/300000");
    EXPECT_EQ(client.get(target, {{"Range", "bytes=-5"}}).body, content.substr(299'995));
    EXPECT_EQ(client.get(target, {{"Range", "bytes=100-199"}, {"If-Range", "\"other\""}}).status, 200);
    const Answer beyond = client.get(target, {{"Range", "bytes=300000-"}});
    EXPECT_EQ(beyond.status, 416);
    EXPECT_EQ(beyond.header("content-range"), "bytes */300000");
    const Answer head = client.send({.method = "HEAD", .target = target});
    EXPECT_EQ(head.header("content-length"), "300000");
    EXPECT_EQ(client.get(target).status, 200);
  }
}

TEST(HttpServer, answers_a_missing_file_with_an_incident) {
  TestSite site;
  site.router.get("/file", "file", Access::open, [](Request&) { return file("/nonexistent/x", 5, "text/plain"); });
  site.router.get("/split", "split", Access::open, [](Request&) { return text("x").header("X-A", "1\r\nSet-Cookie: evil=1"); });
  site.start();
  EXPECT_EQ(http_get(site.port(), "/file").status, 500);
  const Answer split = http_get(site.port(), "/split");
  EXPECT_EQ(split.status, 500);
  EXPECT_EQ(split.header("set-cookie"), "");
}

TEST(HttpServer, serves_pages_from_the_cache_in_every_form) {
  TestSite site;
  std::atomic<int> renderings{0};
  site.router.get("/d/{n:int}", "doc", Access::open, [&](Request& r) {
    ++renderings;
    return cached(long_page("第" + std::string(r.param("n"))), "doc:" + std::string(r.param("n")));
  });
  site.start();
  HttpClient client(site.port());
  const Answer first = client.get("/d/1");
  const Answer again = client.get("/d/1");
  EXPECT_EQ(first.body, long_page("第1"));
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("etag"), first.header("etag"));
  EXPECT_EQ(again.header("vary"), "Accept-Encoding, Cookie");
  EXPECT_EQ(again.header("cache-control"), "no-cache");
  const Answer zipped = client.get("/d/1", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(zipped.header("content-encoding"), "gzip");
  EXPECT_EQ(gunzip(zipped.body, 1 << 20), first.body);
  const Answer br = client.get("/d/1", {{"Accept-Encoding", "gzip, deflate, br"}});
  EXPECT_EQ(br.header("content-encoding"), "br");
  EXPECT_NE(br.header("etag"), first.header("etag"));
  const Answer same = client.get("/d/1", {{"Accept-Encoding", "gzip, deflate, br"}, {"If-None-Match", br.header("etag")}});
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.header("etag"), br.header("etag"));
  EXPECT_TRUE(client.send({.method = "HEAD", .target = "/d/1"}).body.empty());
  EXPECT_EQ(renderings, 1);
  EXPECT_GE(site.cache.statistics().hits, 5u);
  site.cache.invalidate({"doc:2"}, true);
  client.get("/d/1");
  EXPECT_EQ(renderings, 1);
  site.cache.invalidate({"doc:1"}, true);
  client.get("/d/1");
  EXPECT_EQ(renderings, 2);
}

TEST(HttpServer, keys_pages_by_declared_query_host_and_reading_mode) {
  TestSite site;
  std::atomic<int> renderings{0};
  site.router.add({.pattern = "/c", .name = "list", .handler = [&](Request& r) {
                     ++renderings;
                     return cached(fmt::format("{}|{}|{}", r.query.get("page"), r.query.has("utm"), r.cookies.get("reading")), "col:1");
                   }, .query = {{"page"}}});
  site.start();
  HttpClient client(site.port());
  EXPECT_EQ(client.get("/c?page=2&utm=x").body, "2|false|");
  EXPECT_EQ(client.get("/c?utm=y&page=2").body, "2|false|");
  EXPECT_EQ(client.get("/%63?page=2").body, "2|false|");
  EXPECT_EQ(renderings, 1);
  EXPECT_EQ(client.get("/c?page=3").body, "3|false|");
  EXPECT_EQ(client.get("/c", {{"Cookie", "a=b; reading=large"}}).body, "|false|large");
  EXPECT_EQ(client.get("/c", {{"Cookie", "reading=large"}}).body, "|false|large");
  EXPECT_EQ(client.get("/c", {{"Host", "other"}}).body, "|false|");
  EXPECT_EQ(renderings, 4);
}

TEST(HttpServer, never_stores_private_answers) {
  TestSite site;
  int renderings = 0;
  const auto count = [&](auto change) {
    return [&renderings, change](Request&) {
      Response answer = cached("x", "t");
      change(answer);
      answer.body = std::to_string(++renderings);
      return answer;
    };
  };
  site.options.workers = 1;
  site.router.get("/cookie", "1", Access::open, count([](Response& r) { r.cookie("a", "b", 60, false); }));
  site.router.get("/status", "2", Access::open, count([](Response& r) { r.status = 203; }));
  site.router.get("/staff", "3", Access::staff, count([](Response&) {}));
  site.router.post("/post", "4", Access::open, count([](Response&) {}));
  site.start();
  HttpClient client(site.port());
  for (const std::string target : {"/cookie", "/status", "/staff"}) EXPECT_NE(client.get(target).body, client.get(target).body) << target;
  EXPECT_NE(client.post("/post", "").body, client.post("/post", "").body);
  EXPECT_EQ(site.cache.statistics().pages, 0u);
}

TEST(HttpServer, renders_once_for_all_who_wait) {
  TestSite site;
  std::atomic<int> renderings{0};
  site.router.get("/slow", "slow", Access::open, [&](Request&) {
    ++renderings;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return cached(long_page("x"), "t");
  });
  site.start();
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int i = 0; i < 16; ++i) threads.emplace_back([&] { good += http_get(site.port(), "/slow").status == 200; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 16);
  EXPECT_EQ(renderings, 1);
}

TEST(HttpServer, refuses_when_every_worker_is_busy_and_still_serves_the_cache) {
  TestSite site;
  site.options.workers = 1;
  site.options.worker_queue = 1;
  std::atomic<bool> go{false};
  std::atomic<int> inside{0};
  site.router.get("/page", "page", Access::open, [](Request&) { return cached("page", "t"); });
  site.router.post("/block", "block", Access::open, [&](Request&) {
    ++inside;
    go.wait(false);
    return text("done");
  });
  site.start();
  EXPECT_EQ(http_get(site.port(), "/page").status, 200);
  HttpClient one(site.port()), two(site.port()), three(site.port());
  const std::string block = "POST /block HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
  one.write(block);
  ASSERT_TRUE(eventually([&] { return inside == 1; }));
  two.write(block);
  EXPECT_EQ(http_get(site.port(), "/page").body, "page");
  const Answer busy = three.post("/block", "");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("retry-after"), "2");
  EXPECT_TRUE(busy.body.contains("繁忙"));
  go = true;
  go.notify_all();
  EXPECT_EQ(one.read_answer().body, "done");
  EXPECT_EQ(two.read_answer().body, "done");
}

TEST(HttpServer, compresses_what_is_not_cached) {
  TestSite site;
  site.router.get("/api/list", "list", Access::staff, [](Request&) { return json("[\"" + std::string(5000, 'x') + "\"]"); });
  site.start();
  HttpClient client(site.port());
  const Answer answer = client.get("/api/list", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(answer.header("content-encoding"), "gzip");
  EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(answer.body, 100'000)->size(), 5004u);
  EXPECT_EQ(client.get("/api/list").body.size(), 5004u);
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

TEST(HttpServer, speaks_tls_and_announces_it) {
  TestSite site;
  site.options.tls = tls::make_self_signed(site.folder / "tls", "gov.example");
  site.router.get("/", "home", Access::open, [](Request& r) { return cached(long_page(r.secure ? "s" : "p"), "t"); });
  const std::string content(500'000, 'z');
  const std::string path = site.write_file("f", content);
  site.router.get("/file", "file", Access::open, [&](Request&) { return file(path, 500'000, "application/octet-stream"); });
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
  site.router.add({.method = Method::post, .pattern = "/login", .name = "login", .handler = [](Request&) { return text("in"); }, .rate = "login"});
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
  const Answer answer = http_get(behind.port(), "/echo", {{"X-Forwarded-For", "6.6.6.6, 203.0.113.9"}, {"X-Forwarded-Proto", "https"}});
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
