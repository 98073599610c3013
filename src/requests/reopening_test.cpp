// An answer that does not stand is given anew.
#include "requests/test_requests.hpp"

#include "casework/cases.hpp"

namespace gongkai::requests {
namespace {

class Reopening_ : public RequestTest {
 protected:
  Result<void> reopened(CaseId id, Reopening with = {.ground = "reconsideration", .document = "云复决〔2026〕7号"}) {
    if (with.reason.empty()) with.reason = "复议机关撤销原答复，责令重新答复";
    auto context = officer();
    return reopen(context, id, with, version(id));
  }
};
ON_EACH_ENGINE(Reopening_);

TEST_P(Reopening_, gives_the_new_answer_a_full_term_from_the_decision) {  // Art. 33(2)
  const auto id = closed();
  to_day(2026, 6, 1);
  ASSERT_TRUE(done(reopened(id)));
  EXPECT_EQ(stage(id), "handling");
  EXPECT_FALSE(desk(id).of.closed_on);
  EXPECT_EQ(desk(id).row.outcome, "");
  EXPECT_EQ(reading(id).started, Day::of(2026, 6, 1));
  EXPECT_EQ(reading(id).reply_due, Day::of(2026, 6, 30));
}

TEST_P(Reopening_, keeps_the_day_that_the_decision_sets) {
  const auto id = closed();
  to_day(2026, 6, 3);
  ASSERT_TRUE(done(reopened(id, {.ground = "lawsuit",
                                 .document = "（2026）云0102行初8号",
                                 .on = Day::of(2026, 6, 1),
                                 .until = Day::of(2026, 6, 15)})));
  EXPECT_EQ(reading(id).reply_due, Day::of(2026, 6, 15));
  auto context = head();
  EXPECT_EQ(code_of(extend(context, id, 10, "理由", version(id))), "regulation.term_is_ordered");
}

TEST_P(Reopening_, ends_with_one_outcome_again_and_is_at_the_desk_meanwhile) {
  const auto id = closed("open");
  auto context = officer();
  EXPECT_TRUE(queue_of(test().services).all(test().services, context.today()).empty());
  ASSERT_TRUE(done(reopened(id)));
  EXPECT_EQ(queue_of(test().services).all(test().services, context.today()).size(), 1u);
  ASSERT_TRUE(done(decide(context, id, {.outcome = "part", .ground = "E15", .reasons = "区分处理"}, version(id))));
  ASSERT_TRUE(done(reply(context, id, {.way = "letter", .letter = "云财公复〔2026〕9号"}, version(id))));
  EXPECT_EQ(desk(id).row.outcome, "part");
  EXPECT_EQ(stage(id), "closed");
}

TEST_P(Reopening_, also_takes_a_case_out_of_the_archive) {
  const auto id = closed();
  auto context = officer();
  ASSERT_TRUE(done(in_transaction(context, "test.archive", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    auto of = desk(id).of;
    return casework::append(tx, of, {.act = "archived", .on = context.today()});
  })));
  EXPECT_TRUE(done(reopened(id, {.ground = "own_correction"})));
}

TEST_P(Reopening_, names_what_annulled_the_answer) {
  const auto id = closed();
  EXPECT_EQ(code_of(reopened(id, {.ground = "mood"})), "requests.reopening_ground");
  EXPECT_EQ(code_of(reopened(id, {.ground = "lawsuit", .document = " "})), "requests.reopening_document");
  EXPECT_EQ(code_of(reopened(id, {.ground = "own_correction", .until = Day::of(2026, 12, 1)})),
            "requests.reopening_own_term");
  auto context = officer();
  EXPECT_EQ(code_of(reopen(context, id, {.ground = "own_correction"}, version(id))), "requests.words_missing");
  EXPECT_EQ(code_of(reopened(id, {.ground = "lawsuit", .document = "号", .on = context.today() - 3})),
            "requests.reopening_too_early");
}

TEST_P(Reopening_, is_not_for_what_is_open_or_was_withdrawn) {
  const auto open = in_hand();
  EXPECT_EQ(code_of(reopened(open)), "case.act_not_now");
  auto reader = applicant();
  ASSERT_TRUE(done(withdraw(reader, open, "", version(open))));
  EXPECT_EQ(code_of(reopened(open)), "regulation.reopened_withdrawn");
  auto stranger = with({"requests.read"}, unit());
  const auto id = closed();
  EXPECT_EQ(reopen(stranger, id, {.ground = "own_correction", .reason = "理由"}, version(id)).error().kind,
            FaultKind::forbidden);
}

TEST_P(Reopening_, tells_the_applicant) {
  const auto id = closed();
  ASSERT_TRUE(done(reopened(id)));
  const auto steps = public_steps(*desk(id).kind, desk(id).events);
  EXPECT_NE(steps.back().words.find("重新办理"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::requests
