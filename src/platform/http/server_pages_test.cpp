// The server over real sockets: pages from the cache, files, conditions, encodings.
#include <gtest/gtest.h>

#include <thread>

#include "platform/http/compress.hpp"
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

TEST(HttpServer, sends_files_whole_in_part_and_not_again) {
  TestSite site;
  std::string content;
  for (int i = 0; i < 300'000; ++i) content += static_cast<char>('a' + i % 26);
  const std::string path = site.write_file("f.bin", content);
  site.router.get("/file", "file", Access::open,
                  [&](Request&) { return file(path, 300'000, "application/octet-stream"); });
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
  site.router.get("/split", "split", Access::open,
                  [](Request&) { return text("x").header("X-A", "1\r\nSet-Cookie: evil=1"); });
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
  // The other forms are made in the background, once a second reader has come.
  Answer zipped;
  EXPECT_TRUE(testing::eventually([&] {
    zipped = client.get("/d/1", {{"Accept-Encoding", "gzip"}});
    return zipped.header("content-encoding") == "gzip";
  }));
  EXPECT_EQ(gunzip(zipped.body, 1 << 20), first.body);
  Answer br;
  EXPECT_TRUE(testing::eventually([&] {
    br = client.get("/d/1", {{"Accept-Encoding", "gzip, deflate, br"}});
    return br.header("content-encoding") == "br";
  }));
  EXPECT_NE(br.header("etag"), first.header("etag"));
  const Answer same =
      client.get("/d/1", {{"Accept-Encoding", "gzip, deflate, br"}, {"If-None-Match", br.header("etag")}});
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
  site.router.add({.pattern = "/c",
                   .name = "list",
                   .handler =
                       [&](Request& r) {
                         ++renderings;
                         return cached(
                             fmt::format("{}|{}|{}", r.query.get("page"), r.query.has("utm"), r.cookies.get("reading")),
                             "col:1");
                       },
                   .query = {{"page"}}});
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
  for (const std::string target : {"/cookie", "/status", "/staff"})
    EXPECT_NE(client.get(target).body, client.get(target).body) << target;
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
  site.router.get("/api/list", "list", Access::staff,
                  [](Request&) { return json("[\"" + std::string(5000, 'x') + "\"]"); });
  site.start();
  HttpClient client(site.port());
  const Answer answer = client.get("/api/list", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(answer.header("content-encoding"), "gzip");
  EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(answer.body, 100'000)->size(), 5004u);
  EXPECT_EQ(client.get("/api/list").body.size(), 5004u);
}

}  // namespace gongkai::http
