#include "content/custody.hpp"

#include <gmock/gmock.h>

#include "content/api.hpp"
#include "content/duties.hpp"
#include "content/test_site.hpp"
#include "directory/use_cases.hpp"

namespace gongkai::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr PersonId other_writer{1021};

class Custody : public SiteTest {
 protected:
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    employ(writer, "writer", "林晓");
    employ(releaser, "releaser", "周航");
    employ(other_writer, "other", "陈屿");
  }
  void employ(PersonId id, std::string login, std::string name) {
    const directory::Person person{.id = id, .login = std::move(login), .name = std::move(name), .unit = unit};
    const auto done = database().write([&](db::Session& session) -> Result<void> {
      directory::store::insert_person(session, person, std::nullopt, std::nullopt);
      return {};
    });
    EXPECT_TRUE(done);
  }
  Context as_head() {
    return test().as(
        testing::actor_with({"content.read", "content.release", "content.release_urgent", "content.withdraw"},
                            std::string(city_path), PersonId{1022}));
  }
  Context as_other_writer() {
    return test().as(testing::actor_with({"content.read", "content.write"}, std::string(city_path), other_writer));
  }
  Context as_site_editor() {
    return test().as(testing::actor_with({"content.read", "sites.content", "sites.manage"}, "/", PersonId{1023}));
  }
  bool is_public(DocumentId id) {
    return reading([&](db::Session& session) { return find_public(session, id).has_value(); });
  }
  std::vector<DocumentId> shown_in(ColumnId column) {
    std::vector<DocumentId> ids;
    for (const auto& item :
         reading([&](db::Session& session) { return list(session, test().services, {column}, 0, 10); }))
      ids.push_back(item.id);
    return ids;
  }
};
ON_EACH_ENGINE(Custody);

TEST_P(Custody, takes_a_document_and_its_files_from_the_public_in_one_act_and_keeps_the_evidence) {
  const auto id = written();
  auto editor = as_writer();
  const auto file = attach(editor, id, checked_file()).value();
  ASSERT_TRUE(submit(editor, id, document(id).version));
  auto context = as_releaser();
  ASSERT_TRUE(release(context, id, document(id).version));
  m_changes.clear();
  ASSERT_TRUE(take_down(context, id, "附件里有个人信息", document(id).version));
  EXPECT_FALSE(is_public(id));
  EXPECT_THAT(shown_in(notices), IsEmpty());
  EXPECT_EQ(reading([&](db::Session& session) { return file_access(session, file).access; }), FileAccess::gone);
  EXPECT_EQ(reading([&](db::Session& session) { return find_withdrawal(session, id)->reason; }),
            "此信息正在核实，暂停公开")
      << "the public is not told the office's reason";
  ASSERT_EQ(m_changes.size(), 1u);
  EXPECT_EQ(m_changes[0].operation, feed::Operation::remove);
  const auto evidence = reading([&](db::Session& session) { return store::open_take_down(session, id).value(); });
  EXPECT_EQ(evidence.taken_by, releaser);
  EXPECT_EQ(evidence.reason, "附件里有个人信息");
  EXPECT_EQ(latest(id).plain_text.find("供暖") != std::string::npos, true);
}

TEST_P(Custody, restores_only_by_the_head_of_the_unit) {
  const auto id = released();
  auto context = as_releaser();
  EXPECT_EQ(take_down(context, id, "急", 3).error().code, "document.take_down_reason_short");
  ASSERT_TRUE(take_down(context, id, "附件里有个人信息", 3));
  EXPECT_EQ(restore(context, id, "核实没有问题", 4).error().code, "auth.not_permitted");
  auto head = as_head();
  ASSERT_TRUE(restore(head, id, "核实没有问题", 4));
  EXPECT_TRUE(is_public(id));
  EXPECT_THAT(shown_in(notices), ElementsAre(id));
  EXPECT_EQ(restore(head, id, "核实没有问题", 5).error().code, "document.not_taken_down");
}

TEST_P(Custody, lets_nothing_change_while_a_document_is_looked_into) {
  const auto id = released();
  auto editor = as_writer();
  ASSERT_TRUE(edit(editor, id, notice("新版"), 3));
  ASSERT_TRUE(submit(editor, id, 4));
  auto context = as_releaser();
  ASSERT_TRUE(take_down(context, id, "附件里有个人信息", 5));
  EXPECT_THAT(codes_of(release(context, id, 6).error()), ElementsAre("document.taken_down"));
}

TEST_P(Custody, ends_a_take_down_with_a_withdrawal) {
  const auto id = released();
  auto context = as_releaser();
  ASSERT_TRUE(take_down(context, id, "附件里有个人信息", 3));
  ASSERT_TRUE(withdraw(context, id, {.reason = "内容有误"}, 4));
  EXPECT_EQ(reading([&](db::Session& session) { return find_withdrawal(session, id)->reason; }), "内容有误");
  EXPECT_FALSE(reading([&](db::Session& session) { return store::open_take_down(session, id); }));
  EXPECT_EQ(latest(id).state, State::withdrawn);
}

