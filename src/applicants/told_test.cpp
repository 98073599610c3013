#include "applicants/told.hpp"

#include <gmock/gmock.h>

#include "applicants/term_moves.hpp"

namespace gongkai::applicants {
namespace {

using casework::Event;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Instant at(int hour, int day = 16) {
  return start_of(Day::of(2026, 3, day)).plus_seconds(hour * 3600);
}

const Telling rules{.quiet_from_hour = 22, .quiet_to_hour = 8, .acts = {"confirmed"}};

Event confirmed(Instant when) {
  return {.id = CaseEventId{7}, .act = "confirmed", .on = when.day(), .at = when};
}

std::vector<Told> told(Instant event_at, Instant now, std::vector<Message> messages = {},
                       std::vector<Way> ways = {Way::email}) {
  return told_of(casework::kind_of("request"), {confirmed(event_at)}, messages, ways, rules, now);
}

Message message(std::string_view state, Instant when) {
  return {.event = CaseEventId{7}, .way = "email", .state = std::string(state), .settled_at = when};
}

TEST(ToldApplicants, wait_for_the_end_of_the_quiet_hours) {
  const auto all = told(at(23), at(23));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].delivery, Delivery::waiting);
  EXPECT_EQ(all[0].at, at(8, 17));
  EXPECT_FALSE(all[0].words.empty());
}

TEST(ToldApplicants, are_under_way_and_then_were_not_told) {
  EXPECT_EQ(told(at(10), at(10)).front().delivery, Delivery::under_way);
  EXPECT_EQ(told(at(10), at(11)).front().delivery, Delivery::not_sent);
}

TEST(ToldApplicants, know_what_the_other_side_said) {
  EXPECT_EQ(told(at(10), at(12), {message("sent", at(10))}).front().delivery, Delivery::sent);
  EXPECT_EQ(told(at(10), at(12), {message("refused", at(10))}).front().delivery, Delivery::refused);
  EXPECT_EQ(told(at(10), at(12), {message("retried", at(11))}).front().delivery, Delivery::retried);
  EXPECT_EQ(told(at(10), at(12, 18), {message("retried", at(11))}).front().delivery, Delivery::not_sent);
}

TEST(ToldApplicants, without_any_way_were_told_nothing) {
  EXPECT_THAT(told(at(10), at(10), {}, {}), IsEmpty());
  EXPECT_THAT(told(at(10), at(10), {message("sent", at(10))}, {}), SizeIs(1)) << "what was sent stays sent";
}

TEST(ToldApplicants, are_not_told_of_other_acts) {
  const Event noted{.id = CaseEventId{8}, .act = "noted", .on = at(10).day(), .at = at(10)};
  EXPECT_THAT(told_of(casework::kind_of("request"), {noted}, {}, {Way::email}, rules, at(10)), IsEmpty());
}

/// A request received on Monday, 2026-03-02; its term of 20 working days ends on the 30th.
class TermMoves : public ::testing::Test {
 protected:
  std::string move_after(std::vector<Event> more) {
    std::vector<Event> events{{.act = "received", .on = Day::of(2026, 3, 2), .facts = {{"channel", "in_person"}}}};
    events.insert(events.end(), more.begin(), more.end());
    const requests::Situation situation{.kind = &casework::kind_of("request"),
                                        .stage = "handling",
                                        .channel = regulation::Channel::in_person,
                                        .events = &events,
                                        .calendar = &m_calendar,
                                        .rules = &regulation::catalog_rules(),
                                        .today = Day::of(2026, 3, 20)};
    return move_of(situation, events.size() - 1);
  }
  WorkCalendar m_calendar{{CalendarYear{.year = 2026}}};
};

TEST_F(TermMoves, say_when_the_answer_is_due) {
  EXPECT_EQ(move_after({}), "答复期限为2026年3月30日");
}

TEST_F(TermMoves, name_no_day_before_both_sides_have_confirmed) {  // Regulation Art. 31(3)
  const std::vector<Event> events{{.act = "received", .on = Day::of(2026, 3, 2), .facts = {{"channel", "internet"}}},
                                  {.act = "confirmed", .on = Day::of(2026, 3, 4)}};
  const requests::Situation situation{.kind = &casework::kind_of("request"),
                                      .stage = "unsigned",
                                      .channel = regulation::Channel::internet,
                                      .events = &events,
                                      .calendar = &m_calendar,
                                      .rules = &regulation::catalog_rules(),
                                      .today = Day::of(2026, 3, 20)};
  EXPECT_EQ(move_of(situation, 0), "");
  EXPECT_EQ(move_of(situation, 1), "答复期限为2026年4月1日");
}

TEST_F(TermMoves, name_both_days_of_an_extension) {  // Regulation Art. 33(2)
  EXPECT_EQ(move_after({{.act = "extended", .on = Day::of(2026, 3, 20), .facts = {{"working_days", 10}}}}),
            "答复期限由2026年3月30日改为2026年4月13日");
}

TEST_F(TermMoves, say_that_the_term_rests_while_others_are_asked) {  // Regulation Art. 33(3)
  EXPECT_EQ(
      move_after(
          {{.act = "consultation_sent", .on = Day::of(2026, 3, 10), .party = "third_party", .facts = {{"id", "c1"}}}}),
      "答复期限暂停计算，恢复计算后另行告知");
}

TEST_F(TermMoves, say_nothing_of_what_moves_nothing) {
  EXPECT_EQ(move_after({{.act = "noted", .on = Day::of(2026, 3, 10)}}), "");
}

}  // namespace
}  // namespace gongkai::applicants
