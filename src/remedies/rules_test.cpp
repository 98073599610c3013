#include "remedies/rules.hpp"

#include <gtest/gtest.h>

#include <random>

#include "base/assets.hpp"

namespace gongkai::remedies {
namespace {

const WorkCalendar& calendar() {
  static const WorkCalendar read(parse_calendar(assets::find("catalog/holidays.json").value_or("")).value());
  return read;
}

Day on(std::string_view text) {
  return parse_day(text).value();
}

casework::Event event(std::string_view act, std::string_view day, json::object facts = {}) {
  return {.act = std::string(act), .on = on(day), .facts = std::move(facts)};
}

Course review(std::vector<casework::Event> more, std::string_view from = "2026-03-02",
              std::string_view how = "simple") {
  more.insert(more.begin(), event("notified", from, {{"body", "云海市人民政府"}, {"procedure", how}}));
  return course_of(kind::reconsideration, more);
}

Course suit(std::vector<casework::Event> more, bool after_review = false) {
  json::object facts{{"body", "云海市中级人民法院"}};
  if (after_review) facts["after_review"] = "elsewhere";
  more.insert(more.begin(), event("notified", "2026-03-02", facts));
  return course_of(kind::lawsuit, more);
}

casework::Event ended(std::string_view day, std::string_view disposition) {
  return event("concluded", day, {{"disposition", disposition}, {"paper", "〔2026〕1号"}});
}

std::vector<std::string> codes(const Result<Notification>& result) {
  std::vector<std::string> all;
  if (result) return all;
  all.push_back(result.error().code);
  for (const auto& fault : result.error().also) all.push_back(fault.code);
  return all;
}

// 行政复议法 Art. 54 with Art. 88: five working days.
TEST(AnswerDue, is_five_working_days_in_the_simple_procedure) {
  EXPECT_EQ(answer_due(review({}, "2026-03-02"), calendar(), settings()).day, on("2026-03-09"));
  EXPECT_EQ(answer_due(review({}, "2026-09-30"), calendar(), settings()).day, on("2026-10-13"))
      << "National Day is skipped, Saturday 10 October is worked";
}

TEST(AnswerDue, explains_each_day_of_a_term_in_working_days) {
  const auto due = answer_due(review({}, "2026-02-12"), calendar(), settings());
  EXPECT_EQ(due.day, on("2026-02-26")) << "Saturday 14 is worked, 15 to 23 are the Spring Festival";
  EXPECT_EQ(due.days.front().counted, 0);
  EXPECT_EQ(due.days.back().counted, 5);
}

TEST(AnswerDue, follows_the_settings_in_the_ordinary_procedure) {
  auto changed = settings();
  EXPECT_EQ(answer_due(review({}, "2026-03-02", "ordinary"), calendar(), changed).day, on("2026-03-16"));
  changed.terms.at(0).days = 12;
  EXPECT_EQ(answer_due(review({}, "2026-03-02", "ordinary"), calendar(), changed).day, on("2026-03-18"));
}

// 民事诉讼法 Art. 85: a last day on a day off moves behind it.
TEST(AnswerDue, of_a_suit_moves_from_a_day_off_to_the_next_working_day) {
  auto course = suit({});
  course.notified_on = on("2026-09-18");  // 15 days: Saturday 3 October, in the holidays
  EXPECT_EQ(answer_due(course, calendar(), settings()).day, on("2026-10-08"));
}

TEST(TableFour, counts_a_review_by_its_result_in_the_year_of_the_decision) {
  const auto course = review({event("answered", "2026-03-05"), ended("2026-04-10", "revoked")});
  EXPECT_EQ(cell_of(course, 2026), (Cell{Block::review, Verdict::corrected}));
  EXPECT_EQ(cell_of(course, 2025), std::nullopt) << "it had not begun";
  EXPECT_EQ(cell_of(course, 2027), std::nullopt) << "it was over";
}

TEST(TableFour, counts_what_is_open_at_the_end_of_the_year_as_pending) {
  const auto course = review({ended("2027-01-04", "upheld")}, "2026-12-20");
  EXPECT_EQ(cell_of(course, 2026), (Cell{Block::review, std::nullopt}));
  EXPECT_EQ(cell_of(course, 2027), (Cell{Block::review, Verdict::upheld}));
}

TEST(TableFour, tells_suits_after_a_review_from_direct_ones) {
  EXPECT_EQ(cell_of(suit({}, true), 2026)->block, Block::suit_after_review);
  EXPECT_EQ(cell_of(suit({}), 2026)->block, Block::suit_direct);
}

TEST(TableFour, shows_a_judgment_under_appeal_as_pending) {
  const auto course = suit({ended("2026-06-01", "claims_rejected"), event("appealed", "2026-06-10")});
  EXPECT_EQ(cell_of(course, 2026)->verdict, std::nullopt);
}

TEST(TableFour, counts_a_case_at_most_once_a_year_and_totals_its_cells) {
  std::mt19937 random(20260302);
  const std::vector<std::string> ends{"upheld", "revoked", "settled", "changed"};
  std::vector<Course> courses;
  for (int i = 0; i < 500; ++i) {
    const Day start = on("2024-01-01") + static_cast<int>(random() % 900);
    std::vector<casework::Event> events;
    Day day = start;
    for (unsigned turn = 0; turn < random() % 4; ++turn) {
      day = day + static_cast<int>(random() % 200);
      events.push_back(turn % 2 == 0 ? ended(to_text(day), ends[random() % ends.size()])
                                     : event("reopened", to_text(day)));
    }
    courses.push_back(review(events, to_text(start)));
  }
  for (int year = 2023; year <= 2028; ++year) {
    std::int64_t expected = 0;
    for (const auto& course : courses) expected += cell_of(course, year).has_value();
    const auto table = count(courses, year);
    EXPECT_EQ(table[0].total(), expected);
    EXPECT_EQ(table[1].total() + table[2].total(), 0);
  }
}

TEST(Notifications, are_refused_with_every_fault_at_once) {
  EXPECT_EQ(codes(checked(Notification{.kind = "reconsideration", .on = on("2026-04-01")}, on("2026-03-02"))),
            (std::vector<std::string>{"remedies.unit_missing", "remedies.day_to_come", "remedies.missing",
                                      "remedies.procedure_missing"}));
}

TEST(Notifications, of_a_review_cannot_follow_a_review) {
  const auto said = checked(Notification{.kind = "reconsideration",
                                         .unit = UnitId{1},
                                         .on = on("2026-03-02"),
                                         .body = "市政府",
                                         .procedure = "simple",
                                         .after_review_elsewhere = true},
                            on("2026-03-02"));
  EXPECT_EQ(codes(said), std::vector<std::string>{"remedies.review_of_review"});
}

TEST(Conclusions, do_not_come_before_the_papers_and_name_a_known_result) {
  const auto course = review({});
  const auto said = checked(Conclusion{.on = on("2026-03-01"), .disposition = "claims_rejected", .paper = "1"}, course,
                            on("2026-03-10"), settings());
  ASSERT_FALSE(said);
  EXPECT_EQ(said.error().code, "remedies.too_early");
  EXPECT_EQ(said.error().also.front().code, "remedies.disposition_missing") << "that is a result of a lawsuit";
}

TEST(Settings, that_are_broken_name_their_place) {
  EXPECT_THROW(parse_settings("{"), std::runtime_error);
  EXPECT_THROW(
      parse_settings(
          R"({"warn_working_days":2,"terms":[],"dispositions":[{"id":"x","name":"y","for":"lawsuit","result":"won"}]})"),
      std::runtime_error);
}

}  // namespace
}  // namespace gongkai::remedies
