// The law's numbers, each with its article, and the algebra of versions.
#include "catalogue/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assets.hpp"

namespace gongkai::catalogue {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace {

Item an_item(std::string code = "01-001") {
  return {.code = std::move(code), .title = "规范性文件", .statutory_class = "A20_01", .duty = "every"};
}
std::vector<std::string> codes(const std::vector<Fault>& faults) {
  std::vector<std::string> out;
  for (const auto& fault : faults) out.push_back(fault.code);
  return out;
}
WorkCalendar calendar_2026() {
  return WorkCalendar(parse_calendar(*assets::find("catalog/holidays.json")).value());
}

}  // namespace

TEST(Regulation_article_20, has_fifteen_classes_in_the_words_of_the_law) {
  const auto& classes = statute().classes;
  ASSERT_EQ(classes.size(), 15u);
  for (std::size_t i = 0; i < classes.size(); ++i) EXPECT_EQ(classes[i].id, fmt::format("A20_{:02}", i + 1));
  EXPECT_EQ(classes[0].label, "行政法规、规章和规范性文件");
  EXPECT_EQ(classes[6].label, "财政预算、决算信息");
  EXPECT_EQ(classes[14].label, "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息");
}

TEST(Regulation_article_21, adds_topics_by_level) {
  const auto& levels = statute().levels;
  ASSERT_EQ(levels.size(), 2u);
  EXPECT_EQ(levels[0].topics.size(), 7u);
  EXPECT_EQ(levels[0].topics.front().label, "市政建设");
  EXPECT_EQ(levels[1].topics.size(), 8u);
  EXPECT_EQ(levels[1].topics[6].label, "筹资筹劳");
  EXPECT_THAT(levels[1].units, ElementsAre(directory::UnitKind::town));
}

TEST(Disclosure_platform, has_five_blocks_of_the_same_name_everywhere) {
  std::vector<std::string> names;
  for (const auto& block : statute().blocks) names.push_back(block.name);
  EXPECT_THAT(
      names, ElementsAre("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"));
}

TEST(Regulation_article_26, gives_twenty_working_days_from_the_day_of_forming) {
  const auto timing =
      timing_of(Day::of(2026, 2, 10), usual_term_days, std::nullopt, Day::of(2026, 3, 16), calendar_2026());
  EXPECT_EQ(timing.due, Day::of(2026, 3, 16));
  EXPECT_EQ(timing.timeliness, Timeliness::running);
  EXPECT_EQ(timing.days_late, 0);
}

TEST(Publishing, is_late_from_the_next_working_day_on) {
  const auto calendar = calendar_2026();
  const auto late = timing_of(Day::of(2026, 2, 10), 20, Day::of(2026, 3, 17), Day::of(2026, 6, 1), calendar);
  EXPECT_EQ(late.timeliness, Timeliness::late);
  EXPECT_EQ(late.days_late, 1);
  EXPECT_EQ(timing_of(Day::of(2026, 2, 10), 20, Day::of(2026, 3, 16), Day::of(2026, 6, 1), calendar).timeliness,
            Timeliness::in_time);
  EXPECT_EQ(timing_of(Day::of(2026, 2, 10), 20, std::nullopt, Day::of(2026, 3, 18), calendar).timeliness,
            Timeliness::overdue);
  EXPECT_EQ(timing_of(std::nullopt, 20, std::nullopt, Day::of(2026, 3, 18), calendar).timeliness, Timeliness::unknown);
}

TEST(Publishing, never_gets_less_late_as_days_go_by) {
  const auto calendar = calendar_2026();
  for (int formed = 0; formed < 60; formed += 7) {
    std::int64_t before = 0;
    for (int day = 0; day < 120; ++day) {
      const auto timing =
          timing_of(Day::of(2026, 1, 1) + formed, 20, std::nullopt, Day::of(2026, 1, 1) + day, calendar);
      EXPECT_GE(timing.days_late, before);
      EXPECT_EQ(timing.days_late > 0, timing.timeliness == Timeliness::overdue && timing.days_late > 0);
      before = timing.days_late;
    }
  }
}

TEST(Items, name_every_fault_at_once) {
  EXPECT_THAT(why_not_item(an_item(), statute()), IsEmpty());
  Item wrong{.statutory_class = "A20_16", .topic = "x", .duty = "nobody", .term_days = 0, .audiences = "elder,martian"};
  EXPECT_THAT(
      codes(why_not_item(wrong, statute())),
      ElementsAre("catalogue.code_wrong", "catalogue.title_wrong", "catalogue.class_unknown", "catalogue.topic_unknown",
                  "catalogue.duty_unknown", "catalogue.term_wrong", "catalogue.audience_unknown"));
}

TEST(Items, are_of_one_unit_or_of_a_kind_of_units) {
  auto both = an_item();
  both.unit = UnitId{5};
  EXPECT_THAT(codes(why_not_item(both, statute())), ElementsAre("catalogue.unit_or_duty"));
  auto none = an_item();
  none.duty.clear();
  EXPECT_THAT(codes(why_not_item(none, statute())), ElementsAre("catalogue.unit_or_duty"));
}

TEST(Items, fall_to_the_units_they_name) {
  const directory::Unit town{.id = UnitId{7}, .kind = directory::UnitKind::town};
  EXPECT_TRUE(falls_to(an_item(), town, statute()));
  auto of_departments = an_item();
  of_departments.duty = "department";
  EXPECT_FALSE(falls_to(of_departments, town, statute()));
  auto own = an_item();
  own.duty.clear();
  own.unit = UnitId{7};
  EXPECT_TRUE(falls_to(own, town, statute()));
}

TEST(Documents, fulfil_by_link_then_by_type_and_column_then_by_class) {
  const CatalogueId here{1}, elsewhere{2};
  auto item = an_item();
  EXPECT_TRUE(fulfils({.type = "notice", .statutory_class = "A20_01"}, item, here));
  EXPECT_FALSE(fulfils({.type = "notice", .statutory_class = "A20_02"}, item, here));
  item.type = "normative";
  EXPECT_FALSE(fulfils({.type = "notice", .statutory_class = "A20_01"}, item, here)) << "the item names a type";
  EXPECT_TRUE(fulfils({.type = "normative", .statutory_class = "A20_15"}, item, here));
  item.column = "policies";
  EXPECT_FALSE(fulfils({.type = "normative", .column = "news"}, item, here));
  EXPECT_TRUE(fulfils({.type = "x", .catalogue = here, .code = "01-001"}, item, here)) << "linked by hand";
  EXPECT_FALSE(fulfils({.type = "normative", .column = "policies", .catalogue = here, .code = "other"}, item, here))
      << "linked to another item";
  EXPECT_TRUE(
      fulfils({.type = "normative", .column = "policies", .catalogue = elsewhere, .code = "other"}, item, here));
}

TEST(Versions, compare_by_code) {
  auto changed = an_item("02");
  changed.term_days = 7;
  changed.basis = "条例第二十条";
  const std::vector<Item> before{an_item("01"), an_item("02"), an_item("03")},
      after{an_item("03"), changed, an_item("04")};
  const auto changes = compare(before, after);
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].what, ItemChange::What::changed);
  ASSERT_EQ(changes[0].fields.size(), 2u);
  EXPECT_EQ(changes[0].fields[0].field, "term_days");
  EXPECT_EQ(changes[0].fields[0].after, "7");
  EXPECT_EQ(changes[1].what, ItemChange::What::added);
  EXPECT_EQ(changes[2].item.code, "01");
  EXPECT_THAT(compare(before, before), IsEmpty());
  EXPECT_EQ(compare(after, before).size(), changes.size()) << "seen from the other side as many changes";
}

