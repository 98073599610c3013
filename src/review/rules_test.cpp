// The rules of 三审三校, by cases and by properties over random histories.
#include "review/rules.hpp"

#include <gmock/gmock.h>

#include <random>

#include "base/assets.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const PersonId writer{1}, proofreader{2}, first{3}, second{4}, third{5};

std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> list;
  for (const auto& fault : faults) list.push_back(fault.code);
  return list;
}

Signature by(std::string step, PersonId person, PersonId on_behalf = {}) {
  return {.step = std::move(step), .person = person, .on_behalf = on_behalf};
}

struct History {
  std::vector<Signature> signatures{};
  std::vector<PersonId> writers{writer};
  bool in_review = true;
  Situation on(const Route& route) const { return {route, in_review, signatures, writers}; }
};

const Route& three() {
  return routes().at("three");
}

TEST(Routes, of_the_catalog_are_a_ladder_from_one_to_three) {
  ASSERT_EQ(routes().routes.size(), 3u);
  EXPECT_EQ(three().steps.size(), 6u);
  EXPECT_EQ(routes().strictest().id, "three");
}

TEST(Routes, have_six_steps_in_the_order_of_three_reviews_and_three_proofs) {
  std::vector<std::string> names;
  for (const auto& step : three().steps) names.push_back(step.name);
  EXPECT_THAT(names, ElementsAre("一校", "一审", "二校", "二审", "三校", "三审"));
}

TEST(Routes, take_the_strictest_for_an_unknown_name) {
  EXPECT_EQ(route_for(routes(), "none", {}).id, "three");
}

TEST(Routes, follow_the_unit_that_demands_more) {
  EXPECT_EQ(route_for(routes(), "one", {"two"}).id, "two");
  EXPECT_EQ(route_for(routes(), "one", {"two", "three"}).id, "three");
}

TEST(Routes, ignore_a_unit_that_demands_less) {
  EXPECT_EQ(route_for(routes(), "three", {"one"}).id, "three");
}

TEST(Routes, are_refused_when_broken) {
  const std::string good(assets::find("catalog/review/routes.json").value());
  ASSERT_TRUE(parse_routes(good));
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return parse_routes(text).has_value();
  };
  EXPECT_FALSE(with("\"kind\": \"proof\"", "\"kind\": \"proofs\""));
  EXPECT_FALSE(with("[\"proof_1\", \"review_1\"]", "[\"proof_9\", \"review_1\"]")) << "an unknown step";
  EXPECT_FALSE(with("[\"proof_1\", \"review_1\"]", "[\"review_1\", \"review_1\"]")) << "a step twice";
  EXPECT_FALSE(with("[\"proof_1\", \"review_1\"]", "[\"proof_1\"]")) << "a route without a review";
  EXPECT_FALSE(with("[\"proof_1\", \"review_1\"]", "[\"review_3\"]")) << "the stricter route leaves out a step";
  EXPECT_FALSE(with("\"demand\": 2", "\"demand\": 1"));
  EXPECT_FALSE(parse_routes("{}"));
  EXPECT_FALSE(parse_routes("["));
}

TEST(Signing, begins_with_the_first_proof) {
  EXPECT_EQ(next_step(three(), {})->id, "proof_1");
  EXPECT_EQ(missing_steps(three(), {by("proof_1", proofreader)}).size(), 5u);
}

TEST(Signing, is_allowed_for_the_next_step_by_another_person) {
  EXPECT_THAT(why_not_sign(History{}.on(three()), "proof_1", {proofreader}), IsEmpty());
}

TEST(Signing, is_refused_out_of_turn) {
  EXPECT_THAT(codes(why_not_sign(History{}.on(three()), "review_1", {first})), ElementsAre("review.out_of_turn"));
}

TEST(Signing, is_refused_twice_for_one_step) {
  const History history{.signatures = {by("proof_1", proofreader)}};
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "proof_1", {first})), ElementsAre("review.already_signed"));
}

TEST(Signing, is_refused_to_the_writer) {
  EXPECT_THAT(codes(why_not_sign(History{}.on(three()), "proof_1", {writer})), ElementsAre("review.own_text"));
}

TEST(Signing, is_refused_to_who_signed_another_review) {
  const History history{.signatures = {by("proof_1", proofreader), by("review_1", first), by("proof_2", proofreader)}};
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "review_2", {first})), ElementsAre("review.same_person"));
}

