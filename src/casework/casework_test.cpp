#include <gmock/gmock.h>

#include <thread>

#include "casework/access.hpp"
#include "casework/case_files.hpp"
#include "casework/guessing.hpp"
#include "casework/notices.hpp"
#include "casework/numbers.hpp"
#include "casework/store.hpp"
#include "directory/test_city.hpp"

namespace gongkai::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr std::string_view secret = "申请公开王小明家的拆迁补偿";

class Cases : public testing::EachEngineWithServices {
 protected:
  Cases() : EachEngineWithServices({"directory", "platform/files", "casework"}) {}
  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (!IsSkipped()) m_city = std::make_unique<directory::City>(test());
  }
  void TearDown() override {
    m_city.reset();
    EachEngineWithServices::TearDown();
  }
  directory::City& city() { return *m_city; }
  const auth::Vault& vault() { return m_city->vault; }

  Context officer(UnitId unit, PersonId person = PersonId{1001}) {
    return test().as(testing::actor_with({"requests.read", "requests.handle"}, path_of(unit), person));
  }
  std::string path_of(UnitId unit) {
    return database().read([&](db::Session& s) { return directory::find_unit(s, unit)->path; });
  }
  Case opened(UnitId unit, std::string title = std::string(secret)) {
    auto context = test().as_nobody();
    auto made = in_transaction(context, "test.open", [&](Transaction& tx) -> Result<CaseId> {
      tx.open_to_all();
      return TRY(open(tx, {.kind = "request", .unit = unit, .title = title, .opened_on = context.today()},
                      {.act = "received", .on = context.today(), .note = std::string(secret)}))
          .id;
    });
    return *find(must(made));
  }
  static CaseId must(Result<CaseId> id) {
    EXPECT_TRUE(id) << (id ? "" : id.error().code);
    return id.value_or(CaseId{});
  }
  std::optional<Case> find(CaseId id) {
    return database().read([&](db::Session& s) { return casework::find(s, vault(), id); });
  }
  Result<void> act(Context& context, Case of, Event event) {
    return in_transaction(context, "test.act", [&](Transaction& tx) -> Result<void> {
      tx.open_to_all();
      return append(tx, of, std::move(event));
    });
  }

 private:
  std::unique_ptr<directory::City> m_city;
};

TEST_P(Cases, begin_with_a_number_and_an_event) {
  const auto of = opened(city().finance);
  EXPECT_THAT(of.number, ::testing::MatchesRegex("20260302-[2-9A-Z]{6}"));
  const auto events = database().read([&](db::Session& s) { return events_of(s, vault(), of.id); });
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].position, 1);
  EXPECT_EQ(events[0].note, secret);
  EXPECT_EQ(of.title, secret);
}

TEST_P(Cases, keep_titles_and_notes_sealed) {
  const auto of = opened(city().finance);
  const auto row = database().read([&](db::Session& s) { return store::find(s, of.id); });
  EXPECT_THAT(row->title.value, Not(HasSubstr("王小明")));
  const auto events = database().read([&](db::Session& s) { return store::events_of(s, of.id); });
  EXPECT_THAT(events[0].note->value, Not(HasSubstr("王小明")));
}

TEST_P(Cases, are_not_changed_by_whoever_saw_an_older_version) {
  const auto of = opened(city().finance);
  auto one = officer(city().finance), two = officer(city().finance, PersonId{1002});
  ASSERT_TRUE(act(one, of, {.act = "confirmed", .on = one.today()}));
  const auto late = act(two, of, {.act = "noted", .on = two.today()});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, "version.conflict");
  EXPECT_EQ(find(of.id)->version, 2);
}

