#include "oversight/rules.hpp"

#include <gmock/gmock.h>

#include <random>

#include "base/text.hpp"
#include "oversight/prefill.hpp"

namespace gongkai::oversight {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view small_sheet = R"({"edition": "t", "criteria": [
  {"id": "a", "name": "甲", "points": 60, "look_at": "看"}, {"id": "b", "name": "乙", "points": 40, "look_at": "看"}]})";

Sample sample(int number, UnitId unit = UnitId{1}) {
  return {.id = SampleId{number},
          .case_id = CaseId{number},
          .number = std::to_string(number),
          .unit = unit,
          .unit_name = "单位" + std::to_string(unit.value),
          .scored_at = Instant{1}};
}
Score score(std::string criterion, std::int64_t lost, Verdict verdict = Verdict::partly) {
  return {.criterion = std::move(criterion), .verdict = verdict, .lost = lost};
}

template <class T>
std::vector<std::string> fields_of(const Result<T>& result) {
  std::vector<std::string> fields;
  if (!result)
    for (const auto& fault : each_of(result.error())) fields.push_back(fault.code + " " + fault.field);
  return fields;
}

TEST(Sheet, of_the_catalog_comes_to_a_hundred_and_names_its_law) {
  EXPECT_EQ(catalog_sheet().points(), 100);
  for (const auto& criterion : catalog_sheet().criteria) {
    EXPECT_FALSE(criterion.look_at.empty()) << criterion.id;
    EXPECT_TRUE(criterion.basis.contains("《")) << criterion.id;
  }
  EXPECT_NE(catalog_sheet().find("in_time"), nullptr);
}

TEST(Sheet, is_refused_when_it_is_broken) {
  for (const auto* text :
       {"", "{}", R"({"edition": "1", "criteria": []})",
        R"({"edition": "1", "criteria": [{"id": "a", "name": "b", "points": 0, "look_at": "c"}]})",
        R"({"edition": "1", "criteria": [{"id": "a", "name": "b", "points": 1, "look_at": "c", "check": "guess"}]})"})
    EXPECT_THROW(parse_sheet(text), std::runtime_error) << text;
  EXPECT_THROW(parse_settings(R"({"minimum_for_rank": 0, "appeal_working_days": 1, "longest_words": 1})"),
               std::runtime_error);
}

TEST(Scorers, are_never_of_the_unit_whose_case_it_is) {
  EXPECT_EQ(why_not_score({PersonId{7}, UnitId{1}}, sample(1), {})->code, "oversight.own_unit");
  EXPECT_EQ(why_not_score({PersonId{7}, UnitId{2}}, sample(1), {PersonId{7}})->code, "oversight.own_case");
  EXPECT_FALSE(why_not_score({PersonId{7}, UnitId{2}}, sample(1), {PersonId{8}}));
}

TEST(Scorers, get_about_as_many_cases_each_and_none_that_they_may_not_have) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Sample> samples;
    for (int i = 1; i <= 30; ++i) samples.push_back(sample(i, UnitId{1 + static_cast<int>(random() % 9)}));
    const std::vector<Scorer> scorers{
        {PersonId{101}, UnitId{1}}, {PersonId{102}, UnitId{2}}, {PersonId{103}, UnitId{50}}};
    const auto chosen = distribute(samples, scorers, {});
    std::map<PersonId, int> load;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const auto scorer = std::ranges::find(scorers, chosen[i], &Scorer::person);
      ASSERT_NE(scorer, scorers.end());
      EXPECT_NE(scorer->unit, samples[i].unit);
      ++load[chosen[i]];
    }
    EXPECT_LE(load[PersonId{103}], 20);
  }
  EXPECT_THAT(distribute({sample(1)}, {{PersonId{101}, UnitId{1}}}, {}), ElementsAre(PersonId{}));
}

TEST(Entries, fit_their_points_and_say_why) {
  const auto sheet = parse_sheet(small_sheet);
  const std::vector<Proposal> found{{Verdict::met, "系统"}, {}};
  const auto faults = [&](std::vector<Entry> entries) { return fields_of(checked(sheet, found, entries, 50)); };
  EXPECT_THAT(faults({{"a", Verdict::met, 0, ""}, {"b", Verdict::failed, 40, "没有"}}), IsEmpty());
  EXPECT_THAT(faults({}), ElementsAre("oversight.verdict_missing a", "oversight.verdict_missing b"));
  EXPECT_THAT(faults({{"a", Verdict::met, 5, "x"}, {"b", Verdict::failed, 39, "x"}}),
              ElementsAre("oversight.points_wrong a", "oversight.points_wrong b"));
  EXPECT_THAT(faults({{"a", Verdict::not_applicable, 0, " "}, {"b", Verdict::partly, 3, ""}}),
              ElementsAre("oversight.reason_missing a", "oversight.reason_missing b"))
      << "whoever sees it otherwise than the system says why";
  EXPECT_THAT(
      faults({{"a", Verdict::met, 0, ""}, {"b", Verdict::met, 0, std::string(51, 'x')}, {"c", Verdict::met, 0, ""}}),
      ElementsAre("oversight.too_long b", "oversight.criterion_unknown c"));
}

