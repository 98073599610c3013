// 三审三校 from submission to release through the use cases, on both engines.
#include "base/text.hpp"
#include "content/custody.hpp"
#include "review/json.hpp"
#include "review/test_review.hpp"

namespace gongkai::review {

using content::codes_of;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class Rounds : public ReviewTest {};
ON_EACH_ENGINE(Rounds);

TEST_P(Rounds, begin_when_the_edition_is_submitted) {
  const auto id = submitted();
  const auto found = reading([&](db::Session& session) { return open_case(session, id).value(); });
  EXPECT_EQ(found.round.number, 1);
  EXPECT_EQ(found.route->id, "three");
  EXPECT_EQ(found.round.content_digest.size(), 64u);
}

TEST_P(Rounds, keep_an_edition_from_its_release_naming_each_missing_step) {
  const auto id = submitted();
  const auto refused = try_release(id);
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()),
              ElementsAre("review.signature_missing", "review.signature_missing", "review.signature_missing",
                          "review.signature_missing", "review.signature_missing", "review.signature_missing",
                          "secrecy.not_signed"));
}

TEST_P(Rounds, end_with_the_release_after_six_signatures) {
  const auto id = released_through_review();
  EXPECT_EQ(latest(id).state, content::State::released);
  const auto rounds = reading([&](db::Session& session) { return store::rounds_of(session, id); });
  ASSERT_THAT(rounds, SizeIs(1));
  EXPECT_EQ(rounds[0].outcome, Outcome::released);
  EXPECT_THAT(reading([&](db::Session& session) { return store::signatures_of(session, rounds[0].id); }), SizeIs(6));
}

TEST_P(Rounds, do_not_let_one_person_sign_two_of_the_three_reviews) {
  const auto id = submitted();
  signed_by(proofreader, id, "proof_1");
  signed_by(first_reviewer, id, "review_1");
  signed_by(proofreader, id, "proof_2");
  const auto refused = try_sign(first_reviewer, id, "review_2");
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("review.same_person"));
}

TEST_P(Rounds, do_not_let_the_writer_sign) {
  const auto refused = try_sign(content::writer, submitted(), "proof_1");
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("review.own_text"));
}

