// Jobs run once when all goes well, again when it does not, and are never lost.
#include <gtest/gtest.h>

#include <set>

#include "platform/jobs/runner.hpp"
#include "tests/support/databases.hpp"

namespace gongkai::testing {
namespace {
using jobs::Job, jobs::Runner, jobs::State, jobs::Schedule;

class Jobs : public EachEngine {
 protected:
  Jobs() : EachEngine({"platform/jobs"}) {}
  template <class F>
  auto write(F&& f) {
    return *database().write([&](db::Session& s) -> Result<decltype(f(s))> { return f(s); });
  }
  JobId enqueue(std::string_view kind, Instant run_at = {}, std::string_view key = {}) {
    return write(
        [&](db::Session& s) { return jobs::enqueue(s, ids, kind, json::object{{"n", 1}}, clock.now(), run_at, key); });
  }
  jobs::JobView view(JobId id) {
    return database().read([&](db::Session& s) { return jobs::find(s, id).value(); });
  }
  Result<void> change(Result<void> (*what)(db::Session&, JobId, Instant), JobId id) {
    return database().write([&](db::Session& s) { return what(s, id, clock.now()); });
  }
  Runner runner(jobs::Options options = {}) { return Runner(database(), clock, ids, std::move(options)); }
  FixedClock clock{start_of(Day::of(2026, 3, 2)).plus_seconds(36000)};
  IdMaker ids{clock};
};

TEST_P(Jobs, run_with_their_payload) {
  const auto id = enqueue("test.count");
  auto r = runner();
  std::int64_t n = 0;
  r.on("test.count", [&](Job& job) -> Result<void> { return n = job.payload().at("n").as_int64(), Result<void>{}; });
  EXPECT_EQ(r.run_due(), 1);
  EXPECT_EQ(n, 1);
  EXPECT_EQ(view(id).state, State::done);
  EXPECT_EQ(view(id).percent, 100);
  EXPECT_EQ(r.run_due(), 0);
}

TEST_P(Jobs, wait_for_their_time) {
  enqueue("test.later", clock.now().plus_seconds(60));
  auto r = runner();
  r.on("test.later", [](Job&) -> Result<void> { return {}; });
  EXPECT_EQ(r.run_due(), 0);
  clock.advance_seconds(60);
  EXPECT_EQ(r.run_due(), 1);
}

TEST_P(Jobs, with_one_key_wait_once_and_may_be_queued_again_while_running) {
  auto r = runner();
  int runs = 0;
  r.on("test.index", [&](Job&) -> Result<void> {
    if (++runs == 1) enqueue("test.index", {}, "index");
    return {};
  });
  enqueue("test.index", {}, "index");
  enqueue("test.index", {}, "index");
  EXPECT_EQ(r.run_due(), 2);
  EXPECT_EQ(runs, 2);
}

TEST_P(Jobs, are_tried_again_and_end_as_dead) {
  const auto id = enqueue("test.broken", {}, "key");
  auto r = runner({.most_attempts = 3, .first_pause_seconds = 10});
  r.on("test.broken", [](Job&) -> Result<void> { throw std::runtime_error("no network"); });
  EXPECT_EQ(r.run_due(), 1);
  EXPECT_EQ(view(id).state, State::waiting);
  EXPECT_EQ(view(id).error, "no network");
  EXPECT_EQ(r.run_due(), 0) << "it pauses";
  enqueue("test.broken", clock.now().plus_seconds(100000), "key");  // the key is free again
  clock.advance_seconds(13);
  EXPECT_EQ(r.run_due(), 1);
  clock.advance_seconds(26);
  EXPECT_EQ(r.run_due(), 1);
  EXPECT_EQ(view(id).state, State::dead);
  ASSERT_TRUE(change(jobs::retry, id));
  EXPECT_EQ(view(id).attempts, 0);
  EXPECT_EQ(change(jobs::retry, id).error().code, "jobs.wrong_state");
  EXPECT_EQ(change(jobs::retry, JobId{5}).error().code, "jobs.not_found");
}

TEST_P(Jobs, refused_by_a_rule_are_dead_at_once) {
  const auto id = enqueue("test.refused");
  auto r = runner();
  r.on("test.refused", [](Job&) -> Result<void> { return refuse(FaultKind::invalid, "test.never"); });
  r.run_due();
  EXPECT_EQ(view(id).state, State::dead);
  EXPECT_EQ(view(id).error, "test.never");
}

TEST_P(Jobs, of_a_silent_worker_come_back_but_not_for_ever) {
  const auto id = enqueue("test.crash");
  const auto crash = [&] {
    write([&](db::Session& s) { return jobs::lease::claim(s, "gone", clock.now(), clock.now().plus_seconds(60), 1); });
    clock.advance_seconds(61);
    write([&](db::Session& s) { return jobs::lease::take_back(s, clock.now(), 2); });
  };
  crash();
  EXPECT_EQ(view(id).state, State::waiting);
  crash();
  EXPECT_EQ(view(id).state, State::dead);
}

TEST_P(Jobs, belong_to_the_worker_that_holds_the_lease) {
  const auto id = enqueue("test.slow");
  write([&](db::Session& s) { return jobs::lease::claim(s, "first", clock.now(), clock.now().plus_seconds(60), 1); });
  const bool theirs =
      write([&](db::Session& s) { return jobs::lease::finish(s, id, "second", State::done, "", clock.now()); });
  EXPECT_FALSE(theirs);
  EXPECT_EQ(view(id).state, State::running);
}

TEST_P(Jobs, are_claimed_once_by_many_workers) {
  constexpr int count = 60;
  for (int i = 0; i < count; ++i) enqueue("test.one");
  std::mutex mutex;
  std::multiset<std::int64_t> claimed;
  std::vector<std::thread> workers;
  for (int w = 0; w < 8; ++w)
    workers.emplace_back([&, w] {
      for (;;) {
        const auto got = *database().write(
            [&](db::Session& s) -> Result<std::vector<jobs::lease::Claimed>> {
              return jobs::lease::claim(s, "w" + std::to_string(w), clock.now(), clock.now().plus_seconds(60), 1);
            },
            db::Isolation::read_committed);
        if (got.empty()) return;
        const std::lock_guard lock(mutex);
        claimed.insert(got.front().id.value);
      }
    });
  for (auto& worker : workers) worker.join();
  EXPECT_EQ(claimed.size(), static_cast<std::size_t>(count));
  EXPECT_EQ(std::set(claimed.begin(), claimed.end()).size(), static_cast<std::size_t>(count));
}

TEST_P(Jobs, have_queries_that_the_engine_understands) {
  for (const auto& broken : database().check_queries()) ADD_FAILURE() << broken;
}

TEST_P(Jobs, of_a_schedule_run_once_a_slot_on_all_nodes) {
  int runs = 0;
  const auto node = [&](Runner& r) {
    r.on("test.nightly", [&](Job&) -> Result<void> { return ++runs, Result<void>{}; });
    r.schedule("test.nightly", Schedule::daily_at(2, 30));
  };
  auto a = runner({.node = "a"}), b = runner({.node = "b"});
  node(a), node(b);
  a.run_due(), b.run_due();
  EXPECT_EQ(runs, 0) << "the first start does not catch up on a night that it has not seen";
  for (int day = 1; day <= 3; ++day) {
    clock.advance_seconds(86400);
    a.run_due(), b.run_due(), a.run_due();
    EXPECT_EQ(runs, day);
  }
  clock.advance_seconds(5 * 86400);
  a.run_due(), b.run_due();
  EXPECT_EQ(runs, 4) << "after a long silence it runs once, not five times";
}

TEST_P(Jobs, of_a_schedule_do_not_run_again_when_the_clock_is_set_back) {
  int runs = 0;
  auto r = runner({});
  r.on("test.nightly", [&](Job&) -> Result<void> { return ++runs, Result<void>{}; });
  r.schedule("test.nightly", Schedule::daily_at(2, 30));
  r.run_due();
  for (const std::int64_t hours : {24, -2, -23, 1, 24}) {
    clock.advance_seconds(hours * 3600);
    r.run_due();
    EXPECT_EQ(runs, 1) << "after " << hours << " hours";
  }
  clock.advance_seconds(86400);
  r.run_due();
  EXPECT_EQ(runs, 2) << "the next night is a new one";
}

TEST_P(Jobs, can_be_cancelled_while_they_wait_and_while_they_run) {
  const auto waiting = enqueue("test.long");
  ASSERT_TRUE(change(jobs::cancel, waiting));
  EXPECT_EQ(view(waiting).state, State::cancelled);
  EXPECT_EQ(change(jobs::cancel, waiting).error().kind, FaultKind::conflict);
  const auto running = enqueue("test.long");
  auto r = runner({.lease_seconds = 1, .poll = std::chrono::milliseconds(10)});
  std::atomic<bool> started{false};
  r.on("test.long", [&](Job& job) -> Result<void> {
    job.report(30, "第三步");
    started = true;
    while (!job.should_stop()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return {};
  });
  r.start();
  while (!started) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_EQ(view(running).progress, "第三步");
  EXPECT_EQ(view(running).percent, 30);
  ASSERT_TRUE(change(jobs::cancel, running));
  for (int i = 0; i < 3000 && view(running).state == State::running; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(view(running).state, State::cancelled);
}

TEST_P(Jobs, that_are_stopped_with_the_server_run_again) {
  const auto id = enqueue("test.long");
  {
    auto r = runner({.poll = std::chrono::milliseconds(10)});
    std::atomic<bool> started{false};
    r.on("test.long", [&](Job& job) -> Result<void> {
      started = true;
      while (!job.should_stop()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return {};
    });
    r.start();
    while (!started) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_TRUE(r.stop(std::chrono::seconds(30)));
  }
  EXPECT_EQ(view(id).state, State::waiting);
  EXPECT_EQ(view(id).attempts, 0) << "a restart of the server is no failed attempt";
}

TEST_P(Jobs, are_listed_by_state_page_by_page) {
  std::vector<JobId> made;
  for (int i = 0; i < 5; ++i) made.push_back(enqueue("test.list"));
  change(jobs::cancel, made[2]);
  const auto page = [&](std::optional<State> state, JobId before) {
    std::vector<JobId> found;
    for (const auto& job : database().read([&](db::Session& s) { return jobs::list(s, state, before, 2); }))
      found.push_back(job.id);
    return found;
  };
  EXPECT_EQ(page({}, {}), (std::vector{made[4], made[3]}));
  EXPECT_EQ(page(State::waiting, made[3]), (std::vector{made[1], made[0]}));
  EXPECT_EQ(page(State::cancelled, {}), (std::vector{made[2]}));
  EXPECT_EQ(write([&](db::Session& s) { return jobs::forget_finished(s, clock.now().plus_seconds(1), 10); }), 1);
}

ON_EACH_ENGINE(Jobs);

TEST(Schedules, have_slots_in_chinese_time) {
  const auto nightly = Schedule::daily_at(2, 30);
  const auto at = [](int hour, int minute) {
    return start_of(Day::of(2026, 3, 2)).plus_seconds(hour * 3600 + minute * 60);
  };
  EXPECT_EQ(nightly.latest_slot(at(2, 30)), at(2, 30));
  EXPECT_EQ(nightly.latest_slot(at(2, 29)), at(2, 30).plus_seconds(-86400));
  EXPECT_EQ(nightly.next_slot(at(2, 29)), at(2, 30));
  EXPECT_EQ(Schedule::every_seconds(300).latest_slot(at(10, 4)), at(10, 0));
  EXPECT_EQ(Schedule::every_seconds(300).latest_slot(Instant{-1}), start_of(Day{0}).plus_seconds(8 * 3600 - 300))
      << "before 1970, too";
  EXPECT_THROW(Schedule::daily_at(24, 0), std::invalid_argument);
  EXPECT_THROW(Schedule::every_seconds(0), std::invalid_argument);
}

TEST(Pauses, grow_to_an_hour_with_jitter) {
  EXPECT_EQ(jobs::pause_after(1, 10, 0.5), 10);
  EXPECT_EQ(jobs::pause_after(4, 10, 0.5), 80);
  EXPECT_EQ(jobs::pause_after(1000, 10, 0.5), 3600);
  EXPECT_EQ(jobs::pause_after(1000, 10, 0.0), 2700);
  EXPECT_LE(jobs::pause_after(1000, 10, 0.999), 4500);
}
}  // namespace
}  // namespace gongkai::testing
