#include "requests/test_requests.hpp"

#include "casework/notices.hpp"
#include "requests/store.hpp"

namespace gongkai::requests {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Queues : public RequestTest {
 protected:
  std::vector<CaseId> queue(const QueueFilter& filter = {}) {
    std::vector<CaseId> ids;
    const auto actor = officer().actor;
    for (const auto& entry : queue_of(test().services).find(test().services, test().clock.today(), actor, filter))
      ids.push_back(entry->id);
    return ids;
  }
  Context administrator() { return test().as(testing::actor_with({"system.manage"})); }
  std::vector<std::string> told() {
    std::vector<std::string> kinds;
    const auto actor = officer().actor;
    for (const auto& notice :
         database().read([&](db::Session& s) { return casework::unseen(s, actor, permission::read, 100); }))
      kinds.push_back(notice.kind);
    return kinds;
  }
};

TEST_P(Queues, put_the_fewest_remaining_working_days_first) {
  to_day(2026, 3, 9);
  const auto late = in_hand("晚到的一件");
  to_day(2026, 3, 2);
  const auto early = in_hand("早到的一件");
  to_day(2026, 3, 9);
  EXPECT_THAT(queue(), ElementsAre(early, late));
}

TEST_P(Queues, put_what_waits_behind_what_runs) {
  const auto waiting = in_hand("等待补正的一件");
  auto context = officer();
  ASSERT_TRUE(done(ask_correction(context, waiting, {.what = "请写明年度"}, version(waiting))));
  const auto unconfirmed = submitted("还没有确认的一件");
  const auto running = in_hand("办理中的一件");
  EXPECT_THAT(queue(), ElementsAre(running, unconfirmed, waiting));
}

TEST_P(Queues, are_looked_through_by_who_has_them_and_by_how_far_below) {
  const auto mine = in_hand("我承办的一件");
  const auto nobodys = submitted("还没有承办人的一件");
  EXPECT_THAT(queue({.unassigned = true}), ElementsAre(nobodys));
  EXPECT_THAT(queue({.assignee = PersonId{1001}}), ElementsAre(mine));
  EXPECT_THAT(queue({.assignee = PersonId{4}}), IsEmpty());
  EXPECT_THAT(queue({.unit = unit(), .reach = "own"}), SizeIs(2));
  EXPECT_THAT(queue({.unit = unit(), .reach = "below"}), IsEmpty());
  EXPECT_THAT(queue({.unit = city().east, .reach = "below"}), SizeIs(2));
}

TEST_P(Queues, follow_each_act) {
  EXPECT_THAT(queue(), IsEmpty());
  const auto id = in_hand();
  EXPECT_THAT(queue({.stage = "handling"}), ElementsAre(id));
  EXPECT_THAT(queue({.stage = "unsigned"}), IsEmpty());
  EXPECT_THAT(queue({.assignee = PersonId{1001}}), ElementsAre(id));
  auto context = applicant();
  ASSERT_TRUE(done(withdraw(context, id, "", version(id))));
  EXPECT_THAT(queue(), IsEmpty());
}

TEST_P(Queues, count_anew_on_another_day) {
  const auto id = in_hand();
  EXPECT_THAT(queue({.colour = "green"}), ElementsAre(id));
  to_day(2026, 3, 27);
  EXPECT_THAT(queue({.colour = "red"}), ElementsAre(id));
  to_day(2026, 4, 7);
  EXPECT_THAT(queue({.colour = "overdue"}), ElementsAre(id));
}

TEST_P(Queues, show_their_own_units_and_those_they_help) {
  const auto id = in_hand();
  const auto east = with({"requests.read", "requests.handle"}, city().east, PersonId{1005});
  const auto seen = [&] {
    return queue_of(test().services).find(test().services, test().clock.today(), east.actor, {});
  };
  EXPECT_THAT(seen(), IsEmpty());
  auto context = officer();
  ASSERT_TRUE(done(ask_unit(context, id, city().east, "请协助", version(id))));
  EXPECT_THAT(seen(), SizeIs(1));
}

TEST_P(Queues, say_the_same_as_the_events) {
  for (int i = 0; i < 5; ++i) in_hand("第" + std::to_string(i) + "件申请");
  for (const auto& entry : queue_of(test().services).all(test().services, test().clock.today())) {
    EXPECT_EQ(entry->reply_due, reading(entry->id).reply_due);
    EXPECT_EQ(entry->stage, stage(entry->id));
  }
}

TEST_P(Queues, move_with_the_calendar_and_tell_whose_term_moved) {  // J3(d)
  to_day(2026, 12, 21);
  const auto moved = in_hand("跨年的一件");
  to_day(2026, 12, 1);
  const auto same = in_hand("年内的一件");
  to_day(2026, 12, 22);
  EXPECT_TRUE(reading(moved).provisional);
  const auto before = *reading(moved).reply_due;
  auto admin = administrator();
  ASSERT_TRUE(calendar::set_year(
      admin,
      {.year = 2027, .status = YearStatus::announced, .holidays = {{Day::of(2027, 1, 1), "元旦"}}, .source = "通知"},
      0));
  auto system = test().as_system();
  const auto moves = tell_of_moves(system, 2027, 1);
  ASSERT_TRUE(done(moves));
  ASSERT_THAT(*moves, SizeIs(1));
  EXPECT_EQ(moves->front().id, moved);
  EXPECT_EQ(moves->front().from, before);
  EXPECT_EQ(moves->front().to, *reading(moved).reply_due);
  EXPECT_EQ(casework::last_of(desk(moved).events, "due_moved")->facts.at("version").as_int64(), 1);
  EXPECT_FALSE(casework::last_of(desk(same).events, "due_moved"));
  EXPECT_THAT(told(), ::testing::Contains("due_moved"));
}

TEST_P(Queues, tell_of_a_move_once) {
  to_day(2026, 12, 21);
  const auto id = in_hand();
  auto admin = administrator();
  ASSERT_TRUE(calendar::set_year(
      admin, {.year = 2027, .status = YearStatus::announced, .holidays = {{Day::of(2027, 1, 1), "元旦"}}}, 0));
  auto system = test().as_system();
  ASSERT_TRUE(done(tell_of_moves(system, 2027, 1)));
  const auto once = version(id);
  ASSERT_TRUE(done(tell_of_moves(system, 2027, 1)));
  EXPECT_EQ(version(id), once);
}

TEST_P(Queues, alarm_when_nobody_confirms) {  // Art. 31(3)
  submitted();
  auto system = test().as_system();
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), IsEmpty());
  to_day(2026, 3, 4);
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), ElementsAre("unconfirmed"));
}

