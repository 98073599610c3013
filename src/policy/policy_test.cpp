// Use cases and gates on both engines.
#include <gmock/gmock.h>

#include "policy/api.hpp"
#include "policy/city_for_tests.hpp"
#include "policy/letter.hpp"

namespace gongkai::policy {
namespace {

using content::LinkKind;
using content::State;
using ::testing::Contains;
using ::testing::HasSubstr;

class PolicyLife : public LibraryTest {
 protected:
  std::optional<Plan> plan_of(DocumentId id) {
    return database().read([&](db::Session& session) { return store::find_plan(session, id); });
  }
  PlanDraft full_draft() {
    PlanDraft draft{.items = {{"text", "site", "市政府办公室"}}};
    for (const auto& element : catalog().elements_for(normative)) draft.elements[element.id] = "说明";
    return draft;
  }
  void accept_plan(DocumentId id, PlanDraft draft) {
    auto writer = as_writer();
    auto officer = as_officer();
    ASSERT_TRUE(save_plan(writer, id, draft, 0));
    ASSERT_TRUE(propose_plan(writer, id, 1));
    const auto decided = decide_plan(officer, id, true, "", 2);
    ASSERT_TRUE(decided) << decided.error().code;
  }
};

TEST_P(PolicyLife, a_policy_without_interpretation_comes_back_with_its_letter) {  // J4 (a)
  const auto id = drafted(normative, "云海市停车管理办法");
  ASSERT_TRUE(submit(id));
  EXPECT_EQ(latest(id).state, State::returned);
  const auto letters = database().read([&](db::Session& session) { return store::letters_of(session, id); });
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].number, "解提〔2026〕1号");
  EXPECT_THAT(latest(id).remark, HasSubstr(letters[0].number));
  const auto page = letter_page(letters[0]);
  EXPECT_THAT(page, HasSubstr("云海市停车管理办法"));
  EXPECT_THAT(page, HasSubstr("政策解读提醒函"));
}

TEST_P(PolicyLife, each_return_has_a_letter_of_its_own) {
  const auto id = drafted(normative, "云海市停车管理办法");
  ASSERT_TRUE(submit(id));
  ASSERT_TRUE(submit(id));
  const auto letters = database().read([&](db::Session& session) { return store::letters_of(session, id); });
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[0].number, "解提〔2026〕2号");
}

TEST_P(PolicyLife, an_accepted_plan_lets_the_policy_go_round) {
  const auto id = drafted(normative, "云海市停车管理办法");
  accept_plan(id, full_draft());
  ASSERT_TRUE(submit(id));
  EXPECT_EQ(latest(id).state, State::in_review);
}

TEST_P(PolicyLife, nobody_accepts_their_own_plan) {
  const auto id = drafted(normative, "云海市停车管理办法");
  auto officer = as_officer();
  ASSERT_TRUE(save_plan(officer, id, full_draft(), 0));
  ASSERT_TRUE(propose_plan(officer, id, 1));
  const auto refused = decide_plan(officer, id, true, "", 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "policy.own_plan");
}

TEST_P(PolicyLife, a_stale_plan_is_not_overwritten) {
  const auto id = drafted(normative, "云海市停车管理办法");
  auto writer = as_writer();
  ASSERT_TRUE(save_plan(writer, id, full_draft(), 0));
  ASSERT_TRUE(save_plan(writer, id, full_draft(), 1));
  const auto stale = save_plan(writer, id, full_draft(), 1);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, "version.conflict");
}

TEST_P(PolicyLife, the_pair_is_released_in_one_act) {
  set_code();
  const auto id = drafted(normative, "云海市停车管理办法");
  const auto partner = drafted(reading, "停车管理办法解读", {{LinkKind::interprets, id, ""}});
  ASSERT_TRUE(submit(id));
  EXPECT_EQ(latest(id).state, State::in_review) << latest(id).remark;
  ASSERT_FALSE(release(id)) << "the interpretation is still a draft";
  ASSERT_TRUE(submit(partner));
  const auto alone = release(partner);
  ASSERT_FALSE(alone);
  EXPECT_EQ(alone.error().code, "policy.interpretation_alone");
  const auto done = release(id);
  ASSERT_TRUE(done) << done.error().code;
  EXPECT_EQ(latest(id).state, State::released);
  EXPECT_EQ(latest(partner).state, State::released);
}

