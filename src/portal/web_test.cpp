// The public addresses through the router, without a socket.
#include <gmock/gmock.h>

#include "content/reach.hpp"
#include "content/test_site.hpp"
#include "directory/notice_bar.hpp"
#include "platform/http/page_cache.hpp"
#include "portal/loading.hpp"
#include "portal/web.hpp"
#include "sites/use_cases.hpp"

namespace gongkai::portal {

namespace {
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
}  // namespace

class Portal : public content::SiteTest {
 protected:
  Portal() : SiteTest({"policy", "sites"}) {}
  void SetUp() override {
    content::SiteTest::SetUp();
    if (IsSkipped()) return;
    add_routes(m_router, test().services);
    m_router.set_error_page([this](const http::Request& request, const Fault& fault) {
      return show_error(test().services, request, fault);
    });
  }
  http::Response get(const std::string& target, const std::string& reading = "") {
    http::Request request;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) {
      request.raw_query = target.substr(question + 1);
      request.query = http::parse_form(request.raw_query);
    }
    request.host = "www.yunhai.example";
    request.id = "r-5";
    if (!reading.empty()) request.cookies.add("reading", reading);
    return m_router.dispatch(request);
  }
  DocumentId withdrawn_document(FileId& file) {
    const auto id = written();
    auto editor = as_writer();
    file = content::attach(editor, id, checked_file()).value();
    EXPECT_TRUE(content::submit(editor, id, 2));
    auto second = as_releaser();
    EXPECT_TRUE(content::release(second, id, 3));
    EXPECT_EQ(get("/d/" + gongkai::to_text(id)).status, 200);
    EXPECT_EQ(get("/f/" + gongkai::to_text(file) + "/a.txt").status, 200);
    EXPECT_TRUE(content::withdraw(second, id, {.reason = "数据有误，正在核实"}, 4));
    return id;
  }
  http::Router m_router;
};
ON_EACH_ENGINE(Portal);

TEST_P(Portal, shows_a_released_document_on_its_pages) {
  const auto id = released();
  const std::string address = "/d/" + gongkai::to_text(id);
  const auto page = get(address);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.cache.cacheable);
  EXPECT_THAT(page.body, HasSubstr("关于加强冬季供暖保障工作的通知"));
  EXPECT_THAT(page.body, HasSubstr("11370600004260030Y/2026-00001"));
  for (const char* list : {"/", "/c/notices", "/feed/notices.xml", "/feed/all.xml", "/sitemap.xml"})
    EXPECT_THAT(get(list).body, HasSubstr(address)) << list;
}

TEST_P(Portal, leaves_no_address_that_serves_a_withdrawn_document) {
  FileId file{};
  const auto id = withdrawn_document(file);
  const auto page = get("/d/" + gongkai::to_text(id));
  EXPECT_EQ(page.status, 410);
  EXPECT_FALSE(page.cache.cacheable);
  EXPECT_THAT(page.body, HasSubstr("数据有误，正在核实"));
  EXPECT_THAT(page.body, Not(HasSubstr("供暖")));
  EXPECT_EQ(get("/f/" + gongkai::to_text(file) + "/a.txt").status, 410);
  for (const char* list : {"/", "/c/notices", "/feed/notices.xml", "/sitemap.xml"})
    EXPECT_THAT(get(list).body, Not(HasSubstr(gongkai::to_text(id)))) << list;
}

TEST_P(Portal, hides_drafts_and_their_files) {
  const auto id = written();
  auto editor = as_writer();
  const auto file = content::attach(editor, id, checked_file()).value();
  EXPECT_EQ(get("/d/" + gongkai::to_text(id)).status, 404);
  EXPECT_EQ(get("/f/" + gongkai::to_text(file) + "/a.txt").status, 404);
}

TEST_P(Portal, notes_what_a_page_depends_on) {
  const auto id = released();
  http::Recorder recorder;
  get("/d/" + gongkai::to_text(id));
  const auto tags = recorder.take();
  for (const auto& tag : {"doc:" + gongkai::to_text(id), "col:" + gongkai::to_text(notices),
                          "site:" + gongkai::to_text(site), std::string("layout")})
    EXPECT_THAT(tags, Contains(tag));
}

