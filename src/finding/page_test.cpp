// The search page as a pure function of its view.
#include <gmock/gmock.h>

#include "finding/search_page.hpp"

namespace gongkai::finding {
namespace {
using ::testing::HasSubstr;
using ::testing::Not;

layout::Frame frame() {
  layout::Frame frame;
  frame.site = {.id = SiteId{10}, .name = "云海市人民政府", .theme = "{}"};
  frame.origin = "https://www.yunhai.example";
  return frame;
}

SearchView view_of(std::string text) {
  SearchView view;
  view.asked.query.text = std::move(text);
  return view;
}

std::string page_of(const SearchView& view) {
  return search_page(frame(), view, "?q=x");
}

TEST(SearchPage, shows_no_filter_where_nothing_can_be_filtered) {
  auto view = view_of("没有这样的词语");
  EXPECT_THAT(page_of(view), Not(HasSubstr("panel facets")));
  view.chosen = {{"类别：新闻", "?q=x"}};
  EXPECT_THAT(page_of(view), HasSubstr("href=\"/search?q=x\">类别：新闻"))
      << "the way out of a filter that found nothing";
  view.facets = {{"year", "发布年份", true, {{"2026", "2026 年", 3, false}}}};
  EXPECT_THAT(page_of(view), HasSubstr("panel facets"));
}

TEST(SearchPage, marks_matches_and_echoes_the_question_as_text) {
  auto view = view_of("<script>");
  view.answer.hits = {{.id = 1, .title = {"海洋经济", {{0, 6}}}, .snippet = {"发展海洋<经济>", {{6, 12}}}}};
  const auto page = page_of(view);
  EXPECT_THAT(page, HasSubstr("<mark>海洋</mark>经济"));
  EXPECT_THAT(page, HasSubstr("发展<mark>海洋</mark>&lt;经济&gt;"));
  EXPECT_THAT(page, HasSubstr("value=\"&lt;script&gt;\""));
}

TEST(SearchPage, says_before_the_title_that_a_document_is_over) {
  for (const auto validity : {search::Validity::repealed, search::Validity::lapsed}) {
    auto view = view_of("办法");
    view.answer.hits = {{.id = 1, .validity = validity, .address = "/d/1", .title = {"旧办法", {}}}};
    view.answer.related = view.recommended = view.answer.hits;
    const auto page = page_of(view);
    const std::string mark = validity == search::Validity::repealed ? "废止</span>" : "失效</span>";
    std::size_t titles = 0;
    for (auto at = page.find("旧办法"); at != page.npos; at = page.find("旧办法", at + 1), ++titles) {
      const auto before = page.rfind(mark, at);
      ASSERT_NE(before, page.npos);
      EXPECT_LT(at - before, 80U) << "the mark stands right before the title";
    }
    EXPECT_EQ(titles, 3U);
  }
}

TEST(SearchPage, leads_to_the_page_of_an_attachment) {
  auto view = view_of("研发费用");
  view.answer.hits = {{.id = 1,
                       .address = "/d/1",
                       .title = {"汇编", {}},
                       .section = "汇编.pdf",
                       .page = 3,
                       .section_address = "/f/2/a.pdf#page=3"}};
  EXPECT_THAT(page_of(view), HasSubstr("href=\"/f/2/a.pdf#page=3\">附件：汇编.pdf，第 3 页</a>"));
}

TEST(SearchPage, helps_when_nothing_is_found) {
  auto view = view_of("无此词");
  view.asked.filtered = true;
  view.without_filters = 12;
  view.asked.site = SiteId{11};
  view.everywhere = 40;
  const auto page = page_of(view);
  EXPECT_THAT(page, HasSubstr("有 12 条"));
  EXPECT_THAT(page, HasSubstr("有 40 条"));
  EXPECT_THAT(page, HasSubstr("/c/on-request"));
}

TEST(SearchPage, offers_what_was_typed_after_a_correction) {
  auto view = view_of("公基金");
  view.answer.found = search::Found::corrected;
  view.answer.did_you_mean = "公积金";
  view.answer.total = 1;
  view.answer.hits = {{.id = 1, .address = "/d/1", .title = {"公积金", {}}}};
  const auto page = page_of(view);
  EXPECT_THAT(page, HasSubstr("已改查“公积金”"));
  EXPECT_THAT(page, HasSubstr("/search?exact=yes&amp;q="));
}

TEST(SearchPage, takes_each_condition_off_by_a_link) {
  http::Request request;
  request.query = http::parse_form("q=a&kind=news&kind=notice&year=2026&page=3&other=1");
  EXPECT_EQ(parameters_of(request), "?q=a&kind=news&kind=notice&year=2026");
  EXPECT_EQ(parameters_of(request, "kind", "news"), "?q=a&kind=notice&year=2026");
  EXPECT_EQ(parameters_of(request, "year"), "?q=a&kind=news&kind=notice");
}

TEST(Asked, keeps_to_bounds_and_narrows_to_the_site_unless_asked_otherwise) {
  http::Request request;
  request.query = http::parse_form("q=a&page=101&year=1&validity=nonsense");
  const auto plain = asked_of(request, SiteId{11}, SiteId{11});
  EXPECT_EQ(plain.page, 1);
  EXPECT_FALSE(plain.filtered);
  EXPECT_EQ(plain.query.sites, std::vector<std::int64_t>{11});
  request.query = http::parse_form("q=a&where=all");
  EXPECT_TRUE(asked_of(request, SiteId{11}, SiteId{11}).query.sites.empty());
  request.query = http::parse_form("q=a&where=site");
  EXPECT_EQ(asked_of(request, {}, SiteId{10}).query.sites, std::vector<std::int64_t>{10});
}

}  // namespace
}  // namespace gongkai::finding