TEST_P(Queues, alarm_when_nobody_signs_and_then_upwards) {
  const auto id = submitted();
  auto context = officer();
  ASSERT_TRUE(done(confirm(context, id, {}, "", 1)));
  auto system = test().as_system();
  to_day(2026, 3, 3, 11);
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), ElementsAre("unread"));
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), SizeIs(1)) << "once";
  to_day(2026, 3, 4, 11);
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), ::testing::Contains("escalated"));
  const auto city_office = with({"requests.read", "requests.supervise"}, city().root, PersonId{1009});
  EXPECT_THAT(
      database().read([&](db::Session& s) { return casework::unseen(s, city_office.actor, permission::read, 10); }),
      ::testing::Not(IsEmpty()));
}

TEST_P(Queues, alarm_when_a_term_is_nearly_over_and_when_it_is) {
  in_hand();
  auto system = test().as_system();
  to_day(2026, 3, 27);
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), ::testing::Contains("due_soon"));
  to_day(2026, 4, 7);
  ASSERT_TRUE(done(raise_alarms(system)));
  EXPECT_THAT(told(), ::testing::Contains("overdue"));
}

TEST_P(Queues, let_the_supervisor_press) {
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(urge(context, id, "请抓紧", version(id)).error().kind, FaultKind::forbidden);
  auto supervisor = with({"requests.read", "requests.supervise"}, city().root, PersonId{1009});
  ASSERT_TRUE(done(urge(supervisor, id, "请抓紧", version(id))));
  EXPECT_THAT(told(), ElementsAre("urged"));
}

TEST_P(Queues, list_what_other_units_ask) {
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(consult(
      context, id,
      {.kind = std::string(kind::other_body), .party = {.name = "东屿区", .unit = city().east}, .question = "请查明"},
      version(id))));
  const auto inquiries = [&](UnitId of) {
    return database().read([&](db::Session& s) { return store::inquiries_to(s, path_of(of), 10); });
  };
  EXPECT_THAT(inquiries(city().east), SizeIs(1));
  EXPECT_THAT(inquiries(city().west), IsEmpty());
}
ON_EACH_ENGINE(Queues);

}  // namespace
}  // namespace gongkai::requests