TEST_P(Portal, explains_an_empty_column_instead_of_showing_nothing) {
  const auto page = get("/c/on-request");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("本栏目目前没有信息"));
  EXPECT_THAT(page.body, HasSubstr("0000-6000002"));
}

TEST_P(Portal, divides_a_long_site_map_into_parts_that_hold_everything_once) {
  std::vector<DocumentId> written;
  for (int i = 0; i < 5; ++i) written.push_back(released());
  http::Request request;
  request.host = "www.yunhai.example";
  reading([&](db::Session& session) {
    const auto frame = load_frame(test().services, request).value();
    EXPECT_EQ(load_site_map(session, frame, 0, 2)->parts, 3);
    EXPECT_TRUE(load_site_map(session, frame, 0, 2)->documents.empty());
    std::vector<DocumentId> found;
    for (int part = 1; part <= 3; ++part) {
      const auto view = load_site_map(session, frame, part, 2).value();
      for (const auto& address : view.documents) found.push_back(address.id);
    }
    EXPECT_EQ(found, written);
    EXPECT_FALSE(load_site_map(session, frame, 4, 2));
    EXPECT_EQ(load_site_map(session, frame, 0, 5)->documents.size(), 5U);
    return 0;
  });
}

TEST_P(Portal, the_home_page_shows_topics_that_are_kept_up) {
  auto editor = test().as(testing::actor_with({"sites.content"}, std::string(content::city_path)));
  ASSERT_TRUE(sites::keep_topic(editor, empty_column, unit, 0));
  EXPECT_THAT(get("/").body, HasSubstr("<a href=\"/c/on-request\"><b>依申请公开</b>"));
  ASSERT_TRUE(sites::archive_topic(editor, empty_column, "已结束", 1));
  EXPECT_THAT(get("/").body, Not(HasSubstr("<a href=\"/c/on-request\"><b>")));
}

/// As the platform does it: what is kept in memory hears of every commit.
class KeptPortal : public Portal {
 protected:
  void SetUp() override {
    Portal::SetUp();
    if (IsSkipped()) return;
    forget({});
    test().services.after_commit = [this](const std::vector<feed::Change>& changes) { forget(changes); };
    get("/c/notices"), get("/c/policies"), get("/");
  }
  void forget(const std::vector<feed::Change>& changes) {
    layout::follow(test().services, changes);
    sites::follow(test().services, changes);
    if (changes.empty()) test().services.parts.of<content::Reaches>().forget({});
    content::invalidate(test().services, changes);
  }
  static std::string total(int count) { return "共 " + std::to_string(count) + " 条"; }
};
ON_EACH_ENGINE(KeptPortal);

TEST_P(KeptPortal, counts_a_release_and_a_withdrawal_at_once) {
  const auto id = released();
  EXPECT_THAT(get("/c/notices").body, HasSubstr(total(1)));
  auto second = as_releaser();
  ASSERT_TRUE(content::withdraw(second, id, {.reason = "数据有误，正在核实"}, document(id).version));
  EXPECT_THAT(get("/c/notices").body, Not(HasSubstr(total(1))));
}

TEST_P(KeptPortal, lists_what_is_placed_in_a_column_and_leaves_out_what_was_taken_from_it) {
  const auto id = released();
  auto editor = test().as(testing::actor_with({"content.read", "sites.content"}, std::string(content::city_path)));
  EXPECT_THAT(get("/c/policies").body, Not(HasSubstr("/d/" + gongkai::to_text(id))));
  ASSERT_TRUE(content::place(editor, id, policies));
  EXPECT_THAT(get("/c/policies").body, HasSubstr("/d/" + gongkai::to_text(id)));
  EXPECT_THAT(get("/c/policies").body, HasSubstr(total(1)));
  ASSERT_TRUE(content::displace(editor, id, policies));
  EXPECT_THAT(get("/c/policies").body, Not(HasSubstr("/d/" + gongkai::to_text(id))));
}