TEST_P(Custody, limits_a_draft_to_named_people_and_the_head) {
  const auto id = written();
  auto editor = as_writer();
  ASSERT_TRUE(limit_access(editor, id, {releaser}, 1));
  auto stranger = as_other_writer();
  EXPECT_EQ(edit(stranger, id, notice(), 2).error().code, "document.not_found");
  auto head = as_head();
  auto named = as_releaser();
  const auto sees = [&](const Context& context) {
    return reading([&](db::Session& session) {
      return may_see(session, context.actor, find_desk(session, id).value()).has_value();
    });
  };
  EXPECT_TRUE(sees(named));
  EXPECT_TRUE(sees(head));
  EXPECT_TRUE(sees(editor)) << "nobody locks themselves out";
  EXPECT_FALSE(sees(stranger));
  ASSERT_TRUE(limit_access(editor, id, {}, 2));
  EXPECT_TRUE(sees(stranger));
}

TEST_P(Custody, tells_lists_what_to_leave_out) {
  const auto limited = written(), open = written();
  auto editor = as_writer();
  ASSERT_TRUE(limit_access(editor, limited, {writer}, 1));
  const auto hidden = [&](const Context& context) {
    return reading(
        [&](db::Session& session) { return hidden_from(session, context.actor, {{limited.value, open.value}}); });
  };
  EXPECT_THAT(hidden(as_other_writer()), ElementsAre(limited));
  EXPECT_THAT(hidden(editor), IsEmpty());
  EXPECT_THAT(hidden(as_head()), IsEmpty());
}

TEST_P(Custody, leaves_limited_documents_out_of_the_lists_of_others) {
  const auto id = written();
  auto editor = as_writer();
  ASSERT_TRUE(limit_access(editor, id, {writer}, 1));
  const auto listed = [&](PersonId person) {
    const store::Filter filter{.units = {{unit.value}}, .person = person};
    return reading([&](db::Session& session) { return store::lines(session, filter).size(); });
  };
  EXPECT_EQ(listed(writer), 1u);
  EXPECT_EQ(listed(other_writer), 0u);
}

TEST_P(Custody, shows_a_document_in_a_further_column_without_a_copy) {
  const auto id = released();
  auto context = as_site_editor();
  ASSERT_TRUE(place(context, id, policies));
  EXPECT_EQ(place(context, id, policies).error().code, "document.placed_already");
  EXPECT_EQ(place(context, id, notices).error().code, "document.placed_already") << "it stands there anyway";
  EXPECT_THAT(shown_in(policies), ElementsAre(id));
  EXPECT_THAT(shown_in(notices), ElementsAre(id));
  EXPECT_EQ(count(test().services, {policies}), 1);
  const auto tags =
      reading([&](db::Session& session) { return tags_of(session, {.topic = "document", .object = id.value}); });
  EXPECT_THAT(tags, ::testing::Contains("col:" + gongkai::to_text(policies)));
  ASSERT_TRUE(displace(context, id, policies));
  EXPECT_THAT(shown_in(policies), IsEmpty());
}

TEST_P(Custody, withdraws_from_every_column_that_shows_it) {
  const auto id = released();
  auto site_editor = as_site_editor();
  ASSERT_TRUE(place(site_editor, id, policies));
  auto context = as_releaser();
  ASSERT_TRUE(withdraw(context, id, {.reason = "内容有误"}, 3));
  EXPECT_THAT(shown_in(policies), IsEmpty());
}

TEST_P(Custody, hands_open_drafts_over_when_their_writer_leaves) {
  add_duties();
  const auto id = written();
  submitted();
  const auto duties = reading([&](db::Session& session) { return directory::open_duties(session, writer); });
  ASSERT_EQ(duties.size(), 1u) << "what is in review no longer waits for its writer";
  EXPECT_EQ(duties[0].id, id.value);
  auto admin = test().as(testing::actor_with({"directory.manage_people"}, "/", PersonId{1024}));
  ASSERT_TRUE(directory::hand_over(admin, writer, 1, other_writer));
  EXPECT_EQ(latest(id).writer, other_writer);
  EXPECT_EQ(latest(id).writer_name, "陈屿");
  EXPECT_EQ(reading([&](db::Session& session) { return store::writers(session, latest(id).id).size(); }), 2u);
}

TEST_P(Custody, places_only_what_is_public_and_only_for_who_keeps_the_column) {
  const auto id = written();
  auto site_editor = as_site_editor();
  EXPECT_EQ(place(site_editor, id, policies).error().code, "document.not_released");
  auto editor = as_writer();
  EXPECT_EQ(place(editor, released(), policies).error().code, "auth.not_permitted");
}

}  // namespace
}  // namespace gongkai::content