TEST_P(Cases, let_one_of_two_officers_win_at_the_same_moment) {
  const auto of = opened(city().finance);
  std::atomic<int> won = 0, lost = 0;
  const auto confirm = [&](PersonId person) {
    auto context = officer(city().finance, person);
    const auto done = act(context, of, {.act = "confirmed", .on = context.today()});
    if (done) ++won;
    else if (done.error().kind == FaultKind::conflict) ++lost;
  };
  std::thread other([&] { confirm(PersonId{1002}); });
  confirm(PersonId{1001});
  other.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 1);
  EXPECT_THAT(database().read([&](db::Session& s) { return store::acts_of(s, of.id); }),
              ElementsAre("received", "confirmed"));
}

TEST_P(Cases, refuse_an_act_that_the_table_does_not_allow) {
  const auto of = opened(city().finance);
  auto context = officer(city().finance);
  EXPECT_EQ(act(context, of, {.act = "signed", .on = context.today()}).error().code, "case.act_not_now");
}

TEST_P(Cases, close_on_the_day_of_the_act_that_ends_them_and_open_again) {
  const auto of = opened(city().finance);
  auto context = officer(city().finance);
  ASSERT_TRUE(act(context, of, {.act = "withdrawn", .on = context.today()}));
  EXPECT_EQ(find(of.id)->closed_on, context.today());
  ASSERT_TRUE(act(context, *find(of.id), {.act = "reopened", .on = context.today()}));
  EXPECT_TRUE(find(of.id)->is_open());
}

TEST_P(Cases, are_seen_by_their_unit_its_helpers_and_their_officer) {
  const auto of = opened(city().east);
  const auto sees = [&](Context context) {
    return database().read([&](db::Session& s) { return may_see(s, context.actor, of).has_value(); });
  };
  EXPECT_TRUE(sees(officer(city().east)));
  EXPECT_TRUE(sees(officer(city().root))) << "the city sees what is below";
  EXPECT_FALSE(sees(officer(city().west)));
  EXPECT_FALSE(sees(test().as_nobody()));
  auto context = officer(city().east);
  ASSERT_TRUE(in_transaction(context, "test.add", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    add_unit(tx, of, city().west);
    return {};
  }));
  EXPECT_TRUE(sees(officer(city().west)));
}

TEST_P(Cases, hide_from_others_as_if_there_were_none) {
  const auto of = opened(city().east);
  const auto stranger = officer(city().west);
  const auto refused = database().read([&](db::Session& s) { return may_see(s, stranger.actor, of); });
  EXPECT_EQ(refused.error().kind, FaultKind::not_found);
}

TEST_P(Cases, show_a_sub_case_to_those_who_see_the_case_and_not_the_other_way_round) {
  const auto parent = opened(city().east);
  auto context = officer(city().east);
  const auto child = must(in_transaction(context, "test.sub", [&](Transaction& tx) -> Result<CaseId> {
    tx.open_to_all();
    return TRY(open(tx, {.kind = "inquiry_other_body", .parent = parent.id, .unit = city().west, .opened_on = {}},
                    {.act = "sent"}))
        .id;
  }));
  const auto sees = [&](UnitId unit, CaseId id) {
    const auto actor = officer(unit).actor;
    return database().read(
        [&](db::Session& s) { return may_see(s, actor, *casework::find(s, vault(), id)).has_value(); });
  };
  EXPECT_TRUE(sees(city().east, child));
  EXPECT_TRUE(sees(city().west, child));
  EXPECT_FALSE(sees(city().west, parent.id));
}

TEST_P(Cases, tell_what_listens_in_the_same_transaction) {
  std::vector<std::string> heard;
  on_append(test().services, [&](Transaction&, const Case&, const Event& event) -> Result<void> {
    heard.push_back(event.act);
    if (event.act == "noted") return refuse(FaultKind::conflict, "test.no");
    return {};
  });
  const auto of = opened(city().finance);
  auto context = officer(city().finance);
  EXPECT_FALSE(act(context, of, {.act = "noted", .on = context.today()}));
  EXPECT_EQ(find(of.id)->version, 1) << "what listens can refuse";
  EXPECT_THAT(heard, Contains("received"));
}