TEST(Marks, count_only_what_applies) {
  const auto sheet = parse_sheet(small_sheet);
  EXPECT_EQ(mark_of(sheet, {score("a", 6), score("b", 0, Verdict::met)}).tenths(), 940);
  EXPECT_EQ(mark_of(sheet, {score("a", 6), score("b", 0, Verdict::not_applicable)}).tenths(), 900);
  EXPECT_EQ(mark_of(sheet, {}).tenths(), 1000);
}

TEST(Marks, rise_with_what_an_appeal_gives_back) {
  const auto sheet = parse_sheet(small_sheet);
  const std::vector<Score> scores{score("a", 6), score("b", 10)};
  const auto better = given_back(scores, {{"b", 0}});
  ASSERT_TRUE(better);
  EXPECT_EQ(mark_of(sheet, *better).tenths(), 940);
  EXPECT_THAT(
      fields_of(given_back(scores, {{"a", 6}, {"b", -1}, {"c", 0}})),
      ElementsAre("oversight.given_back_wrong a", "oversight.given_back_wrong b", "oversight.criterion_unknown c"));
}

TEST(Results, state_how_many_cases_they_rest_on_and_rank_nobody_with_too_few) {
  const auto sheet = parse_sheet(small_sheet);
  std::vector<ScoredSample> samples;
  const auto add = [&](int unit, std::int64_t lost) {
    samples.push_back({sample(static_cast<int>(samples.size()) + 1, UnitId{unit}), {score("a", lost), score("b", 0)}});
  };
  for (int i = 0; i < 3; ++i) add(1, 10);
  for (int i = 0; i < 3; ++i) add(2, 0);
  for (int i = 0; i < 3; ++i) add(3, 10);
  add(4, 0);
  const auto results = results_of(sheet, samples, 3);
  ASSERT_EQ(results.size(), 4u);
  EXPECT_EQ(results[0].unit, UnitId{2});
  EXPECT_EQ(results[0].rank, 1);
  EXPECT_EQ(results[1].rank, 2);
  EXPECT_EQ(results[2].rank, 2) << "equal means share a rank";
  EXPECT_EQ(results[3].unit, UnitId{4});
  EXPECT_FALSE(results[3].rank) << "one case is no measure";
  EXPECT_EQ(results[3].cases, 1);
  EXPECT_THAT(results[1].deductions, ElementsAre(Deduction{"a", 3, 30}));
  EXPECT_THAT(deductions_of(sheet, samples), ElementsAre(Deduction{"a", 6, 60}));
}

TEST(Results, add_up_to_the_deductions_of_all_whatever_the_marks) {
  const auto sheet = parse_sheet(small_sheet);
  std::mt19937 random(11);
  std::vector<ScoredSample> samples;
  for (int i = 1; i <= 100; ++i)
    samples.push_back({sample(i, UnitId{1 + static_cast<int>(random() % 8)}),
                       {score("a", static_cast<int>(random() % 60)), score("b", static_cast<int>(random() % 40))}});
  std::int64_t cases = 0, points = 0;
  for (const auto& unit : results_of(sheet, samples, 5)) {
    cases += unit.cases;
    for (const auto& one : unit.deductions) points += one.points;
    EXPECT_EQ(unit.rank.has_value(), unit.cases >= 5);
  }
  std::int64_t whole = 0;
  for (const auto& one : deductions_of(sheet, samples)) whole += one.points;
  EXPECT_EQ(cases, 100);
  EXPECT_EQ(points, whole);
}

TEST(Stages, allow_each_act_in_its_time) {
  Inspection inspection;
  auto waiting = sample(1);
  waiting.scored_at.reset();
  const Day day = Day::of(2026, 3, 2);
  EXPECT_EQ(why_not_tell(inspection, {sample(2), waiting})->code, "oversight.not_all_scored");
  EXPECT_FALSE(why_not_tell(inspection, {sample(2)}));
  EXPECT_EQ(why_not_appeal(inspection, sample(1), day)->code, "oversight.not_told");
  inspection.told_at = Instant{1};
  inspection.appeal_until = day;
  EXPECT_EQ(why_not_change_scores(inspection)->code, "oversight.told_already");
  EXPECT_FALSE(why_not_appeal(inspection, sample(1), day));
  EXPECT_EQ(why_not_appeal(inspection, sample(1), day + 1)->code, "oversight.appeal_too_late");
  EXPECT_EQ(why_not_close(inspection, {sample(1)}, day)->code, "oversight.appeal_time_left");
  auto appealed = sample(1);
  appealed.appealed_at = Instant{2};
  appealed.scorer = PersonId{7};
  EXPECT_EQ(why_not_close(inspection, {appealed}, day + 1)->code, "oversight.appeals_open");
  EXPECT_EQ(why_not_answer(inspection, appealed, PersonId{7})->code, "oversight.own_scores");
  EXPECT_FALSE(why_not_answer(inspection, appealed, PersonId{8}));
  EXPECT_EQ(why_not_answer(inspection, sample(1), PersonId{8})->code, "oversight.no_appeal");
  EXPECT_FALSE(why_not_close(inspection, {sample(1)}, day + 1));
}

}  // namespace
}  // namespace gongkai::oversight
