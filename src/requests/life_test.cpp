// The life of a request, act by act.
#include "requests/test_requests.hpp"

#include <thread>

#include "casework/case_files.hpp"
#include "casework/notices.hpp"
#include "requests/opening.hpp"

namespace gongkai::requests {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Life : public RequestTest {};

TEST_P(Life, of_a_request_by_the_internet_begins_to_count_when_it_is_confirmed) {  // Art. 31(3)
  const auto id = submitted();
  EXPECT_EQ(stage(id), "unconfirmed");
  EXPECT_FALSE(desk(id).row.received_on);
  to_day(2026, 3, 3);
  auto context = officer();
  ASSERT_TRUE(done(confirm(context, id, {}, "电话确认", version(id))));
  EXPECT_EQ(stage(id), "unsigned");
  EXPECT_EQ(desk(id).row.received_on, Day::of(2026, 3, 3));
  EXPECT_EQ(reading(id).received, Day::of(2026, 3, 3));
}

TEST_P(Life, answers_the_same_case_to_the_same_key) {
  auto context = applicant();
  context.idempotency_key = "form-1";
  const auto first = submit(context, form());
  const auto second = submit(context, form());
  ASSERT_TRUE(done(first));
  ASSERT_TRUE(done(second));
  EXPECT_EQ(first->id, second->id);
  EXPECT_EQ(first->code, second->code);
}

TEST_P(Life, takes_one_of_the_same_forms_that_arrive_at_the_same_moment) {
  std::atomic<int> taken{0}, refused{0};
  std::vector<std::thread> browsers;
  for (int i = 0; i < 6; ++i)
    browsers.emplace_back([&] {
      auto context = applicant();
      const auto receipt = submit(context, form());
      if (receipt) ++taken;
      else if (receipt.error().code == "requests.same_open") ++refused;
    });
  for (auto& browser : browsers) browser.join();
  EXPECT_EQ(taken, 1);
  EXPECT_EQ(refused, 5);
}

TEST_P(Life, is_one_case_for_two_submits_at_once) {
  Result<Receipt> one, two;
  const auto send = [&](Result<Receipt>& receipt) {
    auto context = applicant();
    context.idempotency_key = "form-2";
    receipt = submit(context, form());
  };
  std::thread other([&] { send(two); });
  send(one);
  other.join();
  ASSERT_TRUE(done(one));
  ASSERT_TRUE(done(two));
  EXPECT_EQ(one->id, two->id);
}

TEST_P(Life, refuses_the_same_text_of_the_same_applicant_while_it_is_open) {
  const auto id = submitted();
  auto context = applicant();
  EXPECT_EQ(code_of(submit(context, form())), "requests.same_open");
  EXPECT_TRUE(done(submit(context, form("另一项信息的申请"))));
  ASSERT_TRUE(done(withdraw(context, id, "", version(id))));
  EXPECT_TRUE(done(submit(context, form())));
}

TEST_P(Life, leads_back_by_number_and_code_or_phone) {
  auto context = applicant();
  const auto receipt = submit(context, form());
  EXPECT_EQ(casework::find_by_code(context, receipt->number, receipt->code)->id, receipt->id);
  EXPECT_EQ(find_by_phone(context, receipt->number, " 13800001234 ")->id, receipt->id);
  EXPECT_EQ(code_of(find_by_phone(context, receipt->number, "13800009999")), "case.not_tracked");
}

TEST_P(Life, keeps_the_code_open_when_telephones_are_guessed_from_everywhere) {
  auto context = applicant();
  const auto receipt = submit(context, form());
  const auto from = [&](int network) {
    auto stranger = applicant();
    stranger.address = fmt::format("198.51.100.{}", network);
    return stranger;
  };
  for (int network = 1; network <= 30; ++network) {
    auto stranger = from(network);
    EXPECT_EQ(code_of(find_by_phone(stranger, receipt->number, "13800009999")), "case.not_tracked");
  }
  auto owner = from(99);
  EXPECT_EQ(code_of(find_by_phone(owner, receipt->number, "13800001234")), "case.phone_closed");
  EXPECT_EQ(code_of(find_by_phone(owner, "20260302-ZZZZZZ", "13800001234")), "case.not_tracked");
  EXPECT_TRUE(casework::find_by_code(owner, receipt->number, receipt->code));
  test().clock.advance_seconds(48 * 60);
  EXPECT_TRUE(find_by_phone(owner, receipt->number, "13800001234")) << "one a while is won back";
}

TEST_P(Life, does_not_count_the_right_telephone_as_a_guess) {
  auto context = applicant();
  const auto receipt = submit(context, form());
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(done(find_by_phone(context, receipt->number, "13800001234"))) << i;
}

TEST_P(Life, is_found_by_the_mailbox_and_the_telephone_that_the_applicant_named) {
  const auto id = submitted();
  database().read([&](db::Session& s) {
    EXPECT_EQ(cases_of_email(s, vault(), "Tester@example.cn", 10), std::vector{id});
    EXPECT_EQ(cases_of_phone(s, vault(), "13800001234", 10), std::vector{id});
    EXPECT_TRUE(cases_of_email(s, vault(), "other@example.cn", 10).empty());
  });
}

TEST_P(Life, at_the_counter_begins_at_once) {  // Art. 31(1)
  auto context = officer();
  const auto receipt = take_in(context, {.submission = form(), .channel = "in_person", .arrived_on = context.today()});
  ASSERT_TRUE(done(receipt));
  EXPECT_EQ(stage(receipt->id), "unsigned");
  EXPECT_EQ(desk(receipt->id).row.received_on, context.today());
}

TEST_P(Life, of_an_oral_request_is_the_same_record) {  // Art. 29(1)
  auto context = officer();
  const auto receipt = take_in(context, {.submission = form(), .channel = "oral", .arrived_on = context.today()});
  ASSERT_TRUE(done(receipt));
  const auto found = database().read([&](db::Session& s) { return find(s, vault(), receipt->id); });
  EXPECT_EQ(found->applicant.name, "欧阳测试");
}

TEST_P(Life, of_a_plain_letter_waits_for_the_confirmation) {  // Art. 31(2)
  auto context = officer();
  const auto day = context.today();
  const auto waiting = take_in(context, {.submission = form(), .channel = "plain_mail", .arrived_on = day - 3});
  EXPECT_EQ(stage(waiting->id), "unconfirmed");
  const auto known = take_in(context, {.submission = form("另一封信里的申请"),
                                       .channel = "plain_mail",
                                       .arrived_on = day - 3,
                                       .confirmed_on = day - 3});
  EXPECT_EQ(desk(known->id).row.received_on, day - 3);
}

TEST_P(Life, does_not_begin_in_the_future_or_by_an_unknown_way) {
  auto context = officer();
  EXPECT_EQ(code_of(take_in(context, {.submission = form(), .channel = "fax", .arrived_on = context.today() + 1})),
            "requests.in_the_future");
  EXPECT_EQ(code_of(take_in(context, {.submission = form(), .channel = "internet", .arrived_on = context.today()})),
            "requests.channel_unknown");
  EXPECT_EQ(code_of(take_in(context, {.submission = form(),
                                      .channel = "fax",
                                      .arrived_on = context.today(),
                                      .confirmed_on = context.today() - 1})),
            "requests.confirmed_before_arrival");
}

TEST_P(Life, is_not_begun_by_those_who_may_not_register) {
  auto context = head();
  EXPECT_EQ(take_in(context, {.submission = form(), .channel = "oral", .arrived_on = context.today()}).error().kind,
            FaultKind::forbidden);
}

TEST_P(Life, keeps_files_under_names_that_tell_nothing) {
  auto submission = form();
  submission.attachments.push_back({file("王小明身份证.txt"), "王小明身份证.txt"});
  auto context = applicant();
  const auto receipt = submit(context, submission);
  ASSERT_TRUE(done(receipt));
  const auto files = database().read([&](db::Session& s) { return casework::files_of(s, vault(), receipt->id); });
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].name, "王小明身份证.txt");
  const auto stored = database().read([&](db::Session& s) { return test().services.files->find(s, files[0].file); });
  EXPECT_EQ(stored->name, "attachment.txt");
  EXPECT_EQ(stored->text, files::TextState::none) << "its text is not extracted";
}