TEST_P(Cases, go_to_the_successor_of_whoever_leaves) {
  add_duties();
  auto of = opened(city().east);
  of.assignee = city().editor;
  auto context = officer(city().east);
  ASSERT_TRUE(act(context, of, {.act = "confirmed", .on = context.today()}));
  const auto successor = city().person("successor", city().east, {"disclosure_officer"});
  auto admin = city().as(city().system_admin);
  const auto person = city().find(city().editor);
  ASSERT_TRUE(directory::hand_over(admin, city().editor, person.version, successor));
  EXPECT_EQ(find(of.id)->assignee, successor);
}

TEST_P(Cases, number_their_series_without_gaps) {
  auto context = officer(city().finance);
  const auto next = [&](bool fails) {
    return in_transaction(context, "test.number", [&](Transaction& tx) -> Result<std::int64_t> {
      tx.open_to_all();
      const auto number = next_number(tx, city().finance, "letter", 2026);
      if (fails) return refuse(FaultKind::conflict, "test.no");
      return number;
    });
  };
  EXPECT_EQ(next(false), 1);
  EXPECT_FALSE(next(true));
  EXPECT_EQ(next(false), 2);
}

TEST_P(Cases, number_anew_for_each_unit_series_and_year) {
  auto context = officer(city().finance);
  ASSERT_TRUE(in_transaction(context, "test.number", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    EXPECT_EQ(next_number(tx, city().finance, "letter", 2026), 1);
    EXPECT_EQ(next_number(tx, city().finance, "letter", 2027), 1);
    EXPECT_EQ(next_number(tx, city().finance, "other", 2026), 1);
    EXPECT_EQ(next_number(tx, city().east, "letter", 2026), 1);
    EXPECT_EQ(next_number(tx, city().finance, "letter", 2026), 2);
    EXPECT_EQ(case_number(tx, "{year}-{serial:4}", "k", city().finance, Day::of(2026, 3, 2)), "2026-0001");
    EXPECT_THROW(case_number(tx, "{nonsense}", "k", city().finance, {}), std::logic_error);
    return {};
  }));
}

TEST_P(Cases, are_found_by_number_and_code_as_people_type_them) {
  const auto of = opened(city().finance);
  const auto code = query_code(vault(), of.id);
  EXPECT_THAT(code, SizeIs(8));
  auto reader = test().as_nobody();
  ASSERT_TRUE(find_by_code(reader, " " + of.number, code));
  std::string small = code;
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  EXPECT_TRUE(find_by_code(reader, of.number, small + " "));
}

TEST_P(Cases, refuse_a_wrong_number_and_a_wrong_code_alike_and_then_wait) {
  const auto of = opened(city().finance);
  auto reader = test().as_nobody();
  const auto wrong = find_by_code(reader, of.number, "22222222");
  const auto unknown = find_by_code(reader, "20260302-ZZZZZZ", "22222222");
  EXPECT_EQ(wrong.error().code, unknown.error().code);
  std::string last;
  for (int i = 0; i < 6; ++i) last = find_by_code(reader, of.number, "33333333").error().code;
  EXPECT_EQ(last, "auth.wait");
}

TEST_P(Cases, are_open_to_the_right_code_while_others_guess) {
  const auto of = opened(city().finance);
  for (int stranger = 1; stranger <= 8; ++stranger) {
    auto context = test().as_nobody();
    context.address = fmt::format("198.51.100.{}", stranger);
    for (int i = 0; i < 6; ++i) (void)find_by_code(context, of.number, "33333333");
  }
  auto owner = test().as_nobody();
  owner.address = "203.0.113.5";
  EXPECT_TRUE(find_by_code(owner, of.number, query_code(vault(), of.id)));
}