TEST(Signing, is_refused_to_a_proofreader_who_would_review) {
  const History history{.signatures = {by("proof_1", proofreader)}};
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "review_1", {proofreader})), ElementsAre("review.same_person"));
}

TEST(Signing, lets_one_person_proofread_more_than_once) {
  const History history{.signatures = {by("proof_1", proofreader), by("review_1", first)}};
  EXPECT_THAT(why_not_sign(history.on(three()), "proof_2", {proofreader}), IsEmpty());
}

TEST(Signing, counts_the_stand_in_and_the_one_stood_in_for) {
  const History history{
      .signatures = {by("proof_1", proofreader), by("review_1", second, first), by("proof_2", proofreader)}};
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "review_2", {first})), ElementsAre("review.same_person"));
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "review_2", {second})), ElementsAre("review.same_person"));
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "review_2", {third, first})), ElementsAre("review.same_person"));
  EXPECT_THAT(why_not_sign(history.on(three()), "review_2", {third}), IsEmpty());
}

TEST(Signing, names_every_reason_at_once) {
  History history{.signatures = {by("proof_1", first)}, .writers = {first}, .in_review = false};
  EXPECT_THAT(codes(why_not_sign(history.on(three()), "review_2", {first})),
              ElementsAre("document.not_in_review", "review.out_of_turn", "review.own_text", "review.same_person"));
}

TEST(Signing, of_an_unknown_step_is_refused) {
  EXPECT_THAT(codes(why_not_sign(History{}.on(three()), "review_9", {first})), ElementsAre("review.step_unknown"));
}

/// Whatever people try in whatever order, a finished round has three reviewers who differ from each other, from the
/// proofreaders and from the writers.
TEST(Signing, never_ends_with_a_round_that_breaks_the_rule_of_distinct_people) {
  std::mt19937 random(20260302);
  int finished = 0;
  for (int run = 0; run < 2000; ++run) {
    History history{.writers = {PersonId{1}, PersonId{2}}};
    for (int attempt = 0; attempt < 60; ++attempt) {
      const auto& step = three().steps[random() % 6];
      const Signer signer{PersonId{1 + static_cast<std::int64_t>(random() % 7)},
                          PersonId{random() % 4 == 0 ? 1 + static_cast<std::int64_t>(random() % 7) : 0}};
      if (why_not_sign(history.on(three()), step.id, signer).empty())
        history.signatures.push_back(by(step.id, signer.person, signer.on_behalf));
    }
    std::map<std::int64_t, int> reviews, proofs;
    for (std::size_t i = 0; i < history.signatures.size(); ++i) {
      const auto& signature = history.signatures[i];
      EXPECT_EQ(signature.step, three().steps[i].id) << "signatures come in the order of the steps";
      std::set<std::int64_t> hands{signature.person.value, signature.on_behalf.value};
      hands.erase(0);
      for (const auto hand : hands) {
        ++(three().find(signature.step)->kind == StepKind::review ? reviews : proofs)[hand];
        EXPECT_GT(hand, 2) << "a writer signed";
      }
    }
    for (const auto& [person, times] : reviews) {
      EXPECT_EQ(times, 1);
      EXPECT_FALSE(proofs.contains(person));
    }
    if (history.signatures.size() == 6) ++finished;
  }
  EXPECT_GT(finished, 100) << "the property would be empty otherwise";
}

TEST(Overrides, put_aside_the_rule_of_distinct_people_with_a_reason) {
  const History history{.signatures = {by("proof_1", proofreader), by("review_1", first), by("proof_2", proofreader)}};
  EXPECT_THAT(why_not_override(history.on(three()), "review_2", first, "二审人员因公外出"), IsEmpty());
  EXPECT_THAT(codes(why_not_override(history.on(three()), "review_2", first, " ")),
              ElementsAre("review.reason_missing"));
}

TEST(Overrides, never_let_a_writer_sign_nor_jump_a_step) {
  EXPECT_THAT(codes(why_not_override(History{}.on(three()), "review_1", writer, "急")),
              ElementsAre("review.out_of_turn", "review.own_text"));
}