TEST_P(Life, signs_and_gives_the_case_to_who_signed) {
  const auto id = in_hand();
  EXPECT_EQ(desk(id).of.assignee, PersonId{1001});
  EXPECT_EQ(stage(id), "handling");
}

TEST_P(Life, moves_to_another_unit_with_a_reason_and_is_signed_for_again) {
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(code_of(transfer(context, id, city().east, " ", version(id))), "requests.words_missing");
  EXPECT_EQ(code_of(transfer(context, id, unit(), "理由", version(id))), "requests.own_unit");
  ASSERT_TRUE(done(transfer(context, id, city().east, "属于东屿区的职责", version(id))));
  EXPECT_EQ(stage(id), "unsigned");
  EXPECT_EQ(desk(id).of.unit, city().east);
  EXPECT_EQ(code_of(sign_for(context, id, version(id))), "auth.not_permitted") << "it is the other unit's now";
}

TEST_P(Life, moves_before_the_confirmation_and_stays_unconfirmed) {
  const auto id = submitted();
  auto context = officer();
  ASSERT_TRUE(done(transfer(context, id, city().east, "应由东屿区登记", version(id))));
  EXPECT_EQ(stage(id), "unconfirmed");
}

TEST_P(Life, goes_to_another_officer_who_may_handle_it) {
  const auto id = in_hand();
  const auto colleague = city().person("colleague", unit(), {"disclosure_officer"});
  auto context = officer();
  EXPECT_EQ(code_of(hand_to(context, id, city().editor, version(id))), "requests.person_unfit");
  ASSERT_TRUE(done(hand_to(context, id, colleague, version(id))));
  EXPECT_EQ(desk(id).of.assignee, colleague);
}

