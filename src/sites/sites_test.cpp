// The upkeep of sites: what is refused, what the public sees of it, and when.
#include <gmock/gmock.h>

#include "content/api.hpp"
#include "content/test_site.hpp"
#include "directory/api.hpp"
#include "sites/store.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::sites {
namespace {
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t hour = 3600;
}  // namespace

class Sites : public content::SiteTest {
 protected:
  Sites() : SiteTest({"sites"}) {}
  Context as_site_editor() {
    return test().as(testing::actor_with({"sites.content"}, std::string(content::city_path), PersonId{1003}));
  }
  Context as_platform_editor() { return test().as(testing::actor_with({"sites.content"}, "/", PersonId{1004})); }
  NoticeBarFields bar(SiteId where) {
    const auto now = as_site_editor().now();
    return {.site = where,
            .words = "台风预警：请减少外出",
            .address = "/c/notices",
            .first_at = now.plus_seconds(hour),
            .last_at = now.plus_seconds(2 * hour)};
  }
  std::vector<directory::NoticeBar> shown_at(Instant now) {
    return reading([&](db::Session& session) {
      return directory::standing_on(directory::store::notice_bars(session), site, now);
    });
  }
  content::Column column(ColumnId id) {
    return reading([&](db::Session& session) { return content::find_column(session, id).value(); });
  }
};
ON_EACH_ENGINE(Sites);

TEST_P(Sites, a_notice_bar_stands_only_in_its_period) {
  auto editor = as_site_editor();
  const auto now = editor.now();
  ASSERT_TRUE(add_notice_bar(editor, bar(site)));
  EXPECT_THAT(shown_at(now), IsEmpty());
  EXPECT_THAT(shown_at(now.plus_seconds(hour)), SizeIs(1));
  EXPECT_THAT(shown_at(now.plus_seconds((2 * hour) - 1)), SizeIs(1));
  EXPECT_THAT(shown_at(now.plus_seconds(2 * hour)), IsEmpty());
}

TEST_P(Sites, only_the_keepers_of_the_platform_put_a_bar_on_every_site) {
  auto department = test().as(testing::actor_with({"sites.content"}, "/c/d/", PersonId{1006}));
  const auto refused = add_notice_bar(department, bar({}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, FaultKind::forbidden);
  auto platform = as_platform_editor();
  ASSERT_TRUE(add_notice_bar(platform, bar({})));
  EXPECT_THAT(shown_at(platform.now().plus_seconds(hour)), SizeIs(1));
}

TEST_P(Sites, a_stale_change_of_a_bar_is_a_conflict_and_removal_takes_it_off) {
  auto editor = as_site_editor();
  const auto id = add_notice_bar(editor, bar(site)).value();
  EXPECT_TRUE(change_notice_bar(editor, id, bar(site), 1));
  const auto stale = change_notice_bar(editor, id, bar(site), 1);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, "version.conflict");
  EXPECT_TRUE(remove_notice_bar(editor, id));
  EXPECT_THAT(shown_at(editor.now().plus_seconds(hour)), IsEmpty());
}

TEST_P(Sites, a_column_changes_everything_but_its_address) {
  auto editor = as_site_editor();
  ASSERT_TRUE(content::change_column(editor, notices, {.name = "公示公告", .kind = "信息公开", .update_days = 7}, 1));
  EXPECT_EQ(column(notices).name, "公示公告");
  EXPECT_EQ(column(notices).slug, "notices");
  const auto stale = content::change_column(editor, notices, {.name = "通知"}, 1);
  EXPECT_EQ(stale.error().code, "version.conflict");
}

TEST_P(Sites, a_column_cannot_hang_below_itself) {
  auto editor = as_site_editor();
  const auto ring = content::change_column(editor, policies, {.parent = below_policies, .name = "政策"}, 1);
  ASSERT_FALSE(ring);
  EXPECT_THAT(content::codes_of(ring.error()), Contains("column.parent_below"));
}

TEST_P(Sites, a_column_with_open_columns_below_is_not_closed) {
  auto editor = as_site_editor();
  const auto refused = content::close_column(editor, policies, "机构改革", {}, 1);
  ASSERT_FALSE(refused);
  EXPECT_THAT(content::codes_of(refused.error()), Contains("column.open_below"));
}

TEST_P(Sites, a_closed_column_names_its_reason_and_successor_and_opens_again) {
  auto editor = as_site_editor();
  ASSERT_TRUE(content::close_column(editor, empty_column, "并入通知公告", notices, 1));
  EXPECT_TRUE(column(empty_column).is_closed());
  EXPECT_EQ(column(empty_column).successor, notices);
  EXPECT_EQ(content::close_column(editor, empty_column, "再关", {}, 2).error().code, "column.closed_already");
  ASSERT_TRUE(content::reopen_column(editor, empty_column, 2));
  EXPECT_FALSE(column(empty_column).is_closed());
}

TEST_P(Sites, another_unit_does_not_touch_the_columns) {
  auto stranger = test().as(testing::actor_with({"sites.content"}, "/x/", PersonId{1005}));
  const auto refused = content::change_column(stranger, notices, {.name = "别人的"}, 1);
  EXPECT_EQ(refused.error().kind, FaultKind::forbidden);
}

TEST_P(Sites, a_set_adds_what_is_missing_and_nothing_twice) {
  auto editor = as_site_editor();
  EXPECT_EQ(add_column_set(editor, site, "disclosure").value(), 5) << "on-request is there already";
  EXPECT_EQ(add_column_set(editor, site, "disclosure").value(), 0);
  EXPECT_EQ(add_column_set(editor, site, "nonsense").error().code, "sites.set_unknown");
}

