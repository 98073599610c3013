// The statutory clocks as officers and applicants move them.
#include "requests/test_requests.hpp"

namespace gongkai::requests {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Terms : public RequestTest {
 protected:
  CaseId asked(std::string_view kind, CaseId id) {
    auto context = officer();
    const auto made = consult(context, id,
                              {.kind = std::string(kind),
                               .party = {.name = "示例公司", .phone = "13900000000"},
                               .question = "所涉合同是否同意公开"},
                              version(id));
    EXPECT_TRUE(done(made));
    token = made.value_or(Asked{}).token;
    return made.value_or(Asked{}).id;
  }
  std::string token;
};

TEST_P(Terms, run_out_twenty_working_days_after_receipt) {  // Art. 33(2)
  const auto id = in_hand();
  EXPECT_EQ(reading(id).reply_due, Day::of(2026, 3, 30));
}

TEST_P(Terms, cross_a_holiday_with_its_make_up_days) {
  to_day(2026, 9, 30, 23);  // the last evening before National Day
  const auto id = in_hand();
  const auto due = reading(id).reply_due;
  ASSERT_TRUE(due);
  const auto calendar = test().services.calendars->current();
  EXPECT_EQ(*due, calendar->add(Day::of(2026, 9, 30), 20));
}

TEST_P(Terms, begin_anew_with_the_corrected_request) {  // Art. 30
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(ask_correction(context, id, {.what = "请写明年度"}, version(id))));
  EXPECT_EQ(stage(id), "waiting_correction");
  EXPECT_FALSE(reading(id).reply_due);
  to_day(2026, 3, 10);
  auto reader = applicant();
  ASSERT_TRUE(done(correct(reader, id, "2025年度", {}, version(id))));
  EXPECT_EQ(reading(id).started, Day::of(2026, 3, 10));
  EXPECT_EQ(reading(id).counted, 0);
}

TEST_P(Terms, let_a_correction_be_asked_once) {  // Art. 30: 一次性告知
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(ask_correction(context, id, {.what = "请写明年度"}, version(id))));
  ASSERT_TRUE(done(note_corrected(context, id, {}, "2025年度", version(id))));
  EXPECT_THAT(why_not(desk(id).situation(), "correction_asked"), SizeIs(1));
  EXPECT_FALSE(ask_correction(context, id, {.what = "再补正"}, version(id)));
}

TEST_P(Terms, end_a_request_that_was_not_corrected_in_time) {  // Art. 30
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(ask_correction(context, id, {.what = "请写明年度", .until = Day::of(2026, 3, 10)}, version(id))));
  to_day(2026, 3, 10);
  EXPECT_EQ(code_of(close(context, id, "abandoned_correction", "逾期不补正", version(id))), "requests.not_yet");
  to_day(2026, 3, 11);
  ASSERT_TRUE(done(close(context, id, "abandoned_correction", "逾期不补正", version(id))));
  EXPECT_EQ(desk(id).row.outcome, "abandoned_correction");
}

TEST_P(Terms, stand_still_while_a_third_party_is_asked) {  // Art. 32, 33(3)
  const auto id = in_hand();
  const auto sub = asked(kind::third_party, id);
  auto context = officer();
  to_day(2026, 3, 4);
  ASSERT_TRUE(done(note_party_received(context, sub, {}, 1)));
  EXPECT_EQ(reading(id).state, regulation::State::paused);
  to_day(2026, 3, 9);
  ASSERT_TRUE(done(note_opinion(context, sub, {.answer = "agree"}, version(sub))));
  EXPECT_EQ(reading(id).state, regulation::State::paused) << "on its last day a pause still stands";
  EXPECT_EQ(reading(id).counted, 0) << "sent on the day of receipt, answered today: no day has counted yet";
  to_day(2026, 3, 10);
  EXPECT_EQ(reading(id).state, regulation::State::running);
  EXPECT_EQ(reading(id).counted, 1);
}