TEST(Versions, of_which_the_newest_published_one_is_in_force) {
  const std::vector<Version> versions{{.id = CatalogueVersionId{3}, .number = 3},
                                      {.id = CatalogueVersionId{2}, .number = 2, .published_at = Instant{2}},
                                      {.id = CatalogueVersionId{1}, .number = 1, .published_at = Instant{1}}};
  EXPECT_EQ(state_of(versions[0], versions), VersionState::draft);
  EXPECT_EQ(state_of(versions[1], versions), VersionState::in_force);
  EXPECT_EQ(state_of(versions[2], versions), VersionState::superseded);
}

TEST(Regulation_article_18, asks_to_look_again_at_what_is_not_public) {
  const Unpublished filed{.attribute = content::Disclosure::on_request, .filed_at = start_of(Day::of(2024, 2, 29))};
  EXPECT_EQ(review_due(filed, statute()), Day::of(2025, 2, 28)) << "the interval is data: 12 months";
  auto seen = filed;
  seen.reviewed_at = start_of(Day::of(2025, 1, 10));
  EXPECT_EQ(review_due(seen, statute()), Day::of(2026, 1, 10));
}

TEST(Decisions, other_than_proactive_need_a_ground_of_articles_14_to_16) {
  EXPECT_THAT(why_not_decide(content::Disclosure::proactive, ""), IsEmpty());
  for (const char* ground : {"E14a", "E14b", "E14c", "E15", "E16_1", "E16_2", "E16_3"})
    EXPECT_THAT(why_not_decide(content::Disclosure::withheld, ground), IsEmpty()) << ground;
  EXPECT_THAT(codes(why_not_decide(content::Disclosure::on_request, "E17")), ElementsAre("catalogue.ground_missing"));
  EXPECT_THAT(codes(why_not_decide(content::Disclosure::undecided, "")), ElementsAre("catalogue.decision_missing"));
}

}  // namespace gongkai::catalogue
