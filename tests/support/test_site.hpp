// A server on a free port with a router of one's own: what the tests of platform/http talk to.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <fmt/format.h>

#include "platform/http/server.hpp"
#include "tests/support/http_client.hpp"

namespace gongkai::testing {

struct TestSite {
  http::Router router;
  http::PageCache cache{{.byte_budget = 8u << 20}};
  http::ServerOptions options{};
  std::filesystem::path folder;
  std::unique_ptr<http::Server> server;

  TestSite() {
    std::string name = (std::filesystem::temp_directory_path() / "gongkai-site-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    options.port = 0;
    options.loops = 1;
    options.workers = 4;
    options.upload_folder = folder;
    options.rate = {};
    options.timeouts.sweep = std::chrono::milliseconds(20);
    options.timeouts.linger = std::chrono::milliseconds(200);
  }
  ~TestSite() {
    server.reset();
    std::filesystem::remove_all(folder);
  }
  void start() {
    server = std::make_unique<http::Server>(options, router, &cache);
    server->start();
  }
  std::uint16_t port() const { return server->port(); }
  std::string write_file(const std::string& name, std::string_view content) const {
    std::ofstream(folder / name, std::ios::binary) << content;
    return (folder / name).string();
  }
};

/// Polls until the condition holds; false after ten seconds.
inline bool eventually(const std::function<bool()>& condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    ::usleep(5000);
  }
  return false;
}

/// Large enough to be compressed.
inline std::string long_page(std::string_view word) {
  std::string body = "<!DOCTYPE html><title>";
  for (int i = 0; i < 400; ++i) body += fmt::format("<p>{} {}</p>", word, i);
  return body;
}

/// A page that depends on one tag.
inline http::Response cached(std::string body, std::string tag) {
  http::Response answer = http::html(std::move(body));
  answer.cache.cacheable = true;
  http::Recorder::note(std::move(tag));
  return answer;
}

/// "/", "/echo", POST "/form", PUT "/api/body".
inline void add_basic_routes(TestSite& site) {
  site.router.get("/", "home", http::Access::open, [](http::Request& r) { return http::text("home of " + r.host); });
  site.router.get("/echo", "echo", http::Access::open, [](http::Request& r) {
    return http::text(fmt::format("{}|{}|{}|{}", r.address, r.secure, r.query.get("q"), r.cookies.get("c")));
  });
  site.router.post("/form", "form", http::Access::open, [](http::Request& r) {
    std::string out;
    for (const auto& [name, value] : r.form.pairs()) out += name + "=" + value + ";";
    return http::text(out);
  });
  site.router.add({.method = http::Method::put,
                   .pattern = "/api/body",
                   .name = "body",
                   .body_limit = 1000,
                   .handler = [](http::Request& r) {
                     return http::text(fmt::format("{}:{}", r.headers.get("content-type"), r.body.size()));
                   }});
}

}  // namespace gongkai::testing