TEST_P(PolicyLife, a_later_interpretation_needs_a_reason_in_the_plan) {
  set_code();
  const auto id = drafted(normative, "云海市停车管理办法");
  accept_plan(id, full_draft());
  ASSERT_TRUE(submit(id));
  const auto refused = release(id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "policy.interpretation_not_drafted");
  const auto other = drafted(normative, "云海市绿地管理办法");
  auto draft = full_draft();
  draft.working_days_after = 3;
  draft.later_reason = "视频拍摄需要三个工作日";
  accept_plan(other, draft);
  ASSERT_TRUE(submit(other));
  EXPECT_TRUE(release(other));
}

TEST_P(PolicyLife, an_interpretation_of_nothing_is_not_submitted) {
  const auto id = drafted(reading, "一篇解读");
  const auto refused = submit(id);
  ASSERT_FALSE(refused);
  EXPECT_THAT(content::codes_of(refused.error()), Contains("policy.interpretation_of_nothing"));
}

TEST_P(PolicyLife, a_begun_interpretation_is_linked_and_follows_the_plan) {
  const auto id = drafted(normative, "云海市停车管理办法");
  accept_plan(id, full_draft());
  auto writer = as_writer();
  const auto begun = begin_interpretation(writer, id, reading, policies);
  ASSERT_TRUE(begun) << begun.error().code;
  const auto edition = latest(*begun);
  EXPECT_THAT(edition.body, HasSubstr("新旧差异"));
  const auto links = database().read([&](db::Session& session) { return content::store::links(session, edition.id); });
  ASSERT_EQ(links.size(), 1u);
  EXPECT_EQ(links[0].target, id);
}

TEST_P(PolicyLife, a_release_gives_the_registration_number_and_needs_the_code_of_the_body) {
  const auto id = drafted(normative, "云海市停车管理办法");
  const auto partner = drafted(reading, "停车管理办法解读", {{LinkKind::interprets, id, ""}});
  ASSERT_TRUE(submit(id));
  ASSERT_TRUE(submit(partner));
  const auto refused = release(id);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "policy.unit_without_code");
  EXPECT_EQ(latest(id).state, State::in_review) << "all or nothing";
  set_code();
  ASSERT_TRUE(release(id));
  const auto registration =
      database().read([&](db::Session& session) { return store::find_registration(session, id); });
  ASSERT_TRUE(registration);
  EXPECT_EQ(registration->number, "YHDR-2026-0010001");
}

TEST_P(PolicyLife, table_two_and_ledger_change_by_exactly_one) {  // J4 (f)
  set_code();
  const auto row = [&] {
    return database().read([&](db::Session& session) { return table_two(session, test().services, unit, 2026); });
  };
  const auto find = [&](const std::vector<StockRow>& rows) {
    return *std::ranges::find(rows, std::string("normative"), &StockRow::id);
  };
  const auto first = published("云海市停车管理办法");
  const auto before = find(row());
  const auto second = published("云海市新停车管理办法");
  const auto released = find(row());
  EXPECT_EQ(released.made, before.made + 1);
  EXPECT_EQ(released.valid, before.valid + 1);
  EXPECT_EQ(released.repealed, before.repealed);
  published("云海市第三个停车管理办法", {{LinkKind::repeals, first, ""}});
  const auto repealed = find(row());
  EXPECT_EQ(repealed.repealed, released.repealed + 1);
  EXPECT_EQ(repealed.made, released.made + 1);
  EXPECT_EQ(repealed.valid, released.valid);
  EXPECT_TRUE(repealed.balanced());
  EXPECT_EQ(books()->standing_on(*books()->find(first), test().clock.today()), Standing::repealed);
  EXPECT_EQ(books()->standing_on(*books()->find(second), test().clock.today()), Standing::in_force);
}