TEST_P(Life, takes_the_opinion_of_a_unit_that_helps) {
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(ask_unit(context, id, city().east, "请提供分配明细", version(id))));
  auto helper = with({"requests.read", "requests.handle"}, city().east, PersonId{1005});
  const auto seen = database().read([&](db::Session& s) { return casework::may_see(s, helper.actor, desk(id).of); });
  EXPECT_TRUE(seen);
  ASSERT_TRUE(done(give_opinion(helper, id, "明细如下", version(id))));
  auto stranger = with({"requests.read", "requests.handle"}, city().west, PersonId{1006});
  EXPECT_EQ(give_opinion(stranger, id, "我来", version(id)).error().kind, FaultKind::forbidden);
}

TEST_P(Life, logs_a_change_of_the_kind_of_applicant) {  // law.md D2.7
  const auto id = in_hand();
  auto context = officer();
  ASSERT_TRUE(done(change_applicant_kind(context, id, "legal", "以律师事务所名义申请", version(id))));
  EXPECT_EQ(desk(id).row.applicant_kind, "legal");
  EXPECT_EQ(casework::text_fact(*casework::last_of(desk(id).events, "applicant_kind_changed"), "from"), "natural");
  EXPECT_FALSE(change_applicant_kind(context, id, "legal", "再来", version(id)));
}

TEST_P(Life, is_decided_and_answered_with_one_outcome) {
  const auto id = decided();
  EXPECT_EQ(stage(id), "decided");
  auto context = officer();
  ASSERT_TRUE(done(reply(context, id, {.way = "letter", .letter = "云财公复〔2026〕1号"}, version(id))));
  EXPECT_EQ(stage(id), "closed");
  EXPECT_EQ(desk(id).row.outcome, "open");
  EXPECT_EQ(desk(id).of.closed_on, context.today());
  EXPECT_EQ(reading(id).on_time, true);
}

TEST_P(Life, is_answered_on_the_spot) {  // Art. 33(1)
  const auto id = decided();
  auto context = officer();
  ASSERT_TRUE(done(reply(context, id, {.way = "on_the_spot"}, version(id))));
  EXPECT_EQ(reading(id).counted, 0);
}

TEST_P(Life, is_not_answered_before_it_is_decided) {
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(code_of(reply(context, id, {.way = "on_the_spot"}, version(id))), "case.act_not_now");
}

TEST_P(Life, cannot_be_closed_without_an_outcome_that_fits) {
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(code_of(close(context, id, "", "理由", version(id))), "requests.outcome_unknown");
  EXPECT_EQ(code_of(close(context, id, "open", "理由", version(id))), "requests.needs_reply");
  EXPECT_EQ(code_of(close(context, id, "abandoned_correction", "理由", version(id))), "requests.no_correction_asked");
  EXPECT_EQ(code_of(close(context, id, "abandoned_fee", "理由", version(id))), "requests.no_fee_asked");
  EXPECT_EQ(code_of(decide(context, id, {.outcome = "withdrawn", .reasons = "理由"}, version(id))),
            "requests.no_reply_for_it");
}

TEST_P(Life, decides_a_part_only_with_the_ground_of_the_rest) {  // Art. 37
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(code_of(decide(context, id, {.outcome = "part", .reasons = "部分公开"}, version(id))),
            "requests.ground_missing");
  EXPECT_TRUE(done(decide(context, id, {.outcome = "part", .ground = "E15", .reasons = "部分公开"}, version(id))));
}

TEST_P(Life, takes_a_decision_back_before_it_is_sent_and_not_after) {
  const auto id = decided();
  auto context = officer();
  ASSERT_TRUE(done(take_back_decision(context, id, "又找到一份材料", version(id))));
  EXPECT_EQ(stage(id), "handling");
  ASSERT_TRUE(done(decide(context, id, {.outcome = "already_public", .reasons = "已经主动公开"}, version(id))));
  ASSERT_TRUE(done(reply(context, id, {.way = "on_the_spot"}, version(id))));
  EXPECT_EQ(code_of(take_back_decision(context, id, "后悔", version(id))), "case.act_not_now");
}