TEST_P(Rounds, ask_for_the_permission_of_the_step) {
  const auto id = submitted();
  auto context = as(proofreader, {"content.read", "review.first"});
  const auto refused = sign(context, {.document = id, .round = round_of(id), .step = "proof_1"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::forbidden);
}

TEST_P(Rounds, refuse_a_signature_for_a_round_that_is_over) {
  const auto id = submitted();
  const auto old_round = round_of(id);
  auto reviewer = as_releaser();
  ASSERT_TRUE(content::send_back(reviewer, id, "请核对日期", version_of(id)));
  auto writer = as_writer();
  ASSERT_TRUE(content::submit(writer, id, version_of(id)));
  auto context = signer(proofreader);
  const auto refused = sign(context, {.document = id, .round = old_round, .step = "proof_1"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "review.round_over");
}

TEST_P(Rounds, start_anew_after_a_return_and_stay_visible) {
  const auto id = submitted();
  signed_by(proofreader, id, "proof_1");
  signed_by(first_reviewer, id, "review_1");
  auto reviewer = as_releaser();
  ASSERT_TRUE(content::send_back(reviewer, id, "请核对日期", version_of(id)));
  auto writer = as_writer();
  ASSERT_TRUE(content::submit(writer, id, version_of(id)));
  const auto rounds = reading([&](db::Session& session) { return store::rounds_of(session, id); });
  ASSERT_THAT(rounds, SizeIs(2));
  EXPECT_EQ(rounds[0].number, 2);
  EXPECT_EQ(rounds[1].outcome, Outcome::returned);
  EXPECT_THAT(reading([&](db::Session& session) { return store::signatures_of(session, rounds[0].id); }), SizeIs(0));
  EXPECT_THAT(reading([&](db::Session& session) { return store::signatures_of(session, rounds[1].id); }), SizeIs(2));
}

TEST_P(Rounds, take_the_route_of_the_strictest_unit_above) {
  auto context = as_head();
  ASSERT_TRUE(set_demand(context, {.unit = unit, .route = "one", .version = 1}));
  const auto id = submitted();
  const auto declared =
      routes().at(reading([&](db::Session& session) { return content::find_desk(session, id).value().type->route; }));
  EXPECT_EQ(reading([&](db::Session& session) { return open_case(session, id).value().route->id; }), declared.id)
      << "a unit may not demand less";
  EXPECT_EQ(set_demand(context, {.unit = unit, .route = "two", .version = 1}).error().code, "version.conflict");
}

TEST_P(Rounds, are_jumped_in_an_emergency_which_stays_flagged_and_is_looked_at_again) {
  const auto id = submitted();
  cleared(id);
  ASSERT_TRUE(try_release(id, {.emergency_reason = "台风红色预警，需立即告知公众"}));
  const auto flagged = tasks(RecheckKind::emergency);
  ASSERT_THAT(flagged, SizeIs(1));
  EXPECT_EQ(flagged[0].reason, "台风红色预警，需立即告知公众");
  EXPECT_EQ(flagged[0].due, Day::of(2026, 3, 4)) << "two working days after Monday";
}

TEST_P(Rounds, even_in_an_emergency_need_the_secrecy_review) {
  const auto refused = try_release(submitted(), {.emergency_reason = "台风红色预警"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("secrecy.not_signed"));
}

class Overrides : public ReviewTest {};
ON_EACH_ENGINE(Overrides);

TEST_P(Overrides, by_the_head_of_the_unit_are_listed_with_their_reason) {
  const auto id = submitted();
  auto context = as_head();
  const SignOrder order{.document = id, .round = round_of(id), .step = "proof_1"};
  EXPECT_THAT(codes_of(override_step(context, order, "").error()), ElementsAre("review.reason_missing"));
  ASSERT_TRUE(override_step(context, order, "校对人员休假"));
  const auto listed =
      reading([&](db::Session& session) { return store::overrides(session, db::List{{unit.value}}, Instant{}, 10); });
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].reason, "校对人员休假");
}

TEST_P(Overrides, let_one_person_sign_two_reviews_and_say_so) {
  const auto id = submitted();
  signed_by(proofreader, id, "proof_1");
  signed_by(head, id, "review_1");
  signed_by(proofreader, id, "proof_2");
  ASSERT_FALSE(try_sign(head, id, "review_2"));
  auto context = as_head();
  EXPECT_TRUE(override_step(context, {.document = id, .round = round_of(id), .step = "review_2"}, "人员不足"));
}

TEST_P(Overrides, are_refused_to_others) {
  const auto id = submitted();
  auto context = signer(first_reviewer);
  const auto refused = override_step(context, {.document = id, .round = round_of(id), .step = "proof_1"}, "急");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::forbidden);
}

class Passages : public ReviewTest {};
ON_EACH_ENGINE(Passages);

TEST_P(Passages, with_open_remarks_keep_the_writer_from_submitting_again) {
  const auto id = submitted();
  auto reviewer = signer(first_reviewer);
  const auto plain = latest(id).plain_text;
  const auto at = to_code_points(plain).find(U"供暖");
  const auto note = remark(
      reviewer, {.document = id, .quote = "供暖", .position = static_cast<std::int64_t>(at), .text = "应写全称"});
  ASSERT_TRUE(note) << note.error().code;
  auto second = as_releaser();
  ASSERT_TRUE(content::send_back(second, id, "见所附意见", version_of(id)));
  auto writer = as_writer();
  EXPECT_THAT(codes_of(content::submit(writer, id, version_of(id)).error()), ElementsAre("review.remarks_open"));
  ASSERT_TRUE(resolve(writer, *note, "已改"));
  EXPECT_EQ(resolve(writer, *note, "再次").error().code, "review.already_resolved");
  EXPECT_TRUE(content::submit(writer, id, version_of(id)));
}

TEST_P(Passages, are_noted_by_reviewers_and_resolved_by_writers_only) {
  const auto id = submitted();
  auto stranger = as(colleague, {"content.read"});
  EXPECT_EQ(remark(stranger, {.document = id, .text = "意见"}).error().kind, FaultKind::forbidden);
  auto reviewer = signer(first_reviewer);
  const auto note = remark(reviewer, {.document = id, .text = "总体可行"});
  ASSERT_TRUE(note);
  EXPECT_EQ(resolve(reviewer, *note, "").error().kind, FaultKind::forbidden);
}