TEST_P(Terms, hold_back_a_decision_while_somebody_is_asked) {
  const auto id = in_hand();
  const auto sub = asked(kind::third_party, id);
  auto context = officer();
  EXPECT_EQ(code_of(decide(context, id, {.outcome = "open", .reasons = "理由"}, version(id))),
            "requests.consultation_open");
  ASSERT_TRUE(done(call_off(context, sub, "改为不公开该部分", version(sub))));
  EXPECT_TRUE(done(decide(context, id, {.outcome = "open", .reasons = "理由"}, version(id))));
}

TEST_P(Terms, note_silence_only_after_fifteen_working_days_from_receipt) {  // Art. 32, 34
  const auto id = in_hand();
  const auto sub = asked(kind::joint_maker, id);
  auto context = officer();
  EXPECT_EQ(code_of(note_silence(context, sub, 1)), "requests.not_received_yet");
  ASSERT_TRUE(done(note_party_received(context, sub, {}, 1)));
  const auto due = test().services.calendars->current()->add(Day::of(2026, 3, 2), 15);
  to_day(due.year(), due.month(), due.day_of_month());
  EXPECT_EQ(code_of(note_silence(context, sub, version(sub))), "requests.not_yet");
  const auto after = due + 1;
  to_day(after.year(), after.month(), after.day_of_month());
  ASSERT_TRUE(done(note_silence(context, sub, version(sub))));
  EXPECT_EQ(reading(id).state, regulation::State::running);
}

TEST_P(Terms, wait_for_other_bodies_without_a_limit) {  // Art. 33(3)
  const auto id = in_hand();
  const auto sub = asked(kind::other_body, id);
  auto context = officer();
  ASSERT_TRUE(done(note_party_received(context, sub, {}, 1)));
  to_day(2026, 6, 1);
  EXPECT_EQ(code_of(note_silence(context, sub, version(sub))), "requests.no_term");
  ASSERT_TRUE(done(remind(context, sub, "请尽快", version(sub))));
  EXPECT_EQ(reading(id).state, regulation::State::paused);
}

TEST_P(Terms, hear_an_outside_party_by_its_token) {
  const auto id = in_hand();
  const auto sub = asked(kind::third_party, id);
  auto party = applicant();
  to_day(2026, 3, 4);
  const auto shown = open_by_token(party, token);
  ASSERT_TRUE(done(shown));
  EXPECT_EQ(shown->question, "所涉合同是否同意公开");
  EXPECT_EQ(casework::last_of(shown->events, "received")->on, Day::of(2026, 3, 4));
  ASSERT_TRUE(done(open_by_token(party, token))) << "looking twice is receiving once";
  EXPECT_EQ(code_of(answer_by_token(party, token, {.answer = "refuse"})), "requests.words_missing");
  ASSERT_TRUE(done(answer_by_token(party, token, {.answer = "refuse", .words = "涉及商业秘密"})));
  EXPECT_EQ(code_of(answer_by_token(party, token, {.answer = "agree"})), "case.act_not_now");
  EXPECT_THAT(open_consultations(desk(id).events), IsEmpty());
  EXPECT_EQ(stage(id), "handling");
  EXPECT_EQ(version(sub), 3);
}

TEST_P(Terms, put_an_inquiry_on_the_desk_of_a_unit_of_this_platform) {
  const auto id = in_hand();
  auto context = officer();
  const auto made = consult(
      context, id,
      {.kind = std::string(kind::other_body), .party = {.name = "东屿区", .unit = city().east}, .question = "请查明"},
      version(id));
  ASSERT_TRUE(done(made));
  EXPECT_EQ(made->token, "");
  auto asked_unit = with({"requests.read", "requests.handle"}, city().east, PersonId{1005});
  ASSERT_TRUE(done(note_opinion(asked_unit, made->id, {.answer = "information", .words = "查无此件"}, 1)));
  auto stranger = with({"requests.read", "requests.handle"}, city().west, PersonId{1006});
  EXPECT_EQ(note_opinion(stranger, made->id, {.answer = "agree"}, 2).error().kind, FaultKind::forbidden);
}

TEST_P(Terms, are_extended_by_the_head_and_by_nobody_else) {  // Art. 33(2)
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(extend(context, id, 10, "理由", version(id)).error().kind, FaultKind::forbidden);
  ASSERT_TRUE(done(ask_extension(context, id, 20, "需要汇总", version(id))));
  auto boss = head();
  ASSERT_TRUE(done(extend(boss, id, 20, "同意", version(id))));
  EXPECT_EQ(reading(id).term, 40);
}

