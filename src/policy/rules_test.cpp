#include <gtest/gtest.h>

#include <random>

#include "policy/in_step.hpp"
#include "policy/ledger.hpp"
#include "policy/test_library.hpp"

namespace gongkai::policy {
namespace {

using content::LinkKind;
using content::State;
using samples::day;
using samples::library_of;
using samples::policy_of;

constexpr DocumentId a{1}, b{2}, c{3}, d{4};

TEST(Standing, is_unknown_before_the_document_was_made) {
  const auto library = library_of({policy_of(a, "2026-03-10", {.formed_on = day("2026-03-02")})});
  EXPECT_FALSE(library.standing_on(*library.find(a), day("2026-03-01")));
  EXPECT_EQ(library.standing_on(*library.find(a), day("2026-03-02")), Standing::in_force);
}

TEST(Standing, waits_for_the_day_of_effect) {
  const auto library = library_of({policy_of(a, "2026-03-10", {.effective_on = day("2026-05-01")})});
  EXPECT_EQ(library.standing_on(*library.find(a), day("2026-04-30")), Standing::not_yet);
  EXPECT_EQ(library.standing_on(*library.find(a), day("2026-05-01")), Standing::in_force);
}

TEST(Standing, lapses_by_itself_after_the_last_day_of_its_term) {  // law.md D7.2
  const auto library = library_of({policy_of(a, "2021-03-10", {.valid_until = day("2026-03-09")})});
  EXPECT_EQ(library.standing_on(*library.find(a), day("2026-03-09")), Standing::in_force);
  EXPECT_EQ(library.standing_on(*library.find(a), day("2026-03-10")), Standing::lapsed);
}

TEST(Standing, follows_what_other_documents_do_from_their_day_of_effect) {
  const auto library = library_of(
      {policy_of(a, "2020-01-10"),
       policy_of(b, "2023-01-10", {.effective_on = day("2023-02-01"), .ties = {{LinkKind::amends, a, ""}}}),
       policy_of(c, "2025-01-10", {.effective_on = day("2025-02-01"), .ties = {{LinkKind::repeals, a, ""}}})});
  const auto on = [&](const char* text) { return library.standing_on(*library.find(a), day(text)); };
  EXPECT_EQ(on("2023-01-31"), Standing::in_force);
  EXPECT_EQ(on("2023-02-01"), Standing::amended);
  EXPECT_EQ(on("2025-01-31"), Standing::amended);
  EXPECT_EQ(on("2025-02-01"), Standing::repealed);
}

TEST(Standing, takes_the_first_of_two_ends) {
  const auto library = library_of({policy_of(a, "2020-01-10", {.valid_until = day("2024-12-31")}),
                                   policy_of(b, "2025-06-01", {.ties = {{LinkKind::repeals, a, ""}}})});
  EXPECT_EQ(library.standing_on(*library.find(a), day("2026-01-01")), Standing::lapsed);
}

TEST(Standing, believes_the_old_field_only_until_a_link_says_when) {
  auto old = policy_of(a, "2015-01-10", {.changed_on = day("2019-07-01"), .declared = "repealed"});
  EXPECT_EQ(library_of({old}).standing_on(old, day("2019-07-01")), Standing::repealed);
  const auto library = library_of({old, policy_of(b, "2017-05-01", {.ties = {{LinkKind::replaces, a, ""}}})});
  EXPECT_EQ(library.standing_on(*library.find(a), day("2017-05-01")), Standing::repealed);
}

TEST(Standing, ends_by_a_decision_of_the_ledger) {
  auto one = policy_of(a, "2020-01-10");
  one.ending = Ending{a, Standing::declared_lapsed, day("2026-01-01"), "清理", {}, {}};
  EXPECT_EQ(library_of({one}).standing_on(one, day("2025-12-31")), Standing::in_force);
  EXPECT_EQ(library_of({one}).standing_on(one, day("2026-01-01")), Standing::declared_lapsed);
}

TEST(Standing, never_comes_back_after_an_end) {
  std::mt19937 random(20261121);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases each time
  const auto some_day = [&] { return day("2015-01-01") + static_cast<int>(random() % 4000); };
  for (int round = 0; round < 300; ++round) {
    std::vector<Policy> policies{policy_of(a, to_text(some_day()).c_str())};
    if (random() % 2) policies[0].valid_until = some_day();
    for (std::int64_t i = 2; i < 6; ++i)
      policies.push_back(policy_of(DocumentId{i}, to_text(some_day()).c_str(),
                                   {.ties = {{static_cast<LinkKind>(1 + random() % 9), a, ""}}}));
    const auto library = library_of(policies);
    bool ended = false;
    for (Day at = day("2014-01-01"); at < day("2027-01-01"); at = at + 13) {
      const auto standing = library.standing_on(*library.find(a), at);
      const bool now = standing && has_ended(*standing);
      EXPECT_FALSE(ended && !now) << to_text(at);
      ended = now;
    }
  }
}

TEST(Ribbons, lead_through_a_chain_of_replacements_to_what_holds_now) {
  const auto library =
      library_of({policy_of(a, "2018-01-01"), policy_of(b, "2021-01-01", {.ties = {{LinkKind::replaces, a, ""}}}),
                  policy_of(c, "2024-01-01", {.ties = {{LinkKind::replaces, b, ""}}})});
  const auto found = ribbons(library, *library.find(a), day("2026-01-01"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].standing, Standing::repealed);
  EXPECT_EQ(found[0].by->id, b);
  EXPECT_EQ(found[0].successor->id, c);
}

TEST(Ribbons, survive_documents_that_replace_each_other) {
  const auto library = library_of({policy_of(a, "2018-01-01", {.ties = {{LinkKind::replaces, b, ""}}}),
                                   policy_of(b, "2021-01-01", {.ties = {{LinkKind::replaces, a, ""}}})});
  EXPECT_FALSE(ribbons(library, *library.find(a), day("2026-01-01")).empty());
}

TEST(Ribbons, of_an_interpretation_speak_of_the_policy) {
  auto reading = policy_of(b, "2020-01-02", {.ties = {{LinkKind::interprets, a, ""}}});
  reading.form = "text";
  const auto library = library_of(
      {policy_of(a, "2020-01-02"), reading, policy_of(c, "2025-01-01", {.ties = {{LinkKind::repeals, a, ""}}})});
  EXPECT_TRUE(ribbons(library, *library.find(b), day("2024-12-31")).empty());
  const auto found = ribbons(library, *library.find(b), day("2025-01-01"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].of->id, a);
  EXPECT_EQ(found[0].by->id, c);
}

TEST(Relations, name_bases_that_no_longer_hold) {
  const auto library = library_of({policy_of(a, "2018-01-01", {.valid_until = day("2022-12-31")}),
                                   policy_of(b, "2019-01-01", {.ties = {{LinkKind::based_on, a, ""}}})});
  EXPECT_TRUE(library.ended_bases_of(*library.find(b), day("2022-12-31")).empty());
  EXPECT_EQ(library.ended_bases_of(*library.find(b), day("2023-01-01")).size(), 1u);
}

TEST(Series, are_what_stands_before_the_year) {
  EXPECT_EQ(series_of("云政办发〔2026〕3号"), "云政办发");
  EXPECT_EQ(series_of(" 云政发[2021] 12 号"), "云政发");
  EXPECT_EQ(series_of("云海市人民政府令第12号"), "云海市人民政府令");
  EXPECT_EQ(series_of(""), "");
}

// --- 三同步 (law.md D10.2)

Plan full_plan() {
  Plan plan{.document = a, .state = PlanState::draft, .writer = PersonId{7}};
  for (const auto& element : catalog().elements_for("normative")) plan.elements[element.id] = "说明";
  plan.items = {{"text", "site", "市财政局"}};
  return plan;
}

std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> found;
  for (const auto& fault : faults) found.push_back(fault.code);
  return found;
}

TEST(InStep, a_policy_without_interpretation_material_does_not_circulate) {
  EXPECT_EQ(codes(why_not_circulate(Duty::must, {}, {})), std::vector<std::string>{"policy.interpretation_missing"});
  EXPECT_TRUE(why_not_circulate(Duty::may, {}, {}).empty());
  EXPECT_TRUE(why_not_circulate(Duty::must, {{.document = b}}, {}).empty());
  auto plan = full_plan();
  EXPECT_FALSE(why_not_circulate(Duty::must, {}, plan).empty());
  plan.state = PlanState::accepted;
  EXPECT_TRUE(why_not_circulate(Duty::must, {}, plan).empty());
}

TEST(InStep, a_plan_needs_every_required_element_and_something_promised) {
  auto plan = full_plan();
  const InterpretationRules rules;
  EXPECT_TRUE(why_not_propose(plan, catalog().elements_for("normative"), rules).empty());
  plan.elements.erase("differences");
  plan.items.clear();
  EXPECT_EQ(codes(why_not_propose(plan, catalog().elements_for("normative"), rules)),
            (std::vector<std::string>{"policy.element_missing", "policy.plan_without_items"}));
}

TEST(InStep, a_later_day_needs_a_reason_and_has_a_limit) {
  auto plan = full_plan();
  const InterpretationRules rules{.within_working_days = 3};
  plan.working_days_after = 4;
  EXPECT_EQ(codes(why_not_propose(plan, {}, rules)),
            (std::vector<std::string>{"policy.plan_too_late", "policy.later_reason_missing"}));
}

TEST(InStep, nobody_accepts_their_own_plan) {
  auto plan = full_plan();
  plan.state = PlanState::proposed;
  EXPECT_EQ(codes(why_not_decide(plan, PersonId{7}, true, "")), std::vector<std::string>{"policy.own_plan"});
  EXPECT_TRUE(why_not_decide(plan, PersonId{8}, true, "").empty());
  EXPECT_EQ(codes(why_not_decide(plan, PersonId{8}, false, " ")), std::vector<std::string>{"policy.remark_missing"});
}

TEST(InStep, a_policy_is_released_with_its_interpretation_or_with_a_reason) {
  const InterpretationRules rules{.within_working_days = 3};
  const auto refused = [&](std::vector<Counterpart> counterparts, std::optional<Plan> plan) {
    return !why_not_release(Duty::must, counterparts, plan, rules).empty();
  };
  EXPECT_TRUE(refused({}, {}));
  EXPECT_TRUE(refused({{.state = State::draft}}, {}));
  EXPECT_FALSE(refused({{.state = State::released}}, {}));
  EXPECT_FALSE(refused({{.state = State::in_review, .releasable = true}}, {}));
  auto plan = full_plan();
  plan.state = PlanState::accepted;
  EXPECT_TRUE(refused({}, plan)) << "planned for the same day";
  plan.working_days_after = 3;
  plan.later_reason = "视频拍摄需要三个工作日";
  EXPECT_FALSE(refused({}, plan));
  plan.working_days_after = 4;
  EXPECT_TRUE(refused({}, plan));
}

WorkCalendar plain_weeks() {
  return WorkCalendar();  // weekends only
}

TEST(InStep, the_delay_counts_working_days) {
  // Friday to Wednesday: Monday, Tuesday, Wednesday
  EXPECT_EQ(delay(plain_weeks(), day("2026-03-06"), day("2026-03-11")), 3);
  EXPECT_EQ(delay(plain_weeks(), day("2026-03-06"), day("2026-03-06")), 0);
  EXPECT_EQ(delay(plain_weeks(), day("2026-03-06"), day("2026-03-01")), 0) << "interpreted beforehand";
}

TEST(InStep, a_pair_is_in_time_late_due_or_missing) {
  auto policy = policy_of(a, "2026-03-06");
  policy.must_interpret = true;
  const auto state = [&](const Library& library, const char* today) {
    return pair_of(library, *library.find(a), plain_weeks(), {.within_working_days = 3}, day(today)).state;
  };
  const auto alone = library_of({policy});
  EXPECT_EQ(state(alone, "2026-03-11"), PairState::due);
  EXPECT_EQ(state(alone, "2026-03-12"), PairState::missing);
  auto reading = policy_of(b, "2026-03-11", {.ties = {{LinkKind::interprets, a, ""}}});
  reading.form = "text";
  EXPECT_EQ(state(library_of({policy, reading}), "2026-06-01"), PairState::in_time);
  reading.published_on = day("2026-03-12");
  EXPECT_EQ(state(library_of({policy, reading}), "2026-06-01"), PairState::late);
}

TEST(Coverage, says_its_denominator) {
  EXPECT_EQ(share_text(47, 113), "47/113，41.6%");
  EXPECT_EQ(share_text(0, 0), "—");
  EXPECT_EQ(share_text(113, 113), "113/113，100.0%");
}

TEST(Coverage, groups_add_up_to_the_whole) {
  std::vector<Policy> policies;
  for (std::int64_t i = 1; i <= 20; ++i) {
    policies.push_back(policy_of(DocumentId{i}, "2026-03-06"));
    policies.back().series = i % 3 ? "云政发" : "云政办发";
    policies.back().must_interpret = i % 2 == 0;
  }
  const auto library = library_of(policies);
  const auto all = pairs(library, plain_weeks(), {.within_working_days = 3}, day("2026-04-01"));
  EXPECT_EQ(all.size(), 10u);
  int must = 0;
  for (const auto& group : coverage_by(all, [](const Policy& policy) { return policy.series; })) {
    must += group.must;
    EXPECT_EQ(group.must, group.interpreted + group.due + group.missing);
  }
  EXPECT_EQ(must, 10);
}

// --- the ledger (law.md D7.2)

TEST(RegistrationNumbers, follow_the_pattern_of_the_body) {
  constexpr std::string_view pattern = "YTDR-{year}-{unit}{serial:4}";
  EXPECT_TRUE(is_number_pattern(pattern));
  const auto series = number_series(pattern, "001", 2021);
  EXPECT_EQ(registration_number(pattern, series, 1), "YTDR-2021-0010001");
  EXPECT_EQ(registration_number(pattern, series, 12345), "YTDR-2021-00112345");
  EXPECT_TRUE(fits_pattern(pattern, "YTDR-2021-0010001"));
  EXPECT_TRUE(fits_pattern(pattern, "YTDR-2021-00112345"));
  EXPECT_FALSE(fits_pattern(pattern, "YTDR-2021-001000"));
  EXPECT_FALSE(fits_pattern(pattern, "YTDR-21-0010001"));
  EXPECT_FALSE(fits_pattern(pattern, "ZYDR-2021-0010001"));
}

TEST(RegistrationNumbers, refuse_patterns_that_could_repeat_a_number) {
  for (const auto* bad : {"", "{serial:4}", "YH-{year}", "{year}{year}{serial:4}", "{serial:4}-{year}",
                          "{year}-{serial}", "{year}-{serial:0}", "{year}-{place}{serial:4}", "YH {year}{serial:4}"})
    EXPECT_FALSE(is_number_pattern(bad)) << bad;
}

TEST(Quarters, cover_the_year_without_a_gap) {
  for (Day at = day("2024-01-01"); at <= day("2026-12-31"); ++at) {
    const auto quarter = quarter_of(at);
    EXPECT_LE(first_day(quarter), at);
    EXPECT_GE(last_day(quarter), at);
    EXPECT_EQ(parse_quarter(to_text(quarter)), quarter);
  }
  EXPECT_FALSE(parse_quarter("2026-5"));
  EXPECT_FALSE(parse_quarter("2026-"));
  EXPECT_FALSE(parse_quarter("二六-1"));
}

TEST(Expiry, warns_in_steps_before_the_last_day) {
  EXPECT_EQ(warning_of(181, {180, 90, 30}), 0);
  EXPECT_EQ(warning_of(180, {180, 90, 30}), 180);
  EXPECT_EQ(warning_of(90, {180, 90, 30}), 90);
  EXPECT_EQ(warning_of(0, {180, 90, 30}), 30);
}

TEST(Expiry, leaves_out_what_has_ended_or_is_not_in_the_ledger) {
  auto soon = policy_of(a, "2021-03-10", {.valid_until = day("2026-04-01")});
  auto over = policy_of(b, "2021-03-10", {.valid_until = day("2026-02-01")});
  auto other = policy_of(c, "2021-03-10", {.valid_until = day("2026-04-01")});
  soon.registered = over.registered = true;
  const auto found = expiring(library_of({soon, over, other}), {.warn_days = {180, 90, 30}}, day("2026-03-02"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].days_left, 30);
}

LedgerRules normative_rows() {
  LedgerRules rules;
  rules.counts_as_repealed = {Standing::repealed, Standing::lapsed, Standing::declared_lapsed};
  rules.rows = {{"normative", "行政规范性文件", {"normative"}}};
  return rules;
}
bool everywhere(UnitId) {
  return true;
}

TEST(Table2, balances_the_stock_over_the_years) {  // law.md D2.6, T2-STOCK
  std::mt19937 random(7);                          // NOLINT(cert-msc32-c,cert-msc51-cpp)
  const auto some_day = [&] { return day("2018-01-01") + static_cast<int>(random() % 3000); };
  std::vector<Policy> policies;
  for (std::int64_t i = 1; i <= 400; ++i) {
    policies.push_back(policy_of(DocumentId{i}, to_text(some_day()).c_str()));
    if (random() % 2) policies.back().formed_on = policies.back().published_on - static_cast<int>(random() % 40);
    if (random() % 3 == 0) policies.back().valid_until = some_day();
    if (random() % 4 == 0)
      policies.back().ties = {{LinkKind::repeals, DocumentId{1 + static_cast<std::int64_t>(random() % 400)}, ""}};
  }
  const auto library = library_of(policies);
  int before = -1;
  for (int year = 2018; year <= 2027; ++year) {
    const auto row = count_stock(library, normative_rows(), everywhere, year, day("2026-11-21")).at(0);
    EXPECT_TRUE(row.balanced()) << year;
    if (before >= 0) {
      EXPECT_EQ(row.valid_before, before) << year;
    }
    before = row.valid;
  }
}

TEST(Table2, changes_by_exactly_one_with_a_release_and_with_a_repeal) {  // J4 (f)
  const auto count = [](const std::vector<Policy>& policies) {
    return count_stock(library_of(policies), normative_rows(), everywhere, 2026, day("2026-12-31")).at(0);
  };
  std::vector<Policy> policies{policy_of(a, "2024-01-01"), policy_of(b, "2025-01-01")};
  const auto before = count(policies);
  policies.push_back(policy_of(c, "2026-05-01"));
  const auto released = count(policies);
  EXPECT_EQ(released.made, before.made + 1);
  EXPECT_EQ(released.valid, before.valid + 1);
  EXPECT_EQ(released.repealed, before.repealed);
  policies.back().ties = {{LinkKind::repeals, a, ""}};
  const auto repealed = count(policies);
  EXPECT_EQ(repealed.repealed, released.repealed + 1);
  EXPECT_EQ(repealed.valid, released.valid - 1);
}

TEST(Table2, opens_the_list_behind_each_number) {
  const auto library = library_of({policy_of(a, "2024-01-01"), policy_of(b, "2026-01-05"),
                                   policy_of(c, "2026-05-01", {.ties = {{LinkKind::repeals, a, ""}}})});
  const auto rules = normative_rows();
  const auto row = count_stock(library, rules, everywhere, 2026, day("2026-12-31")).at(0);
  const auto size = [&](StockPart part) {
    return static_cast<int>(behind(library, rules, everywhere, 2026, day("2026-12-31"), "normative", part).size());
  };
  EXPECT_EQ(size(StockPart::made), row.made);
  EXPECT_EQ(size(StockPart::repealed), row.repealed);
  EXPECT_EQ(size(StockPart::valid), row.valid);
}

TEST(Table2, of_2019_counts_made_published_and_all_that_is_public) {  // law.md D2.3, T2-PUB
  const auto library =
      library_of({policy_of(a, "2018-01-01"), policy_of(b, "2019-02-01", {.formed_on = day("2018-12-28")}),
                  policy_of(c, "2019-06-01"), policy_of(d, "2020-01-01", {.formed_on = day("2019-12-30")})});
  const auto row = count_publications(library, normative_rows(), everywhere, 2019).at(0);
  EXPECT_EQ(row.made, 2);
  EXPECT_EQ(row.published, 2);
  EXPECT_EQ(row.total_published, 3);
  EXPECT_LE(row.published, row.total_published);
}

TEST(Evaluations, end_with_a_finding_and_a_linked_document) {
  const auto library = library_of({policy_of(a, "2020-01-01"), policy_of(b, "2026-01-01"),
                                   policy_of(c, "2026-01-01", {.ties = {{LinkKind::amends, a, ""}}})});
  const Evaluation evaluation{.document = a};
  const auto refused = [&](Decision decision, std::string_view finding, DocumentId result) {
    return codes(why_not_conclude(evaluation, decision, finding, library, result));
  };
  EXPECT_TRUE(refused(Decision::keep, "继续有效", {}).empty());
  EXPECT_EQ(refused(Decision::keep, "", {}), std::vector<std::string>{"policy.finding_missing"});
  EXPECT_EQ(refused(Decision::amend, "需修改", {}), std::vector<std::string>{"policy.result_missing"});
  EXPECT_EQ(refused(Decision::amend, "需修改", b), std::vector<std::string>{"policy.result_not_linked"});
  EXPECT_TRUE(refused(Decision::amend, "需修改", c).empty());
}

TEST(Catalog, refuses_what_cannot_be_meant) {
  const auto refused = parse_catalog("[]", "{", "1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(each_of(refused.error()).size(), 3u);
  EXPECT_FALSE(parse_catalog(R"({"interpretation":{"within_working_days":-3},"ledger":{}})", "{}", "{}"));
}

TEST(Catalog, of_the_product_is_sound) {
  EXPECT_TRUE(is_number_pattern(catalog().ledger.number_pattern));
  EXPECT_FALSE(catalog().elements_for("normative").empty());
  EXPECT_FALSE(catalog().elements_for("no-such-type").empty());
}

}  // namespace
}  // namespace gongkai::policy
