#include "content/test_site.hpp"
#include "gazette/desk.hpp"
#include "gazette/followers.hpp"
#include "gazette/use_cases.hpp"

namespace gongkai::gazette {
namespace {

class GazetteDesk : public testing::EachEngineWithServices {
 protected:
  GazetteDesk() : EachEngineWithServices({"directory", "platform/files", "content", "gazette"}) {}
  void SetUp() override {
    EachEngineWithServices::SetUp();
    if (IsSkipped()) return;
    const auto done = database().write([&](db::Session& session) -> Result<void> {
      directory::store::insert_unit(session, {.id = unit,
                                              .path = "/c/",
                                              .kind = directory::UnitKind::city,
                                              .name = "云海市人民政府办公室",
                                              .short_name = "市政府办公室"});
      directory::store::insert_site(
          session, {.id = site, .host = "www.yunhai.example", .name = "云海市人民政府", .unit = unit, .theme = "{}"});
      return {};
    });
    ASSERT_TRUE(done);
  }
  Context as_writer() {
    return test().as(testing::actor_with({"content.read", "content.write"}, "/c/", content::writer));
  }
  Context as_reader() { return test().as(testing::actor_with({"content.read"}, "/c/", content::releaser)); }
  Issue wanted(IssueKind kind = IssueKind::scanned) const {
    return {.site = site, .kind = kind, .year = 2003, .number = 1, .published_on = Day::of(2003, 3, 31)};
  }
  IssueId made(IssueKind kind = IssueKind::scanned) {
    auto context = as_writer();
    const auto id = create_issue(context, wanted(kind));
    EXPECT_TRUE(id) << (id ? "" : id.error().code);
    return id.value_or(IssueId{});
  }
  /// A page as the job leaves it.
  void put_page(IssueId id, std::int64_t number, PageState state, std::string text) {
    const auto done = database().write([&](db::Session& session) -> Result<void> {
      store::insert(session, Page{.issue = id,
                                  .number = number,
                                  .source = FileId{77},
                                  .source_page = number,
                                  .state = state,
                                  .text = std::move(text)});
      return {};
    });
    ASSERT_TRUE(done);
  }
  Page page(IssueId id, std::int64_t number) {
    return database().read([&](db::Session& session) { return store::find_page(session, id, number).value(); });
  }

