#include "platform/log/log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "platform/log/access_ring.hpp"

namespace gongkai::log {

namespace {

struct LogFiles : ::testing::Test {
  std::filesystem::path folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "gongkai-log-XXXXXX").string();
    return std::filesystem::path(::mkdtemp(name.data()));
  }();
  ~LogFiles() override {
    stop();
    std::filesystem::remove_all(folder);
  }
  std::string read(const char* name) const {
    std::ifstream in(folder / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

Access record(std::string_view path) {
  return {.received = Instant{0},
          .method = "GET",
          .path = path,
          .address = "127.0.0.1",
          .request_id = "r1",
          .status = 200,
          .bytes = 5,
          .micros = 7};
}

}  // namespace

TEST_F(LogFiles, hold_one_line_an_event_whatever_it_contains) {
  start({.file = folder / "log"});
  info("first {}", "line\nforged\x01");
  debug("too small");
  const std::string text = read("log");
  EXPECT_TRUE(text.contains(" info  first line\\nforged\\x01\n")) << text;
  EXPECT_EQ(std::ranges::count(text, '\n'), 1);
}

TEST_F(LogFiles, are_json_when_asked) {
  start({.format = Format::json, .file = folder / "log", .access_file = folder / "access"});
  warn("quote \" and {}", "\xff");
  EXPECT_TRUE(read("log").contains(R"("level":"warn","message":"quote \" and )")) << read("log");
  access(record("/公开\"\n"));
  flush();
  EXPECT_EQ(read("access"),
            "{\"time\":\"1970-01-01T00:00:00.000000Z\",\"address\":\"127.0.0.1\",\"method\":\"GET\",\"path\":\"/"
            "公开\\\"\\u000a\","
            "\"status\":200,\"bytes\":5,\"micros\":7,\"request\":\"r1\"}\n");
}

TEST_F(LogFiles, go_on_in_a_new_file_after_rotation) {
  start({.file = folder / "log", .access_file = folder / "access"});
  access(record("/a"));
  flush();
  std::filesystem::rename(folder / "access", folder / "access.1");
  std::filesystem::rename(folder / "log", folder / "log.1");
  reopen();
  info("after");
  access(record("/b"));
  flush();
  EXPECT_TRUE(read("access.1").contains("/a"));
  EXPECT_TRUE(read("access").contains("/b"));
  EXPECT_TRUE(read("log").contains("after"));
}

TEST(AccessRing, drops_when_full_and_cuts_long_paths) {
  AccessRing ring(4);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(ring.push(record("/x")));
  EXPECT_FALSE(ring.push(record("/x")));
  std::size_t seen = 0;
  ring.drain([&](const Access& each) { seen += each.path == "/x" && each.request_id == "r1"; });
  EXPECT_EQ(seen, 4u);
  EXPECT_TRUE(ring.push(record("/" + std::string(1000, 'p'))));
  ring.drain([&](const Access& each) { EXPECT_LT(each.path.size(), 312u); });
}

TEST(AccessRing, loses_and_doubles_nothing_among_threads) {
  AccessRing ring(1024);
  std::atomic<std::uint64_t> pushed{0};
  std::atomic<int> running{4};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) pushed += ring.push(record("/x"));
      --running;
    });
  }
  std::uint64_t drained = 0;
  while (running > 0) drained += ring.drain([](const Access&) {});
  for (auto& thread : threads) thread.join();
  drained += ring.drain([](const Access&) {});
  EXPECT_EQ(drained, pushed);
}

}  // namespace gongkai::log
