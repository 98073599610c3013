// Pages from views: no database, no server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "layout/static_files.hpp"
#include "portal/pages.hpp"

namespace gongkai::portal {

using namespace layout;  // NOLINT: every page is drawn with its parts

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Frame frame() {
  Frame frame;
  frame.site = {.id = SiteId{10},
                .name = "云海市人民政府",
                .unit = UnitId{1},
                .theme = "{}",
                .identity_code = "0000000001",
                .icp_number = "示例ICP备1号",
                .police_number = "示例公网安备2号",
                .sponsor = "云海市人民政府办公室",
                .undertaker = "云海市大数据局",
                .contact = "电话：0000-6000002"};
  frame.origin = "https://www.yunhai.example";
  frame.path = "/";
  frame.navigation = {{"/", "首页"}, {"/c/news", "要闻"}};
  return frame;
}

DocumentView document_view() {
  DocumentView view;
  view.document.id = DocumentId{1234567890123};
  view.document.title = "关于<供暖>的通知";
  view.document.body = "<p class=\"indent\">正文</p>";
  view.document.plain_text = "正文";
  view.document.published_at = start_of(Day::of(2026, 3, 2)).plus_seconds(9 * 3600);
  view.column.name = "通知公告";
  view.column.slug = "notices";
  view.column.kind = "信息公开";
  view.trail = {{"/c/notices", "通知公告"}, {"", "正文"}};
  view.meta = {{"索引号", "000000001/2026-00001"}, {"发文字号", "云政发〔2026〕12号"}};
  view.source = "云海市人民政府";
  return view;
}

std::vector<std::string> every_page() {
  HomeView home;
  home.tasks = {{"/c/policies", "查政策", "政策"}};
  home.lead = Item{"/d/1", "头条", "", "头条的摘要", Day::of(2026, 3, 2)};
  home.topics = {{"/c/winter", "冬季供暖", "保障安排"}};
  home.doors = {{"/gazette", "政府公报"}};
  home.panels = {{"要闻", "/c/news", {{"/d/1", "标题", "云政发〔2026〕1号", "", Day::of(2026, 3, 2)}}, true}};
  home.figures = {{"/c/policies", "政策", 1234567, "件"}};
  ListView list;
  list.column.name = "要闻";
  list.column.slug = "news";
  list.trail = {{"/c/news", "要闻"}};
  list.office = OfficeView{};
  WithdrawnView withdrawn;
  withdrawn.withdrawal.reason = "内容有误";
  MapView map;
  map.columns = {{{"/c/a", "甲"}, 0}, {{"/c/b", "乙"}, 1}, {{"/c/c", "丙"}, 0}};
  const Fault fault{.kind = FaultKind::not_found, .code = "http.not_found"};
  return {home_page(frame(), home),
          list_page(frame(), list),
          document_page(frame(), document_view()),
          withdrawn_page(frame(), withdrawn),
          map_page(frame(), map),
          contact_page(frame(), {}),
          accessibility_page(frame(), {}),
          error_page(frame(), 404, fault, "r-1")};
}

int count_of(const std::string& page, const std::string& regex) {
  const std::regex pattern(regex);
  return static_cast<int>(
      std::distance(std::sregex_iterator(page.begin(), page.end(), pattern), std::sregex_iterator()));
}

}  // namespace

TEST(EveryPage, has_one_first_heading_and_its_landmarks) {
  for (const auto& page : every_page()) {
    EXPECT_EQ(count_of(page, "<h1[ >]"), 1) << page.substr(0, 400);
    EXPECT_EQ(count_of(page, "<main "), 1);
    EXPECT_EQ(count_of(page, "<footer "), 1);
    EXPECT_THAT(page, HasSubstr("<html lang=\"zh-CN\">"));
    EXPECT_THAT(page, HasSubstr("<a class=\"skip\" href=\"#main\">"));
  }
}

TEST(EveryPage, never_skips_a_level_of_headings) {
  for (const auto& page : every_page()) {
    const std::regex heading("<h([1-6])[ >]");
    int level = 1;
    for (std::sregex_iterator at(page.begin(), page.end(), heading), end; at != end; ++at) {
      const int next = std::stoi((*at)[1]);
      EXPECT_LE(next, level + 1);
      level = next;
    }
  }
}

