#include <gmock/gmock.h>

#include "content/test_site.hpp"
#include "open_data/record.hpp"
#include "open_data/web.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::open_data {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(CsvLine, quotes_every_cell_and_doubles_quotes) {
  EXPECT_EQ(csv_line({"a", "说“好”\"坏\"", "x,y\nz"}), "\"a\",\"说“好”\"\"坏\"\"\",\"x,y\nz\"\r\n");
}

TEST(CsvLine, begins_no_formula_in_a_spreadsheet) {
  EXPECT_EQ(csv_line({"=HYPERLINK(1)", "+1", "@x"}), "\"'=HYPERLINK(1)\",\"'+1\",\"'@x\"\r\n");
}

class OpenDataPages : public content::SiteTest {
 protected:
  void SetUp() override {
    SiteTest::SetUp();
    if (IsSkipped()) return;
    router.set_messages([](const Fault& fault) { return i18n::messages().message(fault); });
    add_routes(router, test().services);
  }
  http::Response get(std::string target) {
    http::Request request;
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) request.query = http::parse_form(target.substr(mark + 1));
    request.headers.add("Accept", "application/json");
    return router.dispatch(request);
  }
  std::string month() { return gongkai::to_text(test().clock.today()).substr(0, 7); }
  http::Router router;
};

TEST_P(OpenDataPages, give_what_is_public_and_nothing_else) {
  const auto open = released();
  const auto hidden = written(notice("还在起草的通知"));
  const auto answer = get("/open/documents");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr(gongkai::to_text(open)));
  EXPECT_THAT(answer.body, Not(HasSubstr(gongkai::to_text(hidden))));
  EXPECT_EQ(get("/open/documents/" + gongkai::to_text(hidden)).status, 404);
}

TEST_P(OpenDataPages, forget_what_is_withdrawn_and_say_so) {
  const auto id = released();
  auto context = as_releaser();
  ASSERT_TRUE(content::withdraw(context, id, {.reason = "内容有误"}, 3));
  EXPECT_EQ(get("/open/documents/" + gongkai::to_text(id)).status, 410);
  EXPECT_THAT(get("/open/documents").body, Not(HasSubstr(gongkai::to_text(id))));
  EXPECT_THAT(get("/open/months/" + month() + ".jsonl").body, Not(HasSubstr(gongkai::to_text(id))));
  EXPECT_THAT(get("/open/months/" + month() + ".csv").body, Not(HasSubstr(gongkai::to_text(id))));
  const auto withdrawn = get("/open/withdrawn?since=2020-01-01");
  EXPECT_THAT(withdrawn.body, HasSubstr(gongkai::to_text(id)));
  EXPECT_THAT(withdrawn.body, HasSubstr("内容有误"));
}

TEST_P(OpenDataPages, go_on_where_the_last_page_ended) {
  const auto first = released();
  const auto second = released();
  const auto page = get("/open/documents?limit=1").body;
  EXPECT_THAT(page, HasSubstr("\"next\":\"" + gongkai::to_text(first) + "\""));
  const auto next = get("/open/documents?limit=1&after=" + gongkai::to_text(first)).body;
  EXPECT_THAT(next, HasSubstr(gongkai::to_text(second)));
}

TEST_P(OpenDataPages, refuse_what_they_do_not_understand) {
  EXPECT_EQ(get("/open/documents?limit=0").status, 422);
  EXPECT_EQ(get("/open/documents?limit=99999999999999999999").status, 422);
  EXPECT_EQ(get("/open/documents?from=yesterday").status, 422);
  EXPECT_EQ(get("/open/months/2026-13.jsonl").status, 404);
  EXPECT_EQ(get("/open/months/2026-03.xlsx").status, 404);
  EXPECT_EQ(get("/open/months/x").status, 404);
}

TEST_P(OpenDataPages, list_the_months_for_people) {
  released();
  const auto page = get("/open");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("/open/months/" + month() + ".csv"));
}

TEST_P(OpenDataPages, give_a_month_as_a_table_a_spreadsheet_can_read) {
  released();
  EXPECT_THAT(get("/open/months/" + month() + ".csv").body, StartsWith("\xEF\xBB\xBF\"id\",\"address\""));
}
ON_EACH_ENGINE(OpenDataPages);

}  // namespace
}  // namespace gongkai::open_data
