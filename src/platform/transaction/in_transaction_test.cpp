// What every use case is promised: all or nothing, an audit event, the feed, jobs, and one effect for one key.
#include <gtest/gtest.h>

#include "platform/transaction/one_by_one.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/services.hpp"

namespace gongkai::testing {
namespace {
const db::Query count_events{"test.count_events", "SELECT count(*) FROM audit_event WHERE act = $1 AND outcome = $2"};
const db::Query count_changes{"test.count_changes", "SELECT count(*) FROM outbox"};
const db::Query count_jobs{"test.count_jobs", "SELECT count(*) FROM job"};
const db::Query count_answers{"test.count_answers", "SELECT count(*) FROM transaction_answer"};
const db::Query details_of{"test.details_of",
                           "SELECT details FROM audit_event WHERE act = $1 ORDER BY id DESC LIMIT 1"};

class InTransaction : public EachEngineWithServices {
 protected:
  InTransaction() : EachEngineWithServices({}) {}

  template <class... Args>
  std::int64_t number(const db::Query& query, const Args&... args) {
    return *database().read([&](db::Session& s) { return s.one<std::int64_t>(query, args...); });
  }
  /// A use case that uses everything: a change, a job, an audit detail, an answer.
  static Result<std::int64_t> make_thing(Context& context, int* runs = nullptr) {
    return in_transaction(context, "test.make", [&](Transaction& tx) -> Result<std::int64_t> {
      if (runs) ++*runs;
      CHECK_OK(tx.require("test.write", "/"));
      const auto id = tx.new_id<Id<struct ThingTag>>();
      tx.about("thing", id.value, UnitId{5});
      tx.after("title", "公告");
      tx.changed("thing", id.value);
      tx.enqueue("test.mail", json::object{{"to", "x"}});
      return id.value;
    });
  }
  void expect_nothing() {
    EXPECT_EQ(number(count_events, "test.make", audit::Outcome::done), 0);
    EXPECT_EQ(number(count_changes), 0);
    EXPECT_EQ(number(count_jobs), 0);
    EXPECT_EQ(number(count_answers), 0);
  }
};

TEST_P(InTransaction, writes_event_change_and_job_together) {
  auto officer = test().as(actor_with({"test.write"}));
  ASSERT_TRUE(make_thing(officer));
  EXPECT_EQ(number(count_events, "test.make", audit::Outcome::done), 1);
  EXPECT_EQ(number(count_changes), 1);
  EXPECT_EQ(number(count_jobs), 1);
  EXPECT_EQ(number(count_answers), 0) << "without a key no answer is kept";
  const auto details = database().read([](db::Session& s) { return s.one<std::string>(details_of, "test.make"); });
  EXPECT_EQ(details, R"({"after":{"title":"公告"}})");
}

TEST_P(InTransaction, leaves_nothing_but_an_event_when_not_permitted) {
  auto stranger = test().as(actor_with({"other.read"}));
  const auto made = make_thing(stranger);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, FaultKind::forbidden);
  expect_nothing();
  EXPECT_EQ(number(count_events, "test.make", audit::Outcome::refused), 1);
}

TEST_P(InTransaction, keeps_refusals_of_the_rules_out_of_the_trail) {
  auto officer = test().as(actor_with({"test.write"}));
  const auto refused = in_transaction(officer, "test.make", [](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.changed("thing", 1);
    return refuse(FaultKind::conflict, "test.too_late");
  });
  EXPECT_EQ(refused.error().code, "test.too_late");
  expect_nothing();
  EXPECT_EQ(number(count_events, "test.make", audit::Outcome::refused), 0);
}

TEST_P(InTransaction, throws_when_nobody_asked_for_a_permission) {
  auto officer = test().as(actor_with({"test.write"}));
  EXPECT_THROW(in_transaction(officer, "test.make",
                              [](Transaction& tx) -> Result<void> { return tx.changed("thing", 1), Result<void>{}; }),
               std::logic_error);
  expect_nothing();
}

TEST_P(InTransaction, answers_a_repeated_key_without_doing_it_again) {
  auto officer = test().as(actor_with({"test.write"}));
  officer.idempotency_key = "key-1";
  int runs = 0;
  const auto first = make_thing(officer, &runs), second = make_thing(officer, &runs);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(number(count_changes), 1);
  EXPECT_EQ(number(count_events, "test.make", audit::Outcome::done), 1);
}

TEST_P(InTransaction, binds_a_key_to_its_act_and_its_person) {
  auto officer = test().as(actor_with({"test.write"}));
  officer.idempotency_key = "key-1";
  ASSERT_TRUE(make_thing(officer));
  const auto other_act = in_transaction(
      officer, "test.other", [](Transaction& tx) -> Result<void> { return tx.open_to_all(), Result<void>{}; });
  ASSERT_FALSE(other_act);
  EXPECT_EQ(other_act.error().kind, FaultKind::conflict);
  EXPECT_EQ(other_act.error().code, "transaction.key_reused");
  auto colleague = test().as(actor_with({"test.write"}, "/", PersonId{1002}));
  colleague.idempotency_key = "key-1";
  ASSERT_TRUE(make_thing(colleague));
  EXPECT_EQ(number(count_changes), 2);
}

TEST_P(InTransaction, keeps_answers_of_every_kind) {
  using ThingId = Id<struct ThingTag>;
  auto officer = test().as(actor_with({"test.write"}));
  const auto twice = [&](const std::string& key, auto value) {
    officer.idempotency_key = key;
    using T = decltype(value);
    for (const bool first : {true, false}) {
      const auto answer = in_transaction(
          officer, "test.answer", [&](Transaction& tx) -> Result<T> { return tx.open_to_all(), first ? value : T{}; });
      ASSERT_TRUE(answer);
      EXPECT_EQ(*answer, value);
    }
  };
  twice("id", ThingId{77});
  twice("bool", true);
  twice("text", std::string("公开"));
  twice("number", -5);
}

TEST_P(InTransaction, refuses_a_repeated_key_whose_answer_cannot_be_kept) {
  auto officer = test().as(actor_with({"test.write"}));
  officer.idempotency_key = "key-1";
  const auto call = [&] {
    return in_transaction(officer, "test.list",
                          [](Transaction& tx) -> Result<std::vector<int>> { return tx.open_to_all(), std::vector{1}; });
  };
  ASSERT_TRUE(call());
  EXPECT_EQ(call().error().code, "transaction.already_done");
}

TEST_P(InTransaction, lets_one_of_two_simultaneous_calls_with_one_key_act) {
  std::atomic<int> runs{0};
  std::vector<std::thread> callers;
  std::array<std::int64_t, 8> answers{};
  for (auto& answer : answers)
    callers.emplace_back([&] {
      auto officer = test().as(actor_with({"test.write"}));
      officer.idempotency_key = "key-1";
      const auto made = make_thing(officer);
      if (made) answer = *made;
      ++runs;
    });
  for (auto& caller : callers) caller.join();
  for (const auto answer : answers) EXPECT_EQ(answer, answers.front());
  EXPECT_EQ(number(count_changes), 1);
}

TEST_P(InTransaction, lets_calls_of_one_name_see_what_the_one_before_has_written) {
  std::vector<std::thread> callers;
  std::atomic<int> made{0};
  for (int i = 0; i < 8; ++i)
    callers.emplace_back([&] {
      auto reader = test().as_nobody();
      const auto first = one_by_one(reader, "test.make", "one name", [](Transaction& tx) -> Result<std::int64_t> {
        tx.open_to_all();
        if (*tx.db().one<std::int64_t>(count_changes) > 0) return refuse(FaultKind::conflict, "test.made_already");
        tx.changed("thing", 1);
        return 1;
      });
      if (first) ++made;
    });
  for (auto& caller : callers) caller.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(number(count_changes), 1);
}

TEST_P(InTransaction, keeps_the_answer_of_a_call_by_name_for_its_key) {
  auto reader = test().as_nobody();
  reader.idempotency_key = "key-1";
  for (const std::int64_t value : {77, 78}) {
    const auto answer = one_by_one(reader, "test.make", "one name", [&](Transaction& tx) -> Result<std::int64_t> {
      tx.open_to_all();
      return value;
    });
    EXPECT_EQ(answer, 77);
  }
}

TEST_P(InTransaction, tells_the_node_what_changed_before_it_returns) {
  std::vector<feed::Change> told;
  test().services.after_commit = [&](const std::vector<feed::Change>& changes) { told = changes; };
  auto officer = test().as(actor_with({"test.write"}));
  ASSERT_TRUE(make_thing(officer));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told.front().topic, "thing");
}