TEST_P(Sites, a_topic_is_kept_checked_and_archived) {
  auto editor = as_site_editor();
  ASSERT_TRUE(keep_topic(editor, notices, unit, 0));
  ASSERT_TRUE(check_topic(editor, notices, "链接正常，内容已更新"));
  EXPECT_EQ(check_topic(editor, notices, " ").error().code, "sites.note_missing");
  ASSERT_TRUE(archive_topic(editor, notices, "工作已结束", 1));
  EXPECT_EQ(archive_topic(editor, notices, "", 2).error().code, "sites.archived_already");
  EXPECT_EQ(check_topic(editor, notices, "再看").error().code, "sites.archived_already");
  ASSERT_TRUE(keep_topic(editor, notices, other_unit, 2)) << "taken up again";
  const auto topic = reading([&](db::Session& session) { return store::find_topic(session, notices).value(); });
  EXPECT_FALSE(topic.archived_on);
  EXPECT_EQ(topic.owner, other_unit);
}

TEST_P(Sites, a_colour_that_white_text_cannot_stand_on_is_refused) {
  auto editor = as_site_editor();
  const auto pale = set_appearance(editor, site, {.accent = "#ffcc00"}, 1);
  ASSERT_FALSE(pale);
  EXPECT_EQ(pale.error().code, "sites.contrast_low");
  EXPECT_EQ(set_appearance(editor, site, {.accent = "red"}, 1).error().code, "sites.colour_wrong");
  ASSERT_TRUE(set_appearance(editor, site, {.accent = "#8a1f1f"}, 1));
  const auto changed = reading([&](db::Session& session) { return directory::find_site(session, site).value(); });
  EXPECT_EQ(changed.theme, R"({"accent":"#8a1f1f"})");
}

TEST_P(Sites, are_dressed_anew_without_touching_their_content) {
  auto editor = as_site_editor();
  const AppearanceFields wrong{.accent = "#8a1f1f", .mark = "云海市", .corners = "oval", .home = "poster"};
  const auto refused = set_appearance(editor, site, wrong, 1);
  EXPECT_THAT(content::codes_of(refused.error()),
              ::testing::ElementsAre("sites.mark_long", "sites.corners_unknown", "sites.home_unknown"));
  m_changes.clear();
  ASSERT_TRUE(
      set_appearance(editor, site, {.accent = "#8a1f1f", .mark = "云海", .corners = "square", .home = "news"}, 1));
  ASSERT_EQ(m_changes.size(), 1U);
  EXPECT_EQ(m_changes[0].topic, "site");
}

TEST_P(Sites, the_visit_to_an_external_column_is_kept_with_the_day_its_failing_began) {
  auto editor = as_site_editor();
  ASSERT_TRUE(content::change_column(editor, empty_column, {.name = "灯塔", .address = "http://127.0.0.1:1/"}, 1));
  auto platform = as_platform_editor();
  ASSERT_TRUE(visit_columns(platform));
  ASSERT_TRUE(visit_columns(platform));
  const auto visits = reading([&](db::Session& session) { return store::visits(session); });
  ASSERT_THAT(visits, SizeIs(1));
  EXPECT_EQ(visits[0].outcome, probe::Outcome::refused) << "a private address is not knocked at";
  EXPECT_TRUE(visits[0].failing_since);
}

TEST(SiteRules, a_maintained_topic_wants_a_look_each_month_after_its_first) {
  const Topic topic{.column = ColumnId{1}, .opened_on = Day::of(2026, 1, 20)};
  EXPECT_EQ(state_of(topic, {}, Day::of(2026, 1, 31)), TopicState::open);
  EXPECT_EQ(state_of(topic, {}, Day::of(2026, 2, 1)), TopicState::unchecked);
  const std::vector<TopicCheck> checks{{.column = ColumnId{1}, .month = month_of(2026, 2)}};
  EXPECT_EQ(state_of(topic, checks, Day::of(2026, 2, 28)), TopicState::open);
  EXPECT_EQ(state_of(topic, checks, Day::of(2026, 3, 1)), TopicState::unchecked);
}

TEST(SiteRules, names_everything_wrong_with_a_bar_at_once) {
  const Instant now = start_of(Day::of(2026, 3, 2));
  const auto faults =
      why_not_notice_bar({.words = "", .address = "javascript:alert(1)", .first_at = now, .last_at = now}, now);
  EXPECT_THAT(content::codes_of(faults), ElementsAre("sites.words_wrong", "sites.address_wrong", "sites.period_wrong"));
}

TEST(SiteRules, measure_contrast_as_wcag_does) {
  EXPECT_NEAR(contrast_with_white("#000000").value(), 21.0, 0.01);
  EXPECT_NEAR(contrast_with_white("#0f4f9c").value(), 8.02, 0.02);
  EXPECT_FALSE(contrast_with_white("#12345"));
}

TEST(SiteRules, the_five_blocks_have_the_names_of_the_statutory_column) {
  const auto& sets = column_sets();
  const auto set = std::ranges::find(sets, "disclosure", &ColumnSet::id);
  ASSERT_NE(set, sets.end());
  std::vector<std::string> names;
  for (const auto& column : set->columns)
    if (!column.below.empty()) names.push_back(column.name);
  // law.md D6.4: 国办公开办函〔2019〕61号
  EXPECT_THAT(
      names, ElementsAre("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"));
}

}  // namespace gongkai::sites