TEST(EveryPage, carries_no_inline_script_or_style) {
  for (const auto& page : every_page()) {
    EXPECT_EQ(count_of(page, " style=\""), 0);
    EXPECT_EQ(count_of(page, " on[a-z]+=\""), 0);
    EXPECT_EQ(count_of(page, "<script>"), 0);
    EXPECT_EQ(count_of(page, "<style"), 0);
  }
}

TEST(EveryPage, names_every_id_once) {
  for (const auto& page : every_page()) {
    std::map<std::string, int> ids;
    const std::regex pattern(" id=\"([^\"]+)\"");
    for (std::sregex_iterator at(page.begin(), page.end(), pattern), end; at != end; ++at) ++ids[(*at)[1]];
    for (const auto& [id, times] : ids) EXPECT_EQ(times, 1) << id;
  }
}

TEST(EveryPage, has_a_text_for_every_code) {
  for (const auto& page : every_page())
    for (const char* prefix : {">portal.", ">error.", ">html.", "\"portal."}) EXPECT_THAT(page, Not(HasSubstr(prefix)));
}

TEST(EveryPage, tells_who_runs_the_site) {
  for (const auto& page : every_page())
    for (const char* part :
         {"0000000001", "示例ICP备1号", "示例公网安备2号", "云海市大数据局", "/map", "/report-error", "/accessibility",
          "name=\"SiteIDCode\"", "name=\"SiteName\"", "content=\"www.yunhai.example\""})
      EXPECT_THAT(page, HasSubstr(part));
}

TEST(DocumentPage, carries_the_tags_of_column_and_article) {
  const auto page = document_page(frame(), document_view());
  for (const char* tag :
       {"name=\"ArticleTitle\" content=\"关于&lt;供暖&gt;的通知\"", "name=\"PubDate\" content=\"2026-03-02 09:00\"",
        "name=\"ContentSource\"", "name=\"ColumnName\" content=\"通知公告\"",
        "name=\"ColumnType\" content=\"信息公开\"", "rel=\"canonical\""})
    EXPECT_THAT(page, HasSubstr(tag));
}

TEST(DocumentPage, puts_the_sanitised_text_and_nothing_else_unescaped) {
  const auto page = document_page(frame(), document_view());
  EXPECT_THAT(page, HasSubstr("<p class=\"indent\">正文</p>"));
  EXPECT_THAT(page, HasSubstr("<h1 class=\"title\">关于&lt;供暖&gt;的通知</h1>"));
}

TEST(DocumentPage, warns_of_a_text_that_no_longer_holds) {
  DocumentView view = document_view();
  EXPECT_THAT(document_page(frame(), view), Not(HasSubstr("note warn")));
  view.validity = "repealed";
  EXPECT_THAT(document_page(frame(), view), HasSubstr("本文件已废止"));
}

