// The feed loses nothing, whatever the order in which writers commit.
#include <gtest/gtest.h>

#include <condition_variable>
#include <set>

#include "platform/feed/follower.hpp"
#include "tests/support/databases.hpp"

namespace gongkai::testing {
namespace {
using feed::Change, feed::Consumer, feed::Cursor, feed::Follower;
const db::Query naive_read{"test.naive_read", "SELECT object FROM outbox WHERE seq > $1 ORDER BY seq"};
const db::Query newest_seq{"test.newest_seq", "SELECT coalesce(max(seq), 0) FROM outbox"};
const db::Query other_epoch{"test.other_epoch", "UPDATE feed_state SET cluster = 'another' WHERE id = 1"};

class Feed : public EachEngine {
 protected:
  Feed() : EachEngine({"platform/feed"}) {}
  void append(std::int64_t object) {
    ASSERT_TRUE(database().write([&](db::Session& s) -> Result<void> {
      feed::append(s, {"thing", object}, clock.now());
      return {};
    }));
  }
  template <class F>
  auto write(F&& f) {
    return *database().write([&](db::Session& s) -> Result<decltype(f(s))> { return f(s); });
  }
  Consumer collector(std::vector<std::int64_t>& seen) {
    return {.name = "collector", .apply = [&](const std::vector<Change>& changes, const std::string&) {
              for (const auto& change : changes) seen.push_back(change.object);
            }};
  }
  /// Other programs on the same server may hold the horizon back for a moment.
  static void until(const std::function<bool()>& reached) {
    for (int i = 0; i < 1000 && !reached(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FixedClock clock{Instant{1'000'000'000'000'000}};
};

TEST_P(Feed, loses_nothing_under_eight_writers) {
  constexpr int writers = 8, each = 50;
  std::vector<std::int64_t> seen;
  Follower follower(database(), clock, "node");
  follower.add(collector(seen));
  follower.catch_up();
  std::vector<std::thread> threads;
  for (int w = 0; w < writers; ++w)
    threads.emplace_back([&, w] {
      for (int i = 0; i < each; ++i) append(w * 1000 + i);
    });
  std::atomic<bool> writing{true};
  std::thread reader([&] {
    while (writing) follower.catch_up();
  });
  for (auto& thread : threads) thread.join();
  writing = false;
  reader.join();
  until([&] { return follower.catch_up(), seen.size() >= writers * each; });
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(writers * each));
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), static_cast<std::size_t>(writers * each));
}

// Two transactions that number their rows in one order and commit in the other: the cursor by number alone loses one.
TEST_P(Feed, waits_for_a_transaction_that_began_earlier) {
  if (GetParam() == db::Engine::sqlite) GTEST_SKIP() << "SQLite has one writer: no transaction overtakes another";
  std::vector<std::int64_t> seen;
  Follower follower(database(), clock, "node");
  follower.add(collector(seen));
  follower.catch_up();
  std::mutex mutex;
  std::condition_variable signal;
  bool numbered = false, may_commit = false;
  std::thread slow([&] {
    ASSERT_TRUE(database().write([&](db::Session& s) -> Result<void> {
      feed::append(s, {"thing", 1}, clock.now());
      (void)s.one<std::int64_t>(newest_seq);  // the queued row has its number now
      std::unique_lock lock(mutex);
      numbered = true;
      signal.notify_all();
      signal.wait(lock, [&] { return may_commit; });
      return {};
    }));
  });
  {
    std::unique_lock lock(mutex);
    signal.wait(lock, [&] { return numbered; });
  }
  append(2);
  const auto naive_cursor = *database().read([](db::Session& s) { return s.one<std::int64_t>(newest_seq); });
  follower.catch_up();
  EXPECT_TRUE(seen.empty()) << "the change of the quick transaction has to wait";
  {
    const std::lock_guard lock(mutex);
    may_commit = true;
    signal.notify_all();
  }
  slow.join();
  const auto naive = database().read([&](db::Session& s) { return s.all<std::int64_t>(naive_read, naive_cursor); });
  EXPECT_TRUE(naive.empty()) << "this is the loss: the naive cursor stands behind a row that it never saw";
  until([&] { return follower.catch_up(), seen.size() == 2; });
  EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2}));
}

TEST_P(Feed, delivers_again_what_a_consumer_threw_at) {
  append(1);
  int calls = 0;
  std::vector<std::int64_t> seen;
  Follower follower(database(), clock, "node");
  follower.add({.name = "clumsy", .apply = [&](const std::vector<Change>& changes, const std::string&) {
                  if (++calls == 1) throw std::runtime_error("not now");
                  for (const auto& change : changes) seen.push_back(change.object);
                }});
  follower.catch_up();
  append(2);
  until([&] {
    try {
      follower.catch_up();
    } catch (const std::runtime_error&) {
    }
    return !seen.empty();
  });
  EXPECT_EQ(seen, (std::vector<std::int64_t>{2})) << "what was there at the first start is the rebuild's matter";
  EXPECT_EQ(calls, 2);
}

TEST_P(Feed, goes_on_where_it_stopped) {
  std::vector<std::int64_t> first, second;
  {
    Follower follower(database(), clock, "node");
    follower.add(collector(first));
    follower.catch_up();
    append(1);
    until([&] { return follower.catch_up(), first.size() == 1; });
  }
  append(2);
  Follower follower(database(), clock, "node");
  follower.add(collector(second));
  until([&] { return follower.catch_up(), second.size() == 1; });
  EXPECT_EQ(second, (std::vector<std::int64_t>{2}));
}

TEST_P(Feed, rebuilds_at_the_first_start_and_in_a_new_epoch) {
  append(1);
  int rebuilt = 0;
  std::string own_place;
  const auto open = [&] {
    auto follower = std::make_unique<Follower>(database(), clock, "node");
    follower->add({.name = "index",
                   .apply = [&](const std::vector<Change>&, const std::string& position) { own_place = position; },
                   .rebuild = [&](db::Session&, const std::string& position) { ++rebuilt, own_place = position; },
                   .position = [&] { return own_place; }});
    follower->catch_up();
    return follower;
  };
  open();
  EXPECT_EQ(rebuilt, 1);
  open();
  EXPECT_EQ(rebuilt, 1) << "its own place is known";
  write([](db::Session& s) { return feed::begin_new_epoch(s), 0; });
  append(2);
  open();
  EXPECT_EQ(rebuilt, 2) << "a restored backup counts anew";
  write([](db::Session& s) { return s.exec(other_epoch); });
  append(3);
  open();
  EXPECT_EQ(rebuilt, 3) << "another cluster counts anew";
  own_place = "not a place";
  open();
  EXPECT_EQ(rebuilt, 4);
}

TEST_P(Feed, complains_of_a_consumer_that_does_not_keep_its_place) {
  Follower follower(database(), clock, "node");
  follower.add(
      {.name = "forgetful", .apply = [](const auto&, const auto&) {}, .position = [] { return std::string(); }});
  EXPECT_THROW(follower.catch_up(), std::runtime_error);
}

TEST_P(Feed, trims_what_all_have_taken_and_tells_who_missed_it) {
  std::vector<std::int64_t> seen;
  Follower follower(database(), clock, "node");
  follower.add(collector(seen));
  follower.catch_up();
  const auto start = database().read([](db::Session& s) { return feed::horizon(s); });
  for (int i = 1; i <= 5; ++i) append(i);
  const auto trim = [&](int days_later) {
    return write([&](db::Session& s) { return feed::trim(s, clock.now().plus_seconds(days_later * 86400), 7); });
  };
  EXPECT_EQ(trim(8), 0) << "the collector has not taken them";
  until([&] { return follower.catch_up(), seen.size() == 5; });
  EXPECT_EQ(trim(6), 0) << "too young";
  EXPECT_GE(trim(8), 4);
  EXPECT_FALSE(database().read([&](db::Session& s) { return feed::can_follow(s, start); }));
  append(6);
  until([&] { return follower.catch_up(), seen.size() == 6; });
  EXPECT_EQ(seen.back(), 6) << "trimming must not make numbers come back";
}

TEST_P(Feed, tells_how_far_a_consumer_is_behind) {
  std::vector<std::int64_t> seen;
  Follower follower(database(), clock, "node");
  follower.add(collector(seen));
  follower.catch_up();
  append(1);
  clock.advance_seconds(90);
  EXPECT_EQ(follower.lag().front().seconds, 90);
  until([&] { return follower.catch_up(), !seen.empty(); });
  EXPECT_EQ(follower.lag().front().seconds, 0);
}

TEST_P(Feed, wakes_its_thread_by_a_commit_of_another_node) {
  std::mutex mutex;
  std::condition_variable arrived;
  bool seen = false;
  Follower follower(database(), clock, "node");
  follower.add({.name = "listener", .apply = [&](const std::vector<Change>&, const std::string&) {
                  const std::lock_guard lock(mutex);
                  seen = true;
                  arrived.notify_all();
                }});
  follower.catch_up();
  follower.start();
  const auto other_node = db::Database::open(test_database().options());
  ASSERT_TRUE(other_node->write([&](db::Session& s) -> Result<void> {
    feed::append(s, {"thing", 1}, clock.now());
    return {};
  }));
  std::unique_lock lock(mutex);
  EXPECT_TRUE(arrived.wait_for(lock, std::chrono::seconds(30), [&] { return seen; }));
}

ON_EACH_ENGINE(Feed);

TEST(FeedCursors, survive_their_text) {
  const Cursor cursor{"ab12", 7, 42};
  EXPECT_EQ(feed::parse_cursor(feed::to_text(cursor)), cursor);
  for (const auto* text : {"", "ab12", "ab12:1", ":1:2", "ab12:1:2:3", "ab12:x:2", "ab12:1:-2", "ab12:1:2 ",
                           "ab12:99999999999999999999:1"})
    EXPECT_EQ(feed::parse_cursor(text), std::nullopt) << text;
}
}  // namespace
}  // namespace gongkai::testing