TEST_P(Life, is_closed_once) {
  const auto id = closed();
  auto context = officer();
  EXPECT_EQ(code_of(reply(context, id, {.way = "on_the_spot"}, version(id))), "case.act_not_now");
  auto reader = applicant();
  EXPECT_EQ(code_of(withdraw(reader, id, "", version(id))), "case.act_not_now");
}

TEST_P(Life, ends_by_withdrawal_and_counts_nothing) {
  const auto id = in_hand();
  auto context = applicant();
  ASSERT_TRUE(done(withdraw(context, id, "已经从别处得到", version(id))));
  EXPECT_EQ(desk(id).row.outcome, "withdrawn");
  EXPECT_FALSE(reading(id).on_time);
}

TEST_P(Life, is_rated_once_after_the_answer) {
  const auto open = in_hand("另外一件申请");
  auto context = applicant();
  EXPECT_EQ(code_of(rate(context, open, {.satisfied = 5})), "case.act_not_now");
  const auto id = closed();
  EXPECT_EQ(code_of(rate(context, id, {.satisfied = 9})), "requests.rating_missing");
  ASSERT_TRUE(done(rate(context, id, {.satisfied = 4, .words = "很快", .missing = true})));
  EXPECT_EQ(code_of(rate(context, id, {.satisfied = 1})), "requests.rated_already");
  EXPECT_EQ(database().read([&](db::Session& s) { return rating_of(s, vault(), id); })->words, "很快");
}

TEST_P(Life, shows_its_reasons_before_anybody_tries) {
  const auto id = in_hand();
  const auto at = desk(id);
  EXPECT_THAT(why_not(at.situation(), "decided"), IsEmpty());
  EXPECT_THAT(why_not(at.situation(), "replied"), SizeIs(1));
  EXPECT_THAT(why_not(at.situation(), "extended"), IsEmpty());
}

TEST_P(Life, is_not_changed_with_an_old_version) {
  const auto id = in_hand();
  auto one = officer(), two = other_officer();
  const auto seen = version(id);
  ASSERT_TRUE(done(add_note(one, id, "电话沟通", seen)));
  EXPECT_EQ(code_of(decide(two, id, {.outcome = "open", .reasons = "理由"}, seen)), "version.conflict");
}

TEST_P(Life, of_a_correction_of_records_ends_with_a_result) {  // Art. 41
  auto context = applicant();
  auto submission = form("本人的登记住址有误，请更正");
  submission.kind = kind::records_correction;
  const auto receipt = submit(context, submission);
  ASSERT_TRUE(done(receipt));
  EXPECT_EQ(stage(receipt->id), "unsigned");
  auto desk_of = officer();
  ASSERT_TRUE(done(sign_for(desk_of, receipt->id, 1)));
  EXPECT_EQ(code_of(finish(desk_of, receipt->id, "adopted", "告知", 2)), "requests.result_unknown");
  ASSERT_TRUE(done(finish(desk_of, receipt->id, "corrected", "已经更正", 2)));
  EXPECT_EQ(stage(receipt->id), "closed");
}

TEST_P(Life, keeps_drafts_sealed_behind_a_token) {
  auto context = applicant();
  const auto token = save_draft(context, "", {{"name", "王小明"}});
  ASSERT_TRUE(done(token));
  EXPECT_EQ(load_draft(context, *token)->at("name").as_string(), "王小明");
  ASSERT_TRUE(done(save_draft(context, *token, {{"name", "李"}})));
  EXPECT_EQ(load_draft(context, *token)->at("name").as_string(), "李");
  EXPECT_FALSE(load_draft(context, "wrong"));
  EXPECT_EQ(save_draft(context, "", {{"x", std::string(100'000, 'x')}}).error().kind, FaultKind::too_large);
  test().clock.advance_seconds(40LL * 86'400);
  EXPECT_FALSE(load_draft(context, *token)) << "after 30 days";
}

TEST_P(Life, reveals_the_applicant_with_a_reason_and_a_trace) {
  const auto id = in_hand();
  auto context = officer();
  EXPECT_EQ(code_of(reveal(context, id, "")), "requests.words_missing");
  EXPECT_EQ(reveal(context, id, "联系申请人补正")->phone, "13800001234");
  auto stranger = other_officer();
  EXPECT_EQ(reveal(stranger, id, "好奇").error().kind, FaultKind::forbidden);
}

TEST_P(Life, counts_the_requests_of_one_applicant) {  // Art. 35
  const auto first = closed();
  submitted("另一项信息");
  const auto again = submitted();
  const auto volume = database().read([&](db::Session& s) { return volume_of(s, again, test().clock.today()); });
  EXPECT_EQ(volume.this_month, 3);
  EXPECT_THAT(volume.same_text, ::testing::ElementsAre(first));
}
ON_EACH_ENGINE(Life);

}  // namespace
}  // namespace gongkai::requests