TEST_P(KeptPortal, shows_a_new_column_and_a_new_topic_at_once) {
  auto editor = test().as(testing::actor_with({"sites.content"}, std::string(content::city_path)));
  ASSERT_TRUE(content::add_column(editor, {.site = site, .slug = "harbour", .name = "港口建设"}));
  EXPECT_THAT(get("/c/notices").body, HasSubstr("港口建设"));
  ASSERT_TRUE(sites::keep_topic(editor, empty_column, unit, 0));
  EXPECT_THAT(get("/c/on-request").body, HasSubstr("云海市人民政府办公室"));
  ASSERT_TRUE(sites::archive_topic(editor, empty_column, "已结束", 1));
  EXPECT_THAT(get("/c/on-request").body, HasSubstr("已结束"));
}

TEST_P(KeptPortal, asks_the_database_nothing_for_the_frame_of_a_page) {
  const auto first = layout::group_of(test().services);
  EXPECT_EQ(layout::group_of(test().services), first);
  released();  // a document says nothing about columns
  EXPECT_EQ(layout::group_of(test().services), first);
}

TEST_P(KeptPortal, keeps_nothing_that_an_older_snapshot_said) {
  layout::follow(test().services, {});
  const auto within = reading([&](db::Session&) { return layout::group_of(test().services); });
  EXPECT_NE(layout::group_of(test().services), within);
}

TEST_P(Portal, orders_leaders_by_their_rank_and_shows_their_posts) {
  const auto leader = [&](const std::string& name, const std::string& rank) {
    auto context = test().as_system();
    return content::import_released(
        context,
        {.type = "leader",
         .unit = unit,
         .draft = {.column = empty_column,
                   .title = name,
                   .body = "<p>简历</p>",
                   .fields = {{"name", name}, {"post", "副市长"}, {"rank", rank}, {"duties", "分管海洋经济。"}},
                   .attribute = {content::Disclosure::proactive, "", ""}},
         .writer_name = "云海市",
         .published_at = test().clock.now()});
  };
  const auto first = leader("甲市长", "1");
  ASSERT_TRUE(first) << first.error().code;
  test().clock.advance_seconds(60);
  ASSERT_TRUE(leader("丙市长", "10"));
  test().clock.advance_seconds(60);
  ASSERT_TRUE(leader("乙市长", "2"));
  const auto list = get("/c/on-request").body;
  EXPECT_LT(list.find("甲市长"), list.find("乙市长"));
  EXPECT_LT(list.find("乙市长"), list.find("丙市长"));
  EXPECT_THAT(get("/d/" + gongkai::to_text(*first)).body, HasSubstr("<dt>职务</dt><dd>副市长</dd>"));
}

TEST_P(Portal, lists_leaders_to_the_last_day_of_their_office) {
  const auto leader = [&](const std::string& name, const std::string& until) {
    auto context = test().as_system();
    return content::import_released(context, {.type = "leader",
                                              .unit = unit,
                                              .draft = {.column = empty_column,
                                                        .title = name,
                                                        .body = "<p>简历</p>",
                                                        .fields = {{"name", name},
                                                                   {"post", "副市长"},
                                                                   {"rank", "1"},
                                                                   {"duties", "分管海洋经济。"},
                                                                   {"serves_until", until}},
                                                        .attribute = {content::Disclosure::proactive, "", ""}},
                                              .writer_name = "云海市",
                                              .published_at = test().clock.now()});
  };
  const auto today = test().clock.today();
  const auto gone = leader("甲市长", to_text(today + -1));
  ASSERT_TRUE(gone) << gone.error().code;
  ASSERT_TRUE(leader("乙市长", to_text(today)));
  const auto list = get("/c/on-request").body;
  EXPECT_THAT(list, Not(HasSubstr("甲市长")));
  EXPECT_THAT(list, HasSubstr("乙市长"));
  EXPECT_EQ(get("/d/" + gongkai::to_text(*gone)).status, 200) << "the page stays";
}

TEST_P(Portal, calls_a_stage_by_what_it_is_to_the_project) {
  const auto project = released();
  auto draft = notice("项目开工公示");
  draft.links = std::vector{content::DocumentLink{content::LinkKind::stage_of, project, ""}};
  const auto stage = written(draft);
  auto editor = as_writer(), second = as_releaser();
  ASSERT_TRUE(content::submit(editor, stage, 1));
  ASSERT_TRUE(content::release(second, stage, 2));
  EXPECT_THAT(get("/d/" + gongkai::to_text(project)).body, HasSubstr("阶段信息"));
  EXPECT_THAT(get("/d/" + gongkai::to_text(stage)).body, HasSubstr("所属项目"));
}

