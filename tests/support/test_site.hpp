// A server on a free port with a router of one's own: what the tests of platform/http talk to.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

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

}  // namespace gongkai::testing
