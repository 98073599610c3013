// The life of a document through the use cases, on both engines.
#include <gmock/gmock.h>

#include "content/api.hpp"
#include "content/test_site.hpp"

namespace gongkai::content {

using ::testing::Contains;
using ::testing::ElementsAre;

class Life : public SiteTest {};
ON_EACH_ENGINE(Life);

TEST_P(Life, runs_from_draft_to_public) {
  const auto id = released();
  EXPECT_EQ(latest(id).state, State::released);
  const auto found = reading([&](db::Session& session) { return find_public(session, id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->title, "关于加强冬季供暖保障工作的通知");
  EXPECT_EQ(found->index_number, "11370600004260030Y/2026-00001");
  EXPECT_EQ(found->published_at, test().clock.now());
}

TEST_P(Life, keeps_drafts_from_the_public) {
  const auto id = submitted();
  EXPECT_FALSE(reading([&](db::Session& session) { return find_public(session, id); }));
  EXPECT_EQ(count(test().services, {notices}), 0);
}

TEST_P(Life, needs_a_second_person_for_the_release) {
  const auto id = submitted();
  auto both = test().as(testing::actor_with({"content.write", "content.release"}, std::string(city_path), writer));
  const auto refused = release(both, id, 2);
  ASSERT_FALSE(refused);
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("document.own_edition"));
}

TEST_P(Life, asks_for_the_permission_over_the_unit) {
  const auto id = submitted();
  auto stranger = test().as(testing::actor_with({"content.release"}, "/elsewhere/", releaser));
  EXPECT_EQ(release(stranger, id, 2).error().kind, FaultKind::forbidden);
  auto reader = test().as(testing::actor_with({"content.read"}, std::string(city_path)));
  EXPECT_EQ(create(reader, "notice", unit, notice()).error().kind, FaultKind::forbidden);
  EXPECT_EQ(withdraw(reader, id, {.reason = "x"}, 2).error().kind, FaultKind::forbidden);
}

TEST_P(Life, refuses_whoever_comes_second) {
  const auto id = written();
  auto context = as_writer();
  EXPECT_EQ(edit(context, id, notice("第一个"), 1).value(), 2);
  EXPECT_EQ(edit(context, id, notice("第二个"), 1).error().code, "version.conflict");
  EXPECT_EQ(latest(id).title, "第一个");
}

TEST_P(Life, sends_an_edition_back_with_a_remark) {
  const auto id = submitted();
  auto reviewer = as_releaser();
  ASSERT_TRUE(send_back(reviewer, id, "请补充附件", 2));
  EXPECT_EQ(latest(id).state, State::returned);
  EXPECT_EQ(latest(id).remark, "请补充附件");
  auto context = as_writer();
  ASSERT_TRUE(edit(context, id, notice(), 3));
  ASSERT_TRUE(submit(context, id, 4));
  EXPECT_EQ(latest(id).remark, "");
}

TEST_P(Life, lets_the_old_edition_stay_public_until_the_new_one_is_released) {
  const auto id = released();
  const auto number = document(id).index_number;
  auto context = as_writer();
  ASSERT_TRUE(edit(context, id, notice("关于调整供暖时间的通知"), 3));
  EXPECT_EQ(reading([&](db::Session& session) { return find_public(session, id)->title; }),
            "关于加强冬季供暖保障工作的通知");
  ASSERT_TRUE(submit(context, id, 4));
  test().clock.advance_seconds(86'400);
  auto second = as_releaser();
  ASSERT_TRUE(release(second, id, 5));
  const auto found = reading([&](db::Session& session) { return find_public(session, id).value(); });
  EXPECT_EQ(found.title, "关于调整供暖时间的通知");
  EXPECT_EQ(found.number, 2);
  EXPECT_EQ(found.index_number, number) << "the index number never changes";
  EXPECT_LT(found.published_at, found.released_at) << "the day of publication is that of the first release";
  EXPECT_EQ(count(test().services, {notices}), 1);
}

TEST_P(Life, never_gives_an_index_number_twice) {
  const auto first = released();
  auto second_person = as_releaser();
  ASSERT_TRUE(withdraw(second_person, first, {.reason = "重复发布"}, 3));
  EXPECT_EQ(document(released()).index_number, "11370600004260030Y/2026-00002");
}

TEST_P(Life, uses_the_index_pattern_of_the_site) {
  auto admin = test().as(testing::actor_with({"sites.manage"}));
  ASSERT_TRUE(set_index_pattern(admin, site, "YH/{year}/{serial}"));
  EXPECT_EQ(set_index_pattern(admin, site, "{serial}").error().code, "column.index_pattern_wrong");
  EXPECT_EQ(document(released()).index_number, "YH/2026/00001");
}

TEST_P(Life, ends_with_a_withdrawal_for_good) {
  const auto id = released();
  auto context = as_releaser();
  ASSERT_TRUE(withdraw(context, id, {.kind = WithdrawalKind::retracted, .reason = "内容有误"}, 3));
  EXPECT_FALSE(reading([&](db::Session& session) { return find_public(session, id); }));
  EXPECT_EQ(reading([&](db::Session& session) { return find_withdrawal(session, id)->reason; }), "内容有误");
  EXPECT_EQ(count(test().services, {notices}), 0);
  EXPECT_TRUE(reading([&](db::Session& session) { return addresses(session, site, 0, 10); }).empty());
  auto editor = as_writer();
  EXPECT_EQ(edit(editor, id, notice(), 4).error().code, "document.withdrawn");
  EXPECT_EQ(withdraw(context, id, {.reason = "再次"}, 4).error().code, "document.not_released");
}

TEST_P(Life, withdraws_a_draft_of_the_next_edition_too) {
  const auto id = released();
  auto editor = as_writer();
  ASSERT_TRUE(edit(editor, id, notice("新版"), 3));
  auto context = as_releaser();
  ASSERT_TRUE(withdraw(context, id, {.reason = "内容有误"}, 4));
  EXPECT_EQ(submit(editor, id, 5).error().code, "document.not_a_draft");
}

TEST_P(Life, points_to_where_a_moved_document_is) {
  const auto old_place = released(), new_place = released(), hidden = written();
  auto context = as_releaser();
  EXPECT_EQ(withdraw(context, old_place, {.kind = WithdrawalKind::moved, .reason = "移动", .moved_to = hidden}, 3)
                .error()
                .code,
            "document.moved_to_unknown");
  ASSERT_TRUE(
      withdraw(context, old_place, {.kind = WithdrawalKind::moved, .reason = "移动", .moved_to = new_place}, 3));
}

TEST_P(Life, keeps_only_safe_markup) {
  Draft draft = notice();
  draft.body = "<p onclick=\"x()\">正文</p><script>alert(1)</script><a href=\"javascript:x\">链接</a>";
  const auto id = written(draft);
  EXPECT_EQ(latest(id).body.find("script"), std::string::npos);
  EXPECT_EQ(latest(id).body.find("onclick"), std::string::npos);
}

TEST_P(Life, refuses_unknown_types_units_and_columns) {
  auto context = as_writer();
  EXPECT_EQ(create(context, "poem", unit, notice()).error().code, "document.type_unknown");
  EXPECT_EQ(create(context, "notice", UnitId{99}, notice()).error().code, "document.unit_unknown");
  Draft draft = notice();
  draft.column = ColumnId{9999};
  EXPECT_EQ(create(context, "notice", unit, draft).error().code, "document.column_unknown");
  EXPECT_EQ(edit(context, DocumentId{42}, notice(), 1).error().code, "document.not_found");
}

TEST_P(Life, tells_the_followers_only_what_the_public_sees) {
  const auto id = submitted();
  EXPECT_TRUE(m_changes.empty());
  auto context = as_releaser();
  ASSERT_TRUE(release(context, id, 2));
  ASSERT_TRUE(withdraw(context, id, {.reason = "有误"}, 3));
  ASSERT_EQ(m_changes.size(), 2u);
  EXPECT_EQ(m_changes[0].operation, feed::Operation::upsert);
  EXPECT_EQ(m_changes[1].operation, feed::Operation::remove);
}

TEST_P(Life, tags_every_column_a_document_ever_stood_in) {
  const auto id = released();
  Draft moved = notice();
  moved.column = below_policies;
  auto editor = as_writer();
  ASSERT_TRUE(edit(editor, id, moved, 3));
  const auto tags =
      reading([&](db::Session& session) { return tags_of(session, {.topic = "document", .object = id.value}); });
  for (const auto& tag :
       {"doc:" + to_text(id), "col:" + to_text(notices), "col:" + to_text(below_policies), "docs:" + to_text(site)})
    EXPECT_THAT(tags, Contains(tag));
}

TEST_P(Life, shows_attachments_until_the_withdrawal) {
  const auto id = written();
  auto editor = as_writer();
  const auto file = attach(editor, id, checked_file());
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(reading([&](db::Session& session) { return file_access(session, *file).access; }), FileAccess::unknown);
  ASSERT_TRUE(submit(editor, id, 2));
  EXPECT_EQ(attach(editor, id, checked_file()).error().code, "document.not_a_draft");
  auto second = as_releaser();
  ASSERT_TRUE(release(second, id, 3));
  EXPECT_EQ(reading([&](db::Session& session) { return file_access(session, *file).access; }), FileAccess::open);
  ASSERT_TRUE(withdraw(second, id, {.reason = "有误"}, 4));
  EXPECT_EQ(reading([&](db::Session& session) { return file_access(session, *file).access; }), FileAccess::gone);
}

TEST_P(Life, keeps_a_file_that_an_older_edition_shows) {
  const auto id = written();
  auto editor = as_writer();
  const auto file = attach(editor, id, checked_file()).value();
  ASSERT_TRUE(submit(editor, id, 2));
  auto second = as_releaser();
  ASSERT_TRUE(release(second, id, 3));
  ASSERT_TRUE(edit(editor, id, notice("新版"), 4));
  ASSERT_TRUE(detach(editor, id, file));
  EXPECT_EQ(reading([&](db::Session& session) { return file_access(session, file).access; }), FileAccess::open);
  EXPECT_EQ(reading([&](db::Session& session) { return test().services.files->uses_of(session, file).size(); }), 1u);
  EXPECT_EQ(detach(editor, id, file).error().code, "document.attachment_not_found");
}

TEST_P(Life, lists_the_newest_first_across_a_subtree) {
  const auto first = released();
  test().clock.advance_seconds(60);
  Draft other = notice("部门文件");
  other.column = below_policies;
  const auto id = written(other);
  auto editor = as_writer();
  auto second = as_releaser();
  ASSERT_TRUE(submit(editor, id, 1));
  ASSERT_TRUE(release(second, id, 2));
  const auto rows = reading(
      [&](db::Session& session) { return list(session, test().services, {notices, policies, below_policies}, 0, 10); });
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].id, id);
  EXPECT_EQ(rows[1].id, first);
  EXPECT_EQ(reading([&](db::Session& session) { return list(session, test().services, {notices}, 1, 10).size(); }), 0u);
}

TEST_P(Life, gives_the_search_index_the_whole_text) {
  const auto id = released();
  const auto change = reading([&](db::Session& session) {
    return search_change(session, test().services, {.topic = "document", .object = id.value});
  });
  ASSERT_TRUE(change);
  const auto& found = std::get<search::Document>(*change);
  EXPECT_EQ(found.number, "云政办发〔2026〕3号");
  EXPECT_EQ(found.validity, search::Validity::in_force);
  EXPECT_NE(found.body.find("请认真落实供暖保障措施"), std::string::npos);
  EXPECT_EQ(found.address, "/d/" + to_text(id));
  const auto draft = written();
  const auto hidden = reading([&](db::Session& session) {
    return search_change(session, test().services, {.topic = "document", .object = draft.value});
  });
  EXPECT_TRUE(std::holds_alternative<search::Removal>(*hidden));
  EXPECT_FALSE(reading(
      [&](db::Session& session) { return search_change(session, test().services, {.topic = "person", .object = 1}); }));
}

TEST_P(Life, feeds_a_rebuild_with_every_public_document) {
  released();
  released();
  written();
  int seen = 0;
  each_searchable(test().services, [&](const search::Document&) { ++seen; });
  EXPECT_EQ(seen, 2);
}

TEST_P(Life, takes_over_what_was_public_elsewhere) {
  auto system = test().as_system();
  const Imported imported{.type = "notice",
                          .unit = unit,
                          .draft = notice(),
                          .writer_name = "迁移",
                          .published_at = start_of(Day::of(2026, 2, 28)),
                          .index_number = "000000001/2026-00007",
                          .attachments = {checked_file()}};
  const auto id = import_released(system, imported);
  ASSERT_TRUE(id) << id.error().code;
  const auto found = reading([&](db::Session& session) { return find_public(session, *id).value(); });
  EXPECT_EQ(found.published_at.day(), Day::of(2026, 2, 28));
  EXPECT_EQ(found.index_number, "000000001/2026-00007");
  EXPECT_EQ(reading([&](db::Session& session) { return attachments_of(session, found).size(); }), 1u);
  auto person = as_releaser();
  EXPECT_EQ(import_released(person, imported).error().kind, FaultKind::forbidden);
}

TEST_P(Life, adds_columns_under_names_that_make_addresses) {
  auto admin = test().as(testing::actor_with({"sites.manage"}));
  ASSERT_TRUE(add_column(admin, {.site = site, .slug = "news", .name = "要闻"}));
  EXPECT_EQ(add_column(admin, {.site = site, .slug = "news", .name = "要闻"}).error().code, "column.slug_taken");
  const auto refused = add_column(admin, {.site = site, .parent = ColumnId{77}, .slug = "要闻", .name = ""});
  EXPECT_THAT(codes_of(refused.error()),
              ElementsAre("column.slug_wrong", "column.name_wrong", "column.parent_unknown"));
}

}  // namespace gongkai::content