TEST_P(Portal, answers_what_is_not_there_with_404) {
  for (const char* path :
       {"/c/nothing", "/c/notices?page=2", "/c/notices?page=0", "/c/notices?page=x", "/c/notices?page=99999999999",
        "/d/0000000000000", "/sitemap.xml?part=2", "/sitemap.xml?part=0", "/sitemap.xml?part=x", "/s/nowhere/",
        "/feed/nothing.xml", "/feed/notices", "/f/0000000000000/x", "/nope"})
    EXPECT_EQ(get(path).status, 404) << path;
}

TEST_P(Portal, draws_every_plain_page) {
  for (const char* path : {"/", "/map", "/contact", "/accessibility", "/robots.txt", "/en", "/sitemap.xml?part=1"})
    EXPECT_EQ(get(path).status, 200) << path;
}

TEST_P(Portal, a_notice_bar_stands_on_every_page_and_closes_without_a_script) {
  const auto done = database().write([&](db::Session& session) -> Result<void> {
    directory::store::insert_notice_bar(
        session,
        {.id = NoticeBarId{1}, .words = "台风预警", .address = "/c/notices", .urgent = true, .last_at = Instant{1}});
    return {};
  });
  ASSERT_TRUE(done);
  for (const char* path : {"/", "/c/notices", "/contact"}) {
    const auto page = get(path);  // the request is received at Instant 0
    EXPECT_THAT(page.body, HasSubstr("<details class=\"notice-bar urgent\" open")) << path;
    EXPECT_THAT(page.body, HasSubstr("台风预警")) << path;
  }
}

TEST_P(Portal, a_closed_column_leads_to_the_one_that_took_over_or_says_why) {
  auto editor = test().as(testing::actor_with({"sites.content"}, std::string(content::city_path)));
  ASSERT_TRUE(content::close_column(editor, empty_column, "并入通知公告", {}, 1));
  EXPECT_THAT(get("/c/on-request").body, HasSubstr("并入通知公告"));
  EXPECT_THAT(get("/map").body, Not(HasSubstr("/c/on-request")));
  ASSERT_TRUE(content::reopen_column(editor, empty_column, 2));
  ASSERT_TRUE(content::close_column(editor, empty_column, "并入通知公告", notices, 3));
  const auto moved = get("/c/on-request");
  EXPECT_EQ(moved.status, 308);
  EXPECT_THAT(moved.headers, Contains(std::pair<std::string, std::string>("Location", "/c/notices")));
}

TEST_P(Portal, an_external_column_leads_out) {
  auto editor = test().as(testing::actor_with({"sites.content"}, std::string(content::city_path)));
  ASSERT_TRUE(content::add_column(
      editor, {.site = site, .slug = "beacon", .name = "灯塔", .address = "https://www.example.org/"}));
  EXPECT_THAT(get("/c/beacon").body, HasSubstr("href=\"https://www.example.org/\""));
}

TEST_P(Portal, offers_the_same_list_as_rss_and_as_atom) {
  const auto id = released();
  const auto feed = get("/feed/notices.atom");
  EXPECT_EQ(feed.content_type, "application/atom+xml; charset=utf-8");
  EXPECT_THAT(feed.body, HasSubstr("/d/" + gongkai::to_text(id)));
}

TEST_P(Portal, a_document_carries_its_address_as_a_code) {
  const auto page = get("/d/" + gongkai::to_text(released()));
  EXPECT_THAT(page.body, HasSubstr("class=\"qr\""));
  EXPECT_THAT(page.body, HasSubstr("<svg"));
}

TEST_P(Portal, sets_the_reading_mode_by_a_link) {
  const auto answer = get("/mode?mode=elder&back=/c/notices");
  EXPECT_EQ(answer.status, 303);
  EXPECT_THAT(answer.headers, Contains(std::pair<std::string, std::string>("Location", "/c/notices")));
  EXPECT_THAT(get("/map", "elder").body, HasSubstr("data-mode=\"elder\""));
}

}  // namespace gongkai::portal