TEST_P(PolicyLife, a_repeal_shows_on_the_page_of_the_policy_and_of_its_interpretation) {
  set_code();
  const auto first = published("云海市停车管理办法");
  const auto second = published("云海市新停车管理办法", {{LinkKind::replaces, first, ""}});
  database().read([&](db::Session& session) {
    const auto context = context_of(session, test().services, first);
    EXPECT_EQ(context.standing, Standing::repealed);
    ASSERT_EQ(context.ribbons.size(), 1u);
    ASSERT_TRUE(context.ribbons[0].by);
    EXPECT_EQ(context.ribbons[0].by->id, second);
    ASSERT_EQ(context.interpretations.size(), 1u);
    const auto beside = context_of(session, test().services, context.interpretations[0].document.id);
    ASSERT_TRUE(beside.interpreted) << "links lead both ways";
    EXPECT_EQ(beside.interpreted->id, first);
    EXPECT_EQ(beside.ribbons.size(), 1u);
    EXPECT_FALSE(beside.interpreted_body.empty());
  });
}

TEST_P(PolicyLife, a_withdrawn_repeal_repeals_no_longer) {
  set_code();
  const auto first = published("云海市停车管理办法");
  const auto second = published("云海市新停车管理办法", {{LinkKind::repeals, first, ""}});
  auto context = as_releaser();
  ASSERT_TRUE(content::withdraw(context, second, {.reason = "误发"}, document(second).version));
  EXPECT_EQ(books()->standing_on(*books()->find(first), test().clock.today()), Standing::in_force);
  EXPECT_EQ(books()->find(second), nullptr);
}

TEST_P(PolicyLife, the_kept_library_equals_one_read_anew) {
  set_code();
  published("云海市停车管理办法");
  auto& services = test().services;
  shelf(services).refresh(services);
  const auto second = published("云海市绿地管理办法");
  EXPECT_NE(books()->find(second), nullptr) << "heard of, not yet read again";
  shelf(services).refresh(services);
  EXPECT_NE(books()->find(second), nullptr);
  Shelf fresh;
  const auto anew = database().read([&](db::Session& session) { return fresh.library(session, services); });
  EXPECT_EQ(anew->entries().size(), books()->entries().size());
}

TEST_P(PolicyLife, filing_is_recorded_once_it_is_registered) {
  set_code();
  const auto id = published("云海市停车管理办法");
  auto officer = as_officer();
  const Day today = test().clock.today();
  EXPECT_FALSE(record_filing(officer, id, today + 1, "", 1)) << "a day to come";
  ASSERT_TRUE(record_filing(officer, id, today, "备〔2026〕1号", 1));
  EXPECT_EQ(record_filing(officer, id, today, "", 1).error().code, "version.conflict");
  const auto present = books();  // keeps what the list points at
  const auto list = filing_list(*present, [](UnitId) { return true; }, quarter_of(today));
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]->registration->filed_on, today);
}

TEST_P(PolicyLife, two_bodies_cannot_share_numbers) {
  set_code();
  auto officer = as_officer();
  const auto taken = set_number_pattern(
      officer, {.unit = other_unit, .pattern = "YHDR-{year}-{unit}{serial:4}", .unit_code = "001", .version = 0});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "policy.unit_code_taken");
}

TEST_P(PolicyLife, an_evaluation_that_ends_a_document_takes_it_out_of_the_stock) {
  set_code();
  const auto id = published("云海市停车管理办法");
  auto officer = as_officer();
  const auto task = open_evaluation(officer, id, "群众反映执行困难", test().clock.today() + 30);
  ASSERT_TRUE(task) << task.error().code;
  EXPECT_EQ(open_evaluation(officer, id, "再一次", test().clock.today() + 30).error().code, "policy.evaluation_open");
  ASSERT_TRUE(conclude(officer, *task, {.decision = Decision::declare_lapsed, .finding = "已无适用对象"}, 1));
  EXPECT_EQ(books()->standing_on(*books()->find(id), test().clock.today()), Standing::declared_lapsed);
  EXPECT_EQ(conclude(officer, *task, {.decision = Decision::keep, .finding = "改主意"}, 2).error().code,
            "policy.evaluation_decided");
}