TEST(DocumentPage, shows_type_and_size_of_attachments) {
  DocumentView view = document_view();
  view.attachments = {{.file = FileId{5}, .name = "表 1.xlsx", .media_type = "x", .size = 43'000}};
  const auto page = document_page(frame(), view);
  EXPECT_THAT(page, HasSubstr("Excel · 42 KB"));
  EXPECT_THAT(page, HasSubstr("%20"));
}

TEST(Lists, mark_what_is_no_longer_in_force) {
  const content::ListItem row{.id = DocumentId{7}, .title = "旧办法", .fields_text = R"({"validity":"repealed"})"};
  ListView view;
  view.items = items_of({row});
  EXPECT_THAT(list_page(frame(), view), HasSubstr("废止</span><a"));
  EXPECT_THAT(rss(frame(), view), HasSubstr("【废止】旧办法"));
}

TEST(HomePage, shows_the_lead_with_its_summary_topics_and_doors) {
  const auto page = every_page()[0];
  for (const char* part : {"头条的摘要", "href=\"/c/winter\"><b>冬季供暖</b>", "href=\"/gazette\">政府公报"})
    EXPECT_THAT(page, HasSubstr(part));
}

TEST(Lists, name_the_interpretations_beside_their_policy) {
  ListView view;
  view.items = {{.address = "/d/1", .title = "办法", .beside = {{"/d/2", "文字解读"}}}};
  EXPECT_THAT(list_page(frame(), view), HasSubstr("<a href=\"/d/2\">文字解读<span class=\"vh\">办法</span></a>"));
}

TEST(EnglishPage, says_its_language_and_that_of_chinese_names) {
  const auto page = english_page(frame(), {.unit = {.name = "云海市人民政府办公室", .phone = "0000-6000001"}});
  for (const char* part :
       {"<html lang=\"en\">", "<dd lang=\"zh-CN\">云海市人民政府办公室</dd>", "tel:0000-6000001", "20 working days"})
    EXPECT_THAT(page, HasSubstr(part));
  EXPECT_THAT(page, Not(HasSubstr("portal_en.")));
  EXPECT_EQ(count_of(page, "<h1[ >]"), 1);
  EXPECT_EQ(count_of(page, "<footer "), 1);
}

TEST(SiteMap, is_an_index_when_there_is_more_than_one_part) {
  const auto index = sitemap(frame(), {.parts = 2});
  EXPECT_THAT(index, HasSubstr("<sitemapindex"));
  EXPECT_THAT(index, HasSubstr("https://www.yunhai.example/sitemap.xml?part=2"));
  EXPECT_THAT(sitemap(frame(), {.parts = 2, .part = 1}), HasSubstr("<loc>https://www.yunhai.example/</loc>"));
  EXPECT_THAT(sitemap(frame(), {.parts = 2, .part = 2}), Not(HasSubstr("<loc>https://www.yunhai.example/</loc>")));
}

TEST(MapPage, nests_columns_as_lists) {
  EXPECT_THAT(
      every_page()[4],
      HasSubstr(
          "<li><a href=\"/c/a\">甲</a><ul><li><a href=\"/c/b\">乙</a></li></ul></li><li><a href=\"/c/c\">丙</a></li>"));
}

TEST(ErrorPage, says_what_to_do_next_and_the_request) {
  for (const int status : {400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503}) {
    const auto page = error_page(frame(), status, {.kind = FaultKind::invalid, .code = "http.not_found"}, "r-77");
    EXPECT_THAT(page, HasSubstr("r-77"));
    EXPECT_THAT(page, HasSubstr("接下来可以"));
    EXPECT_THAT(page, HasSubstr("name=\"robots\" content=\"noindex\""));
    EXPECT_THAT(page, Not(HasSubstr("请求没有完成"))) << status << " has words of its own";
  }
}

TEST(Articles, show_their_facts_below_the_title_and_the_mark_of_an_emergency) {
  auto view = document_view();
  view.official = false;
  view.meta = {{"召开日期", "2026年3月2日"}, {"地点", "市政府会议室"}};
  EXPECT_THAT(document_page(frame(), view), Not(HasSubstr("紧急发布")));
  view.document.emergency = true;
  const auto page = document_page(frame(), view);
  EXPECT_THAT(page, HasSubstr("<dt>召开日期</dt><dd>2026年3月2日</dd>"));
  EXPECT_LT(page.find("<h1"), page.find("召开日期"));
  EXPECT_THAT(page, HasSubstr("紧急发布"));
}

TEST(Articles, show_the_pictures_of_a_work_with_their_descriptions) {
  auto view = document_view();
  view.page = "media";
  view.pictures = {{"/f/1/a.jpg", "渔港清晨的\"开海\""}};
  EXPECT_THAT(document_page(frame(), view), HasSubstr("src=\"/f/1/a.jpg\" alt=\"渔港清晨的&quot;开海&quot;\""));
}

TEST(Feeds, are_well_formed_with_hostile_titles) {
  ListView view;
  view.items = {{"/d/1", "甲 & <乙>", "", "", Day::of(2026, 3, 2)}};
  EXPECT_THAT(rss(frame(), view), HasSubstr("<title>甲 &amp; &lt;乙&gt;</title>"));
  EXPECT_THAT(sitemap(frame(), {.documents = {{DocumentId{1}, start_of(Day::of(2026, 3, 2))}}}),
              HasSubstr("<lastmod>2026-03-02</lastmod>"));
}

TEST(Reading, has_one_canonical_cookie_for_each_mode) {
  EXPECT_EQ(to_text(Reading{}), "");
  EXPECT_EQ(to_text(parse_reading("large.high.elder")), "elder.high.large");
  EXPECT_EQ(parse_reading("<script>"), Reading{});
  EXPECT_EQ(parse_reading(std::string(5000, 'x')), Reading{});
  http::Fields query;
  query.add("mode", "elder");
  EXPECT_TRUE(changed({}, query).elder);
}

TEST(Reading, writes_its_attributes_on_the_server) {
  Frame around = frame();
  around.reading = {true, true, Size::large};
  const auto page = map_page(around, {});
  EXPECT_THAT(page, HasSubstr("<html lang=\"zh-CN\" data-mode=\"elder\" data-contrast=\"high\" data-size=\"large\">"));
}

TEST(Reading, leads_back_to_this_server_only) {
  EXPECT_EQ(safe_return("/c/news?page=2"), "/c/news?page=2");
  for (const char* evil : {"", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x=1",
                           "javascript:x", "/a b"})
    EXPECT_EQ(safe_return(evil), "/") << evil;
  EXPECT_EQ(safe_return("/search?q=\xe6\xb5\xb7"), "/search?q=%E6%B5%B7");
}

TEST(Themes, take_only_colours_that_carry_white_text) {
  EXPECT_THAT(theme_css(appearance_of(R"({"accent":"#b3261e"})")), HasSubstr("--pri-600:#b3261e"));
  for (const char* refused : {R"({"accent":"#ffff00"})", R"({"accent":"red"})",
                              R"({"accent":"#b3261e;}body{display:none"})", "{}", "", "[]", R"({"accent":1})"})
    EXPECT_EQ(theme_css(appearance_of(refused)), "") << refused;
}

TEST(Themes, put_the_characters_of_a_site_into_its_mark_as_text) {
  EXPECT_THAT(mark_svg(appearance_of(R"({"mark":"澄湾"})")), HasSubstr(">澄湾</text>"));
  EXPECT_THAT(mark_svg(appearance_of(R"({"mark":"<>"})")), HasSubstr("&lt;&gt;"));
  EXPECT_EQ(appearance_of(R"({"mark":"三个字"})").mark, "");
  Frame around = frame();
  EXPECT_THAT(map_page(around, {}), HasSubstr("mark.svg"));
  around.appearance.mark = "澄湾";
  EXPECT_THAT(map_page(around, {}), HasSubstr("src=\"/mark/"));
}

TEST(HomePage, stands_in_the_order_that_the_site_has_chosen) {
  HomeView view;
  view.tasks = {{"/c/policies", "办一件事", ""}};
  view.lead = Item{"/d/1", "头条", "", "", Day::of(2026, 3, 2)};
  view.entries = {{"/c/guide", "公开指南", ""}};
  Frame around = frame();
  const auto places = [&] {
    const auto page = home_page(around, view);
    EXPECT_EQ(count_of(page, "<h1[ >]"), 1);
    return std::array{page.find("办一件事"), page.find("头条"), page.find("公开指南")};
  };
  EXPECT_LT(places()[0], places()[1]);
  around.appearance.home = HomeOrder::news;
  EXPECT_LT(places()[1], places()[0]);
  around.appearance.home = HomeOrder::disclosure;
  EXPECT_LT(places()[2], places()[1]);
}

TEST(StaticFiles, are_served_under_their_hash_only) {
  const auto address = static_address("portal.css");
  const auto hash = address.substr(8, 16);
  EXPECT_EQ(serve_static(hash, "portal.css").status, 200);
  EXPECT_EQ(serve_static("0000000000000000", "portal.css").status, 404);
  EXPECT_EQ(serve_static(hash, "../web.cpp").status, 404);
}

}  // namespace gongkai::portal