TEST(Remarks, point_at_their_passage) {
  const std::string text = "各单位：请于三月底前报送。";
  EXPECT_THAT(why_not_remark("三月底", 6, "应写明日期", text), IsEmpty());
  EXPECT_THAT(why_not_remark("", 0, "总体可行", text), IsEmpty());
  EXPECT_THAT(codes(why_not_remark("三月底", 5, "应写明日期", text)), ElementsAre("review.passage_unknown"));
  EXPECT_THAT(codes(why_not_remark("三月底", -1, "应写明日期", text)), ElementsAre("review.passage_unknown"));
  EXPECT_THAT(codes(why_not_remark("三月底", std::numeric_limits<std::int64_t>::max(), "应写明日期", text)),
              ElementsAre("review.passage_unknown"));
  EXPECT_THAT(codes(why_not_remark("", 0, " ", text)), ElementsAre("review.remark_missing"));
}

Delegation week() {
  return {.from = first,
          .to = second,
          .permissions = "review.first review.secrecy",
          .first = Day::of(2026, 3, 2),
          .last = Day::of(2026, 3, 8),
          .reason = "外出培训"};
}

TEST(Delegations, hold_from_the_first_to_the_last_day) {
  EXPECT_FALSE(is_in_force(week(), Day::of(2026, 3, 1)));
  EXPECT_TRUE(is_in_force(week(), Day::of(2026, 3, 2)));
  EXPECT_TRUE(is_in_force(week(), Day::of(2026, 3, 8)));
  EXPECT_FALSE(is_in_force(week(), Day::of(2026, 3, 9)));
}

TEST(Delegations, end_when_taken_back) {
  auto ended = week();
  ended.ended_at = start_of(Day::of(2026, 3, 3));
  EXPECT_FALSE(is_in_force(ended, Day::of(2026, 3, 4)));
}

TEST(Delegations, cover_what_they_name_and_nothing_that_begins_alike) {
  EXPECT_TRUE(covers(week(), "review.first"));
  EXPECT_FALSE(covers(week(), "review.final"));
  EXPECT_FALSE(covers(week(), "review.fir"));
}

TEST(Delegations, need_another_person_a_period_and_a_reason) {
  const auto today = Day::of(2026, 3, 2);
  EXPECT_THAT(why_not_delegate(week(), today), IsEmpty());
  auto wrong = week();
  wrong.to = first;
  wrong.last = Day::of(2026, 3, 1);
  wrong.reason.clear();
  EXPECT_THAT(codes(why_not_delegate(wrong, today)),
              ElementsAre("review.delegate_missing", "review.period_wrong", "review.reason_missing"));
  wrong = week();
  wrong.last = Day::of(2026, 9, 1);
  EXPECT_THAT(codes(why_not_delegate(wrong, today)), ElementsAre("review.period_too_long"));
}

TEST(Waiting, counts_working_days_only) {
  const WorkCalendar calendar;
  const auto friday = start_of(Day::of(2026, 3, 6)).plus_seconds(16 * 3600);
  EXPECT_EQ(waiting_days(calendar, friday, start_of(Day::of(2026, 3, 8))), 0);
  EXPECT_EQ(waiting_days(calendar, friday, start_of(Day::of(2026, 3, 10))), 2);
}

TEST(Sampling, decides_the_same_edition_always_alike) {
  const auto day = Day::of(2026, 3, 2);
  for (std::int64_t id = 1; id < 200; ++id)
    EXPECT_EQ(is_sampled(EditionId{id}, day, 500), is_sampled(EditionId{id}, day, 500));
}

TEST(Sampling, keeps_to_its_rate) {
  int drawn = 0;
  for (std::int64_t id = 1; id <= 20'000; ++id) drawn += is_sampled(EditionId{id << 12}, Day::of(2026, 3, 2), 500);
  EXPECT_NEAR(drawn, 1000, 120);
}

TEST(Sampling, draws_nothing_at_zero_and_everything_at_ten_thousand) {
  for (std::int64_t id = 1; id < 500; ++id) {
    EXPECT_FALSE(is_sampled(EditionId{id}, Day::of(2026, 3, 2), 0));
    EXPECT_TRUE(is_sampled(EditionId{id}, Day::of(2026, 3, 2), 10'000));
  }
}

TEST(Sampling, at_a_greater_rate_draws_what_a_smaller_one_drew) {
  for (std::int64_t id = 1; id < 2'000; ++id)
    if (is_sampled(EditionId{id}, Day::of(2026, 3, 3), 300)) {
      EXPECT_TRUE(is_sampled(EditionId{id}, Day::of(2026, 3, 3), 2'000));
    }
}

}  // namespace
}  // namespace gongkai::review