TEST_P(InTransaction, stays_done_when_the_news_fails) {
  test().services.after_commit = [](const std::vector<feed::Change>&) { throw std::runtime_error("cache broken"); };
  auto officer = test().as(actor_with({"test.write"}));
  EXPECT_TRUE(make_thing(officer));
}

TEST_P(InTransaction, leaves_nothing_half_done_whichever_statement_fails) {
  FaultyDatabase faulty(database());
  Services services{.database = faulty, .clock = test().clock, .ids = test().ids};
  Context officer{.services = services, .actor = actor_with({"test.write"}), .idempotency_key = "key-1"};
  bool done = false;
  const int failed =
      each_statement_fails(faulty, [&] { done = make_thing(officer).has_value(); }, [&] { expect_nothing(); });
  EXPECT_TRUE(done);
  EXPECT_GE(failed, 6);  // answer looked for, change, job, event, answer kept, commit; SQLite seals as well
  EXPECT_EQ(number(count_changes), 1);
}

TEST_P(InTransaction, says_that_the_storage_is_unavailable) {
  FaultyDatabase faulty(database());
  Services services{.database = faulty, .clock = test().clock, .ids = test().ids};
  Context officer{.services = services, .actor = actor_with({"test.write"})};
  faulty.fail_at(1, db::Errc::unique);
  EXPECT_THROW((void)make_thing(officer), db::Error) << "a violation that nobody handled is a failure, not a refusal";
  faulty.fail_at(1, db::Errc::disk_full);
  const auto refused = make_thing(officer);
  EXPECT_EQ(refused.error().kind, FaultKind::unavailable);
  EXPECT_EQ(refused.error().code, "storage.read_only");
  expect_nothing();
}