class StandIns : public ReviewTest {
 protected:
  Result<DelegationId> lend(Context& context, std::vector<std::string> permissions) {
    return delegate(context, {.to = colleague,
                              .permissions = std::move(permissions),
                              .first = Day::of(2026, 3, 2),
                              .last = Day::of(2026, 3, 6),
                              .reason = "外出培训"});
  }
};
ON_EACH_ENGINE(StandIns);

TEST_P(StandIns, sign_with_the_right_of_another_for_a_while) {
  plant_person(first_reviewer, "shenhe", {"reviewer"});
  plant_person(colleague, "daili", {"supervisor"});
  auto owner = signer(first_reviewer);
  ASSERT_TRUE(lend(owner, {"review.first"}));
  const auto id = submitted();
  signed_by(proofreader, id, "proof_1");
  auto context = as(colleague, {"content.read"});
  ASSERT_TRUE(sign(context, {.document = id, .round = round_of(id), .step = "review_1"}));
  const auto signatures = reading([&](db::Session& session) { return open_case(session, id)->signatures; });
  EXPECT_EQ(signatures.back().on_behalf, first_reviewer);
  signed_by(proofreader, id, "proof_2");
  EXPECT_THAT(codes_of(try_sign(first_reviewer, id, "review_2").error()), ElementsAre("review.same_person"))
      << "the right was used once already";
}