TEST_P(PolicyLife, a_round_evaluates_everything_in_force_and_closes_when_all_is_decided) {
  set_code();
  published("云海市停车管理办法");
  published("云海市绿地管理办法");
  auto officer = as_officer();
  const auto round = open_round(officer, unit, "2026年规范性文件清理", test().clock.today() + 60);
  ASSERT_TRUE(round) << round.error().code;
  const auto tasks = database().read([&](db::Session& session) { return store::evaluations_of(session, *round); });
  ASSERT_EQ(tasks.size(), 2u);
  EXPECT_EQ(close_round(officer, *round, 1).error().code, "policy.round_unfinished");
  for (const auto& task : tasks)
    ASSERT_TRUE(conclude(officer, task.id, {.decision = Decision::keep, .finding = "继续有效"}, 1));
  EXPECT_TRUE(close_round(officer, *round, 1));
}

TEST_P(PolicyLife, the_watch_opens_one_evaluation_before_the_end) {
  set_code();
  const auto id = drafted(normative, "云海市停车管理暂行办法");
  auto draft = draft_of(normative, "云海市停车管理暂行办法");
  draft.fields["valid_until"] = to_text(test().clock.today() + 100);
  draft.links.reset();
  auto writer = as_writer();
  ASSERT_TRUE(content::edit(writer, id, draft, document(id).version));
  const auto partner = drafted(reading, "解读", {{LinkKind::interprets, id, ""}});
  ASSERT_TRUE(submit(id));
  ASSERT_TRUE(submit(partner));
  ASSERT_TRUE(release(id));
  auto system = test().as_system();
  EXPECT_EQ(watch(system), 1);
  EXPECT_EQ(watch(system), 0);
  test().clock.advance_seconds(101 * 86'400);
  EXPECT_EQ(books()->standing_on(*books()->find(id), test().clock.today()), Standing::lapsed);
}

TEST_P(PolicyLife, only_a_public_interpretation_becomes_a_case) {
  set_code();
  const auto id = published("云海市停车管理办法");
  auto officer = as_officer();
  EXPECT_EQ(choose_case(officer, id, "图文并茂", 1).error().code, "policy.not_an_interpretation");
  const auto partner = books()->interpretations_of(id).front()->id;
  ASSERT_TRUE(choose_case(officer, partner, "图文并茂", 1));
  EXPECT_EQ(database().read([&](db::Session& session) { return store::cases(session); }).size(), 1u);
  ASSERT_TRUE(drop_case(officer, partner));
  EXPECT_FALSE(drop_case(officer, partner));
}

TEST_P(PolicyLife, answered_questions_stand_beside_the_policy) {
  set_code();
  const auto id = published("云海市停车管理办法");
  auto writer = as_writer();
  const auto open = add_question(writer, id, {.question = "外地车辆怎么收费？", .source = "12345热线"});
  ASSERT_TRUE(open) << open.error().code;
  const auto shown = [&] {
    return database().read([&](db::Session& session) { return context_of(session, test().services, id).questions; });
  };
  EXPECT_TRUE(shown().empty());
  ASSERT_TRUE(change_question(writer, *open, {.question = "外地车辆怎么收费？", .answer = "与本地车辆相同。"}, 1));
  ASSERT_EQ(shown().size(), 1u);
  EXPECT_EQ(shown()[0].answer, "与本地车辆相同。");
}

TEST_P(PolicyLife, the_ledger_asks_for_its_permission) {
  set_code();
  const auto id = published("云海市停车管理办法");
  auto writer = as_writer();
  EXPECT_EQ(record_filing(writer, id, test().clock.today(), "", 1).error().kind, FaultKind::forbidden);
  EXPECT_EQ(open_evaluation(writer, id, "评估", test().clock.today()).error().kind, FaultKind::forbidden);
}

ON_EACH_ENGINE(PolicyLife);

}  // namespace
}  // namespace gongkai::policy
