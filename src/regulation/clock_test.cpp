// The legal numbers, each with its article, and what the case tables do not say.
#include <gtest/gtest.h>

#include "platform/i18n/messages.hpp"
#include "regulation/describe.hpp"
#include "regulation/test_cases.hpp"

namespace gongkai::regulation {
namespace {
using testing::official;

Day day(std::string_view text) {
  return *parse_day(text);
}

HistoryEvent event(std::string_view on, Act act) {
  return {.on = day(on), .act = act};
}

History request(std::vector<HistoryEvent> events = {}, std::string_view received = "2026-03-02") {
  events.insert(events.begin(), event(received, Act::received));
  return {.channel = Channel::in_person, .events = std::move(events)};
}

Result<ClockReading> read(const History& history, std::string_view as_of) {
  return clock(history, official(), catalog_rules(), day(as_of));
}

HistoryEvent consult(std::string_view on, Party party, std::string_view received) {
  auto sent = event(on, Act::consultation_sent);
  sent.party = party;
  sent.received_on = day(received);
  return sent;
}

HistoryEvent extend(std::string_view on, int days) {
  auto extended = event(on, Act::extended);
  extended.working_days = days;
  return extended;
}

std::optional<Day> due(const ClockReading& reading, ClockKind kind) {
  for (const auto& deadline : reading.deadlines)
    if (deadline.clock == kind) return deadline.due;
  return std::nullopt;
}

TEST(Article30, correction_is_asked_within_7_working_days) {
  EXPECT_EQ(due(*read(request(), "2026-03-02"), ClockKind::correct), day("2026-03-11"));
}

TEST(Article30, the_term_restarts_in_full_from_the_corrected_request) {
  const auto reading =
      read(request({event("2026-03-04", Act::correction_asked), event("2026-03-16", Act::corrected)}), "2026-03-16");
  EXPECT_EQ(reading->started, day("2026-03-16"));
  EXPECT_EQ(reading->remaining_working_days, 20);
}

TEST(Article32, the_third_party_has_15_working_days_from_receipt) {
  const auto reading = read(request({consult("2026-03-09", Party::third_party, "2026-03-10")}), "2026-03-11");
  EXPECT_EQ(due(*reading, ClockKind::third), day("2026-03-31"));
}

TEST(Article33_1, an_answer_on_the_spot_is_in_time) {
  const auto reading = read(request({event("2026-03-02", Act::replied)}), "2026-03-02");
  EXPECT_EQ(reading->on_time, true);
  EXPECT_EQ(reading->counted, 0);
}

TEST(Article33_2, the_answer_is_due_within_20_working_days) {
  EXPECT_EQ(read(request(), "2026-03-02")->term, 20);
  EXPECT_EQ(read(request(), "2026-03-02")->reply_due, day("2026-03-30"));
}

TEST(Article33_2, an_extension_adds_at_most_20_working_days) {
  EXPECT_EQ(read(request({extend("2026-03-30", 20)}), "2026-03-30")->term, 40);
  EXPECT_EQ(read(request({extend("2026-03-30", 21)}), "2026-03-30").error().code, "regulation.extension_too_long");
}

TEST(Article33_2, both_ends_of_an_extended_term_are_told) {
  const auto reading = read(request({extend("2026-03-30", 20)}), "2026-03-31");
  EXPECT_EQ(due(*reading, ClockKind::reply), day("2026-03-30"));
  EXPECT_EQ(due(*reading, ClockKind::extend), reading->reply_due);
}

// The new answer is an answer of Art. 33(2): law.md names no other term.
TEST(Article33_2, an_answer_given_anew_has_20_working_days_again) {
  const auto reading =
      read(request({event("2026-03-20", Act::replied), event("2026-06-01", Act::reopened)}), "2026-06-01");
  EXPECT_EQ(reading->started, day("2026-06-01"));
  EXPECT_EQ(reading->reply_due, day("2026-06-30"));
  EXPECT_EQ(reading->received, day("2026-03-02"));
}

TEST(Reopening, keeps_the_day_that_the_decision_sets) {
  auto reopened = event("2026-06-01", Act::reopened);
  reopened.until = day("2026-06-12");
  const auto reading = read(request({event("2026-03-20", Act::replied), reopened}), "2026-06-02");
  EXPECT_EQ(reading->reply_due, day("2026-06-12"));
  EXPECT_EQ(due(*reading, ClockKind::reply), day("2026-06-12"));
}

TEST(Reopening, shows_the_days_in_between_as_not_counted) {
  const auto reading =
      read(request({event("2026-03-20", Act::replied), event("2026-06-01", Act::reopened)}), "2026-06-02");
  const auto found = std::ranges::find(reading->explanation, day("2026-04-01"), &ExplainedDay::day);
  ASSERT_NE(found, reading->explanation.end());
  EXPECT_EQ(why_of(*found), "已经办结，不计");
}

TEST(Article33_3, another_body_has_no_term_of_its_own) {
  const auto reading = read(request({consult("2026-03-09", Party::other_body, "2026-03-10")}), "2026-11-20");
  EXPECT_EQ(reading->state, State::paused);
  EXPECT_EQ(due(*reading, ClockKind::third), std::nullopt);
  EXPECT_EQ(due(*reading, ClockKind::joint), std::nullopt);
}

TEST(Article34, a_joint_maker_who_is_silent_for_15_working_days_consents) {
  const auto reading = read(request({consult("2026-03-05", Party::joint_maker, "2026-03-06")}), "2026-03-30");
  EXPECT_EQ(due(*reading, ClockKind::joint), day("2026-03-27"));
  EXPECT_EQ(reading->warnings.at(0).code, "joint_maker_consents");
}

TEST(Article35, a_delay_is_a_deadline_of_its_own) {
  auto delayed = event("2026-03-18", Act::delayed);
  delayed.until = day("2026-05-20");
  const auto reading = read(request({event("2026-03-05", Act::explanation_asked), delayed}), "2026-03-20");
  EXPECT_EQ(due(*reading, ClockKind::abnormal), day("2026-05-20"));
}

TEST(FeeRules109, payment_is_due_20_working_days_after_the_notice_was_received) {
  auto notice = event("2026-03-10", Act::fee_notified);
  notice.received_on = day("2026-03-11");
  EXPECT_EQ(due(*read(request({notice}), "2026-03-12"), ClockKind::fee), day("2026-04-09"));
}

TEST(FeeRules109, may_let_the_term_go_on_after_the_payment_instead) {
  auto rules = catalog_rules().sets();
  for (auto& set : rules) set.after_payment = AfterPayment::resume;
  const auto history = request({event("2026-03-10", Act::fee_notified), event("2026-03-20", Act::fee_paid)});
  const auto reading = clock(history, official(), Rules(rules), day("2026-03-23"));
  EXPECT_EQ(reading->started, day("2026-03-02"));
  EXPECT_EQ(reading->counted, 7);  // 3 to 10 March and the 23rd
}

TEST(Clock, keeps_to_the_days_that_are_known) {
  const auto history = request({extend("2026-03-27", 20), event("2026-04-20", Act::replied)});
  EXPECT_EQ(read(history, "2026-03-26")->reply_due, day("2026-03-30"));
  EXPECT_EQ(read(history, "2026-04-19")->state, State::running);
  EXPECT_EQ(read(history, "2026-04-20")->state, State::closed);
}

TEST(Clock, does_not_count_what_was_received_tomorrow) {
  const auto history = request({consult("2026-03-09", Party::third_party, "2026-03-12")});
  EXPECT_EQ(due(*read(history, "2026-03-11"), ClockKind::third), std::nullopt);
  EXPECT_TRUE(due(*read(history, "2026-03-12"), ClockKind::third));
}

TEST(Clock, refuses_an_empty_history) {
  EXPECT_EQ(clock({}, official(), catalog_rules(), day("2026-03-02")).error().code, "regulation.no_events");
}

TEST(Clock, an_opinion_after_the_reply_changes_nothing) {
  const auto sent = consult("2026-03-05", Party::other_body, "2026-03-05");
  const auto before = read(request({sent, event("2026-03-16", Act::replied)}), "2026-04-01");
  const auto after = read(
      request({sent, event("2026-03-16", Act::replied), event("2026-03-20", Act::opinion_received)}), "2026-04-01");
  EXPECT_EQ(before->remaining_working_days, after->remaining_working_days);
  EXPECT_EQ(after->on_time, true);
}

TEST(Clock, tells_each_day_why_it_does_not_count) {
  const auto reading = read(request({consult("2026-03-09", Party::third_party, "2026-03-10")}), "2026-03-13");
  EXPECT_EQ(why_of(reading->explanation.front()), "起始日，不计（收到申请）");
  EXPECT_EQ(why_of(reading->explanation.back()), "征求第三方意见，不计");
  EXPECT_EQ(why_of(reading->explanation.at(5)), "周末");
}

TEST(Description, has_a_text_for_every_warning_state_and_clock) {
  for (const auto& line : testing::case_lines("clock_")) {
    const auto reading = clock(testing::history_of(line), testing::calendar_named(line.at("日历")), catalog_rules(),
                               day(line.at("推算日")));
    for (const auto& text : describe(*reading)) {
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
      EXPECT_EQ(text.find("regulation."), std::string::npos) << text;
    }
  }
}

TEST(Description, is_the_same_count_in_words_and_in_json) {
  const auto reading = read(request(), "2026-03-10");
  const auto lines = describe(*reading);
  const auto json = to_json(*reading);
  for (std::size_t i = 0; i < reading->explanation.size(); ++i) {
    const auto& day = json.at("explanation").as_array().at(i).as_object();
    EXPECT_TRUE(lines.at(i).starts_with(std::string(day.at("day").as_string())));
    EXPECT_NE(lines.at(i).find(std::string(day.at("why").as_string())), std::string::npos);
  }
  EXPECT_EQ(lines.back(), "应于2026年3月30日前答复（含当日），剩余14个工作日");
}

TEST(Description, json_has_the_members_that_callers_rely_on) {
  const auto json = to_json(*read(request({event("2026-03-04", Act::correction_asked)}), "2026-03-05"));
  EXPECT_EQ(json.at("state").as_string(), "waiting_correction");
  EXPECT_TRUE(json.at("reply_due").is_null());
  EXPECT_EQ(json.at("remaining_working_days").as_int64(), 18);
  EXPECT_TRUE(json.at("on_time").is_null());
  EXPECT_FALSE(json.at("provisional").as_bool());
  EXPECT_EQ(json.at("deadlines").as_array().at(0).at("clock").as_string(), "CK_CORRECT");
}

}  // namespace
}  // namespace gongkai::regulation