TEST_P(StandIns, have_no_right_any_more_after_the_period) {
  plant_person(first_reviewer, "shenhe", {"reviewer"});
  plant_person(colleague, "daili", {"supervisor"});
  auto owner = signer(first_reviewer);
  ASSERT_TRUE(lend(owner, {"review.first"}));
  const auto id = submitted();
  signed_by(proofreader, id, "proof_1");
  test().clock.advance_seconds(7 * 86'400);
  auto context = as(colleague, {"content.read"});
  EXPECT_EQ(sign(context, {.document = id, .round = round_of(id), .step = "review_1"}).error().kind,
            FaultKind::forbidden);
}

TEST_P(StandIns, have_no_right_that_its_owner_has_lost) {
  plant_person(first_reviewer, "shenhe", {});
  plant_person(colleague, "daili", {"supervisor"});
  auto owner = signer(first_reviewer);
  ASSERT_TRUE(lend(owner, {"review.first"}));
  const auto id = submitted();
  signed_by(proofreader, id, "proof_1");
  auto context = as(colleague, {"content.read"});
  EXPECT_EQ(sign(context, {.document = id, .round = round_of(id), .step = "review_1"}).error().kind,
            FaultKind::forbidden);
}

TEST_P(StandIns, get_only_what_may_be_lent_and_what_the_owner_has) {
  plant_person(colleague, "daili", {"supervisor"});
  auto owner = as_head();
  EXPECT_EQ(lend(owner, {"review.override"}).error().code, "review.not_to_be_lent");
  EXPECT_EQ(lend(owner, {"review.first"}).error().kind, FaultKind::forbidden);
  EXPECT_TRUE(lend(owner, {"review.recheck"}));
}

TEST_P(StandIns, are_dismissed_by_either_side_once) {
  plant_person(colleague, "daili", {"supervisor"});
  auto owner = signer(first_reviewer);
  const auto id = lend(owner, {"review.first"});
  ASSERT_TRUE(id);
  auto stranger = signer(second_reviewer);
  EXPECT_EQ(end_delegation(stranger, *id).error().kind, FaultKind::not_found);
  EXPECT_TRUE(end_delegation(owner, *id));
  EXPECT_EQ(end_delegation(owner, *id).error().code, "review.delegation_over");
}

class Forms : public ReviewTest {};
ON_EACH_ENGINE(Forms);

TEST_P(Forms, are_kept_with_the_words_that_were_signed) {
  const auto id = submitted();
  cleared(id);
  const auto answers = reading([&](db::Session& session) { return store::answers_of(session, round_of(id)); });
  ASSERT_EQ(answers.size(), secrecy_sheet().items.size());
  EXPECT_EQ(answers[0].question, secrecy_sheet().items[0].text);
  EXPECT_EQ(answers[0].person, first_reviewer);
}

TEST_P(Forms, are_frozen_once_concluded) {
  const auto id = submitted();
  cleared(id);
  EXPECT_THAT(codes_of(answer_all(id).error()), Each("secrecy.concluded"));
}

TEST_P(Forms, stand_in_the_way_when_they_say_not_public) {
  const auto id = submitted();
  all_signed(id);
  ASSERT_TRUE(answer_all(id, "concerned", "涉及工作秘密"));
  auto context = signer(first_reviewer);
  ASSERT_TRUE(conclude_secrecy(context, id, "not_public", "涉及工作秘密，不宜公开"));
  EXPECT_THAT(codes_of(try_release(id).error()), ElementsAre("secrecy.not_public"));
}

TEST_P(Forms, go_to_the_authority_and_come_back_by_article_17_3) {
  const auto id = submitted();
  ASSERT_TRUE(answer_all(id, "concerned", "是否属于工作秘密难以判断"));
  auto context = signer(first_reviewer);
  ASSERT_TRUE(ask_authority(context, id, "云海市国家保密局", "能否公开"));
  EXPECT_THAT(codes_of(conclude_secrecy(context, id, "public", "意见").error()),
              Contains("secrecy.waiting_for_authority"));
  ASSERT_TRUE(note_authority_answer(context, id, "可以公开"));
  EXPECT_TRUE(conclude_secrecy(context, id, "public", "经确定可以公开"));
}

TEST_P(Forms, are_not_signed_by_the_writer) {
  const auto id = submitted();
  auto context = signer(content::writer);
  EXPECT_EQ(answer_secrecy(context, id, {{"privacy", "none", ""}}).error().code, "secrecy.own_text");
}

TEST_P(Forms, begin_anew_with_the_next_round) {
  const auto id = submitted();
  cleared(id);
  auto reviewer = as_releaser();
  ASSERT_TRUE(content::send_back(reviewer, id, "请修改", version_of(id)));
  auto writer = as_writer();
  ASSERT_TRUE(content::submit(writer, id, version_of(id)));
  all_signed(id);
  EXPECT_THAT(codes_of(try_release(id).error()), ElementsAre("secrecy.not_signed"));
}

class Rechecks : public ReviewTest {
 protected:
  void SetUp() override {
    ReviewTest::SetUp();
    if (IsSkipped()) return;
    auto context = as_head();
    EXPECT_TRUE(set_demand(context, {.unit = unit, .route = "three", .basis_points = 10'000, .version = 1}));
  }
  Context checker() { return as(colleague, {"content.read", "review.recheck"}); }
};
ON_EACH_ENGINE(Rechecks);

TEST_P(Rechecks, are_drawn_once_however_often_the_job_runs) {
  released_through_review();
  auto system = test().as_system();
  EXPECT_EQ(sample(system, Day::of(2026, 3, 2)).value(), 1);
  EXPECT_EQ(sample(system, Day::of(2026, 3, 2)).value(), 0);
  EXPECT_EQ(sample(system, Day::of(2026, 3, 1)).value(), 0) << "nothing was released that day";
  EXPECT_THAT(tasks(RecheckKind::sample), SizeIs(1));
}

TEST_P(Rechecks, are_done_by_somebody_who_had_no_hand_in_it) {
  released_through_review();
  auto system = test().as_system();
  ASSERT_TRUE(sample(system, Day::of(2026, 3, 2)));
  const auto id = tasks().at(0).id;
  auto own = as(first_reviewer, {"review.recheck"});
  EXPECT_EQ(recheck(own, id, "sound", "").error().code, "recheck.own_work");
  auto releasing = as_head();
  EXPECT_EQ(recheck(releasing, id, "sound", "").error().code, "recheck.own_work");
  auto context = checker();
  EXPECT_TRUE(recheck(context, id, "sound", ""));
  EXPECT_EQ(recheck(context, id, "sound", "").error().code, "recheck.done");
}

TEST_P(Rechecks, send_their_findings_to_the_unit_which_answers) {
  released_through_review();
  auto system = test().as_system();
  ASSERT_TRUE(sample(system, Day::of(2026, 3, 2)));
  const auto id = tasks().at(0).id;
  auto context = checker();
  EXPECT_EQ(recheck(context, id, "finding", " ").error().code, "recheck.finding_missing");
  ASSERT_TRUE(recheck(context, id, "finding", "电话号码有误"));
  auto writer = as_writer();
  ASSERT_TRUE(answer_finding(writer, id, "已更正并重新发布"));
  EXPECT_EQ(answer_finding(writer, id, "再次").error().code, "recheck.nothing_to_answer");
}

class LimitedDocuments : public ReviewTest {};
ON_EACH_ENGINE(LimitedDocuments);

TEST_P(LimitedDocuments, wait_only_for_those_who_may_see_them) {
  const auto id = submitted();
  database().write([&](db::Session& session) -> Result<void> {
    content::store::replace_readers(session, id, {content::writer, proofreader});
    return {};
  });
  const auto waiting = [&](PersonId person) {
    const auto context = signer(person);
    return reading([&](db::Session& session) { return inbox_json(session, context).size(); });
  };
  EXPECT_EQ(waiting(proofreader), 1u);
  EXPECT_EQ(waiting(colleague), 0u);
  EXPECT_EQ(try_sign(colleague, id, "proof_1").error().code, "document.not_found");
  EXPECT_TRUE(try_sign(proofreader, id, "proof_1"));
}

class Contributions : public ReviewTest {
 protected:
  Context correspondent() { return as(colleague, {"review.contribute"}); }
  Result<ContributionId> offered() {
    auto context = correspondent();
    return offer(context, {.to_unit = unit, .title = "海水养殖开工", .text = "今日开工。", .source = "养殖科"});
  }
};
ON_EACH_ENGINE(Contributions);

TEST_P(Contributions, are_adopted_or_declined_with_a_reason_and_counted) {
  const auto one = offered();
  const auto two = offered();
  ASSERT_TRUE(one && two);
  auto editor = as(content::writer, {"review.adopt"});
  ASSERT_TRUE(decide(editor, *one, {.adopted = true}));
  EXPECT_EQ(decide(editor, *two, {.adopted = false}).error().code, "contribution.reason_missing");
  ASSERT_TRUE(decide(editor, *two, {.adopted = false, .reason = "已有报道"}));
  EXPECT_EQ(decide(editor, *two, {.adopted = true}).error().code, "contribution.decided");
  const auto counts = reading([&](db::Session& session) {
    return store::contribution_counts(session, db::List{{unit.value}}, start_of(Day::of(2026, 3, 1)),
                                      start_of(Day::of(2026, 3, 3)));
  });
  ASSERT_THAT(counts, SizeIs(1));
  EXPECT_EQ(counts[0].sent, 2);
  EXPECT_EQ(counts[0].adopted, 1);
  EXPECT_EQ(counts[0].declined, 1);
}

TEST_P(Contributions, name_every_fault_of_the_form) {
  auto context = correspondent();
  const auto refused = offer(context, {.to_unit = UnitId{77}, .title = "", .text = "", .source = ""});
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("review.unit_unknown", "contribution.title_missing",
                                                     "contribution.text_missing", "contribution.source_missing"));
}

class Figures : public ReviewTest {};
ON_EACH_ENGINE(Figures);

TEST_P(Figures, count_rounds_returns_overrides_and_emergencies) {
  const auto id = submitted();
  auto reviewer = as_releaser();
  ASSERT_TRUE(content::send_back(reviewer, id, "请修改", version_of(id)));
  auto writer = as_writer();
  ASSERT_TRUE(content::submit(writer, id, version_of(id)));
  auto chief = as_head();
  ASSERT_TRUE(override_step(chief, {.document = id, .round = round_of(id), .step = "proof_1"}, "校对人员休假"));
  cleared(id);
  ASSERT_TRUE(try_release(id, {.emergency_reason = "主管道破裂，全城停水须立即告知"}));
  const auto rows = reading([&](db::Session& session) {
    return store::record(session, db::List{{unit.value}}, start_of(Day::of(2026, 3, 1)), start_of(Day::of(2026, 3, 3)));
  });
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].rounds, 2);
  EXPECT_EQ(rows[0].returned, 1);
  EXPECT_EQ(rows[0].released, 1);
  EXPECT_EQ(rows[0].overrides, 1);
  EXPECT_EQ(rows[0].emergencies, 1);
}

}  // namespace gongkai::review