TEST_P(Cases, count_the_guesses_of_a_whole_network_of_ipv6_together) {
  const auto of = opened(city().finance);
  std::string last;
  for (int i = 1; i <= 6; ++i) {
    auto context = test().as_nobody();
    context.address = fmt::format("2001:db8:1:2::{:x}", i);
    last = find_by_code(context, of.number, "33333333").error().code;
  }
  EXPECT_EQ(last, "auth.wait");
  auto neighbour = test().as_nobody();
  neighbour.address = "2001:db8:1:3::1";
  EXPECT_TRUE(find_by_code(neighbour, of.number, query_code(vault(), of.id)));
}

TEST_P(Cases, are_opened_to_a_token_until_its_last_day) {
  const auto of = opened(city().finance);
  auto context = officer(city().finance);
  const auto token = in_transaction(context, "test.token", [&](Transaction& tx) -> Result<std::string> {
    tx.open_to_all();
    return new_token(tx, of, context.today() + 1);
  });
  ASSERT_TRUE(token);
  auto party = test().as_nobody();
  EXPECT_EQ(find_by_token(party, *token)->id, of.id);
  EXPECT_EQ(find_by_token(party, *token + "x").error().code, "case.token_unknown");
  EXPECT_EQ(find_by_token(party, "").error().code, "case.token_unknown");
  test().clock.advance_seconds(3 * 86'400);
  EXPECT_EQ(find_by_token(party, *token).error().code, "case.token_unknown");
}

TEST_P(Cases, tell_officers_once) {
  const auto of = opened(city().east);
  auto context = officer(city().east);
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(in_transaction(context, "test.tell", [&](Transaction& tx) -> Result<void> {
      tx.open_to_all();
      tell(tx, of, "unread", of.unit, {}, {{"hours", 24}}, "unread once");
      return {};
    }));
  const auto told = [&](UnitId unit) {
    const auto actor = officer(unit).actor;
    return database().read([&](db::Session& s) { return unseen(s, actor, "requests.read", 10); });
  };
  ASSERT_THAT(told(city().east), SizeIs(1));
  EXPECT_THAT(told(city().west), IsEmpty());
  auto stranger = officer(city().west);
  EXPECT_FALSE(see(stranger, told(city().east)[0].id, "requests.read"));
  ASSERT_TRUE(see(context, told(city().east)[0].id, "requests.read"));
  EXPECT_THAT(told(city().east), IsEmpty());
}
ON_EACH_ENGINE(Cases);

TEST(Networks, are_an_address_of_ipv4_and_the_upper_half_of_ipv6) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8:0:0:ffff::9"));
  EXPECT_NE(network_of("2001:db8::1"), network_of("2001:db8:0:1::1"));
  EXPECT_EQ(network_of(""), "");
}

TEST(Budgets, are_won_back_with_time_and_never_beyond_what_was_spent) {
  const Budget budget{.most = 30, .refill_seconds = 60};
  const auto at = start_of(Day::of(2026, 3, 2));
  const auth::Failures wrong{.count = 10, .last_at = at};
  EXPECT_EQ(spent_at(wrong, at, budget), 10);
  EXPECT_EQ(spent_at(wrong, at.plus_seconds(59), budget), 10);
  EXPECT_EQ(spent_at(wrong, at.plus_seconds(180), budget), 7);
  EXPECT_EQ(spent_at(wrong, at.plus_seconds(86'400), budget), 0);
  EXPECT_EQ(spent_at({}, at, budget), 0);
}

TEST(Typed, numbers_and_codes_lose_blanks_width_and_case) {
  EXPECT_EQ(typed("　20260302－7k2qdx "), "20260302-7K2QDX");
  EXPECT_EQ(typed("ab cd"), "ABCD");
}

TEST(Readable, codes_have_no_characters_that_look_alike) {
  for (int byte = 0; byte < 256; ++byte)
    EXPECT_THAT(std::string("0O1IL U"), Not(HasSubstr(readable(std::string(1, static_cast<char>(byte))))));
}

}  // namespace
}  // namespace gongkai::casework
