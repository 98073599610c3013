#include "content/gates.hpp"

#include <gmock/gmock.h>

#include "content/api.hpp"
#include "content/test_site.hpp"

namespace gongkai::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Gates : public SiteTest {
 protected:
  void bar(std::string code, bool waivable) {
    add_gate(test().services, {.name = code, .waivable = waivable, .why_not_release = [code](auto&&...) {
                                 return std::vector<Fault>{{FaultKind::conflict, code, "", {}, {}}};
                               }});
  }
  Context as_head() {
    return test().as(testing::actor_with({"content.read", "content.release", "content.release_urgent"},
                                         std::string(city_path), releaser));
  }
};

TEST_P(Gates, of_other_capabilities_stand_in_the_way_of_a_release) {
  bar("gate.closed", true);
  const auto id = submitted();
  auto context = as_releaser();
  EXPECT_THAT(codes_of(release(context, id, 2).error()), ElementsAre("gate.closed"));
  EXPECT_EQ(latest(id).state, State::in_review);
}

TEST_P(Gates, that_can_be_waived_are_jumped_over_in_an_emergency_that_stays_flagged) {
  bar("gate.waivable", true);
  const auto id = submitted();
  const ReleaseOrder order{.emergency_reason = "台风红色预警，需要立即告知公众"};
  auto ordinary = as_releaser();
  EXPECT_EQ(release(ordinary, id, 2, order).error().code, "auth.not_permitted");
  auto head = as_head();
  ASSERT_TRUE(release(head, id, 2, order));
  EXPECT_EQ(latest(id).emergency_reason, order.emergency_reason);
}

TEST_P(Gates, that_cannot_be_waived_hold_even_in_an_emergency) {
  bar("gate.firm", false);
  const auto id = submitted();
  auto head = as_head();
  const auto refused = release(head, id, 2, {.emergency_reason = "台风红色预警，需要立即告知公众"});
  EXPECT_THAT(codes_of(refused.error()), ElementsAre("gate.firm"));
}

TEST_P(Gates, may_send_a_submitted_draft_back_with_a_remark) {
  add_gate(test().services, {.name = "returning", .on_submit = [](Transaction&, Desk& desk) -> Result<void> {
                               desk.latest.state = State::returned;
                               desk.latest.remark = "缺少解读材料";
                               return {};
                             }});
  const auto id = written();
  auto context = as_writer();
  ASSERT_TRUE(submit(context, id, 1));
  EXPECT_EQ(latest(id).state, State::returned);
  EXPECT_EQ(latest(id).remark, "缺少解读材料");
}

TEST_P(Gates, take_the_whole_release_back_when_their_own_part_fails) {
  add_gate(test().services, {.name = "failing", .on_release = [](Transaction&, Desk&) -> Result<void> {
                               return refuse(FaultKind::conflict, "gate.failed");
                             }});
  const auto id = submitted();
  auto context = as_releaser();
  EXPECT_EQ(release(context, id, 2).error().code, "gate.failed");
  EXPECT_EQ(document(id).index_number, "");
  EXPECT_THAT(m_changes, IsEmpty());
}
ON_EACH_ENGINE(Gates);

class Releases : public SiteTest {};

TEST_P(Releases, of_what_is_not_for_the_public_end_in_the_file) {
  Draft draft = notice();
  draft.attribute = {Disclosure::withheld, "E16_2", "会议讨论记录"};
  const auto id = written(draft);
  auto clerk = as_writer();
  ASSERT_TRUE(submit(clerk, id, 1));
  auto context = as_releaser();
  ASSERT_TRUE(release(context, id, 2));
  EXPECT_EQ(latest(id).state, State::filed);
  EXPECT_EQ(document(id).index_number, "");
  EXPECT_FALSE(reading([&](db::Session& session) { return find_public(session, id); }));
}

TEST_P(Releases, planned_for_later_wait_and_can_be_seen_by_nobody) {
  const auto id = submitted();
  auto context = as_releaser();
  const auto later = context.now().plus_seconds(3600);
  ASSERT_TRUE(release(context, id, 2, {.emergency_reason = "", .release_at = later}));
  EXPECT_EQ(latest(id).state, State::in_review);
  EXPECT_EQ(latest(id).release_at, later);
  EXPECT_FALSE(reading([&](db::Session& session) { return find_public(session, id); }));
}

TEST_P(Releases, refuse_a_schedule_that_makes_no_sense) {
  const auto id = submitted();
  auto context = as_releaser();
  const auto now = context.now();
  EXPECT_EQ(release(context, id, 2, {.emergency_reason = "", .release_at = now}).error().code,
            "document.release_at_past");
  EXPECT_EQ(release(context, id, 2, {.emergency_reason = "", .release_at = {}, .expires_at = now}).error().code,
            "document.expires_too_early");
}

TEST_P(Releases, bring_their_links_which_are_seen_from_both_ends) {
  const auto policy = released();
  Draft draft = notice("一图读懂供暖保障");
  draft.links = {{LinkKind::interprets, policy, "图解"}};
  const auto id = written(draft);
  EXPECT_THAT(reading([&](db::Session& session) { return links_to(session, policy); }), IsEmpty());
  auto clerk = as_writer();
  ASSERT_TRUE(submit(clerk, id, 1));
  auto context = as_releaser();
  ASSERT_TRUE(release(context, id, 2));
  const auto to = reading([&](db::Session& session) { return links_to(session, policy); });
  ASSERT_EQ(to.size(), 1u);
  EXPECT_EQ(to.front().document, id);
  EXPECT_EQ(to.front().kind, LinkKind::interprets);
  const auto from = reading([&](db::Session& session) { return links_from(session, id); });
  ASSERT_EQ(from.size(), 1u);
  EXPECT_EQ(from.front().document, policy);
}

TEST_P(Releases, drop_the_cached_page_of_the_other_end_of_a_link) {
  const auto policy = released();
  Draft draft = notice("一图读懂供暖保障");
  draft.links = {{LinkKind::interprets, policy, ""}};
  const auto id = written(draft);
  const auto tags = reading([&](db::Session& session) {
    return tags_of(session, {.topic = "document", .object = id.value, .operation = feed::Operation::upsert});
  });
  EXPECT_THAT(tags, ::testing::Contains("doc:" + gongkai::to_text(policy)));
}

TEST_P(Releases, refuse_a_link_to_nothing_and_to_oneself) {
  Draft draft = notice();
  draft.links = {{LinkKind::see_also, DocumentId{42}, ""}};
  auto context = as_writer();
  EXPECT_EQ(create(context, "notice", unit, draft).error().code, "document.link_unknown");
}

TEST_P(Releases, never_take_in_what_bears_a_mark_of_secrecy) {
  Draft draft = notice();
  draft.body = "<p>机密★5年</p><p>正文</p>";
  auto context = as_writer();
  EXPECT_EQ(create(context, "notice", unit, draft).error().code, "document.secret_marked");
}
ON_EACH_ENGINE(Releases);

}  // namespace
}  // namespace gongkai::content