  const UnitId unit{1};
  const SiteId site{10};
};
ON_EACH_ENGINE(GazetteDesk);

TEST_P(GazetteDesk, a_number_of_the_year_is_given_once) {
  made();
  auto context = as_writer();
  EXPECT_EQ(create_issue(context, wanted()).error().code, "gazette.number_taken");
}

TEST_P(GazetteDesk, readers_change_nothing) {
  const auto id = made();
  put_page(id, 1, PageState::recognised, "文");
  auto context = as_reader();
  EXPECT_EQ(create_issue(context, {.site = site, .year = 2004, .number = 1}).error().kind, FaultKind::forbidden);
  EXPECT_EQ(proofread(context, id, 1, {"字", true, 1}).error().kind, FaultKind::forbidden);
  EXPECT_EQ(remove_issue(context, id).error().kind, FaultKind::forbidden);
}

TEST_P(GazetteDesk, a_proofread_page_says_by_whom_and_a_changed_one_waits_for_it_again) {
  const auto id = made();
  put_page(id, 1, PageState::recognised, "识别的文字");
  auto context = as_writer();
  ASSERT_TRUE(proofread(context, id, 1, {"校对的文字", true, 1}));
  EXPECT_EQ(page(id, 1).state, PageState::proofread);
  EXPECT_EQ(page(id, 1).proofread_by, content::writer);
  ASSERT_TRUE(proofread(context, id, 1, {"又改了", false, 2}));
  EXPECT_EQ(page(id, 1).state, PageState::recognised);
  EXPECT_FALSE(page(id, 1).proofread_by);
}

TEST_P(GazetteDesk, nobody_overwrites_what_somebody_else_proofread) {
  const auto id = made();
  put_page(id, 1, PageState::recognised, "识别的文字");
  auto context = as_writer();
  ASSERT_TRUE(proofread(context, id, 1, {"甲", true, 1}));
  EXPECT_EQ(proofread(context, id, 1, {"乙", true, 1}).error().code, "version.conflict");
  EXPECT_EQ(page(id, 1).text, "甲");
}

TEST_P(GazetteDesk, recognition_goes_on_where_it_stopped) {
  const auto id = made();
  put_page(id, 1, PageState::recognised, "读过");
  put_page(id, 2, PageState::waiting, "");
  put_page(id, 3, PageState::waiting, "");
  const auto next = database().read([&](db::Session& session) { return store::next_waiting(session, id); });
  ASSERT_TRUE(next);
  EXPECT_EQ(next->number, 2);
}

TEST_P(GazetteDesk, failed_pages_wait_again_and_others_keep_their_text) {
  const auto id = made();
  put_page(id, 1, PageState::failed, "");
  put_page(id, 2, PageState::proofread, "校对过");
  auto context = as_writer();
  ASSERT_TRUE(retry(context, id));
  EXPECT_EQ(page(id, 1).state, PageState::waiting);
  EXPECT_EQ(page(id, 2).text, "校对过");
}

TEST_P(GazetteDesk, a_built_issue_takes_public_documents_only) {
  const auto id = made(IssueKind::built);
  auto issue = wanted(IssueKind::built);
  issue.id = id;
  issue.version = 1;
  auto context = as_writer();
  EXPECT_EQ(edit_issue(context, issue, {{.document = DocumentId{4711}, .title = "未公开"}}).error().code,
            "gazette.document_not_public");
}

TEST_P(GazetteDesk, a_stale_edit_is_refused) {
  const auto id = made();
  auto issue = wanted();
  issue.id = id;
  issue.version = 1;
  auto context = as_writer();
  ASSERT_TRUE(edit_issue(context, issue, {{.section = "市政府文件", .title = "关于供热的通知", .page = 3}}));
  EXPECT_EQ(edit_issue(context, issue, {}).error().code, "version.conflict");
}

TEST_P(GazetteDesk, corrections_are_a_list_without_doubles) {
  auto context = as_writer();
  EXPECT_EQ(set_corrections(context, {{"甲", "乙"}, {"甲", "丙"}}).error().code, "gazette.correction_twice");
  EXPECT_EQ(set_corrections(context, {{"甲", "甲"}}).error().code, "gazette.correction_invalid");
  EXPECT_TRUE(set_corrections(context, {{"甲", "乙"}}));
  EXPECT_EQ(database().read([](db::Session& session) { return store::corrections(session); }),
            (std::vector<Correction>{{"甲", "乙"}}));
}

TEST_P(GazetteDesk, pages_of_a_scan_are_found_one_by_one) {
  const auto id = made();
  put_page(id, 1, PageState::recognised, "第一页的文字");
  put_page(id, 2, PageState::waiting, "");
  put_page(id, 3, PageState::proofread, "第三页的文字");
  search::Document document{.id = 900, .kind = "gazette", .title = "公报", .sections = {{"公报.pdf", 1, "重复", ""}}};
  const auto done = database().write([&](db::Session& session) -> Result<void> {
    session.run_script(
        "INSERT INTO document (id, site, unit, type, created_at, version) VALUES (900, 10, 1, 'gazette', 0, 1)");
    store::set_document(session, id, DocumentId{900});
    return {};
  });
  ASSERT_TRUE(done);
  database().read([&](db::Session& session) { add_pages(session, document); });
  ASSERT_EQ(document.sections.size(), 2u);
  EXPECT_EQ(document.sections[1].page, 3);
  EXPECT_EQ(document.sections[1].address, "/gazette/" + to_text(id) + "/3");
}

}  // namespace
}  // namespace gongkai::gazette