TEST_P(InTransaction, finds_out_with_a_key_what_became_of_a_lost_answer) {
  FaultyDatabase faulty(database());
  Services services{.database = faulty, .clock = test().clock, .ids = test().ids};
  Context officer{.services = services, .actor = actor_with({"test.write"})};
  faulty.lose_next_answer();
  EXPECT_EQ(make_thing(officer).error().code, "storage.outcome_unknown") << "without a key nobody can tell";
  officer.idempotency_key = "key-1";
  faulty.lose_next_answer();
  ASSERT_TRUE(make_thing(officer));
  EXPECT_EQ(number(count_changes), 2);
}

TEST_P(InTransaction, forgets_old_answers) {
  auto officer = test().as(actor_with({"test.write"}));
  officer.idempotency_key = "key-1";
  ASSERT_TRUE(make_thing(officer));
  const auto forget = [&](Instant before) {
    return *database().write([&](db::Session& s) -> Result<std::int64_t> { return forget_answers(s, before); });
  };
  EXPECT_EQ(forget(test().clock.now()), 0);
  EXPECT_EQ(forget(test().clock.now().plus_seconds(1)), 1);
}

// Every statement that the platform declares compiles on both engines.
TEST_P(InTransaction, runs_on_queries_that_all_compile) {
  for (const auto& broken : database().check_queries()) ADD_FAILURE() << broken;
}

ON_EACH_ENGINE(InTransaction);
}  // namespace
}  // namespace gongkai::testing