TEST_P(Terms, are_extended_once_and_by_twenty_working_days_at_most) {
  const auto id = in_hand();
  auto boss = head();
  EXPECT_EQ(code_of(extend(boss, id, 21, "理由", version(id))), "requests.extension_days");
  EXPECT_EQ(code_of(extend(boss, id, 0, "理由", version(id))), "requests.extension_days");
  ASSERT_TRUE(done(extend(boss, id, 5, "理由", version(id))));
  EXPECT_FALSE(extend(boss, id, 5, "理由", version(id)));
}

TEST_P(Terms, are_extended_before_they_run_out) {
  const auto id = in_hand();
  auto boss = head();
  to_day(2026, 3, 30);
  EXPECT_THAT(why_not(desk(id).situation(), "extended"), IsEmpty()) << "on the last day";
  to_day(2026, 3, 31);
  EXPECT_THAT(why_not(desk(id).situation(), "extended"), SizeIs(1));
  EXPECT_FALSE(extend(boss, id, 5, "理由", version(id)));
}

TEST_P(Terms, wait_for_a_fee_and_begin_anew_when_it_is_paid) {  // law.md D3
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(code_of(notify_fee(context, id, {.by = "page", .count = 30}, version(id))), "requests.fee_free");
  EXPECT_EQ(code_of(notify_fee(context, id, {.by = "weight", .count = 30}, version(id))), "requests.fee_basis");
  const auto fee = notify_fee(context, id, {.by = "page", .count = 100, .received_on = context.today()}, version(id));
  EXPECT_EQ(fee, 700);
  EXPECT_EQ(stage(id), "waiting_fee");
  auto reader = applicant();
  ASSERT_TRUE(done(report_payment(reader, id, "已转账", version(id))));
  to_day(2026, 3, 12);
  ASSERT_TRUE(done(note_paid(context, id, {}, "票据1号", version(id))));
  EXPECT_EQ(reading(id).started, Day::of(2026, 3, 12));
}

TEST_P(Terms, end_a_request_whose_fee_was_not_paid_in_time) {
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(notify_fee(context, id, {.by = "item", .count = 11, .received_on = context.today()}, version(id))));
  EXPECT_EQ(code_of(close(context, id, "abandoned_fee", "逾期未缴", version(id))), "requests.not_yet");
  to_day(2026, 4, 20);
  EXPECT_TRUE(done(close(context, id, "abandoned_fee", "逾期未缴", version(id))));
}

TEST_P(Terms, of_payment_begin_when_the_notice_is_received) {  // law.md D3
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(notify_fee(context, id, {.by = "item", .count = 11}, version(id))));
  to_day(2026, 5, 20);
  EXPECT_EQ(code_of(close(context, id, "abandoned_fee", "逾期未缴", version(id))), "requests.fee_not_received");
  ASSERT_TRUE(done(note_fee_received(context, id, Day::of(2026, 5, 18), version(id))));
  EXPECT_EQ(code_of(close(context, id, "abandoned_fee", "逾期未缴", version(id))), "requests.not_yet");
}

TEST_P(Terms, go_on_when_the_fee_is_waived) {
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(notify_fee(context, id, {.by = "item", .count = 31}, version(id))));
  ASSERT_TRUE(done(waive_fee(context, id, "低保对象", version(id))));
  EXPECT_EQ(reading(id).reply_due, Day::of(2026, 3, 30)) << "as if it had never been asked for";
}

TEST_P(Terms, are_delayed_only_after_the_applicant_explained) {  // Art. 35
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(ask_reason(context, id, "请说明理由", version(id))));
  EXPECT_THAT(why_not(desk(id).situation(), "delayed"), ::testing::Not(IsEmpty()));
  auto reader = applicant();
  ASSERT_TRUE(done(explain_volume(reader, id, "用于学术研究", version(id))));
  EXPECT_TRUE(done(accept_reason(context, id, Day::of(2026, 6, 1), "理由合理", version(id))));
}
ON_EACH_ENGINE(Terms);

}  // namespace
}  // namespace gongkai::requests
