// The gazette of the running platform: an issue from the basket, a scan from the upload to its page, and printed documents.
#include <gmock/gmock.h>

#include <thread>

#include "platform/documents/official_text.hpp"
#include "platform/documents/recognise.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;

namespace {
std::string text_of(const json::value& object, std::string_view name) {
  return std::string(object.as_object().at(name).as_string());
}

std::string printed_page() {
  documents::OfficialText text{.title = "云海市城市供热管理办法"};
  text.body.push_back(
      {.spans = {{"供热单位应当在每年十月底前完成供热设施的检修，并将检修情况向社会公布，接受公众监督。"}}});
  return documents::write_official_pdf(text, {}).bytes;
}

std::string scanned_page() {
  return documents::page_picture(printed_page(), documents::Format::pdf, 1).value();
}

struct Place {
  std::string site, column;
};

Place city_place(Clerk& editor) {
  const auto columns = editor.get("/api/columns");
  const auto& first = columns.at("items").as_array().at(0);
  return {text_of(first, "site"), text_of(first, "id")};
}

json::object issue(const Place& place, std::string_view kind, int number) {
  return {{"site", place.site}, {"kind", kind},      {"year", 2026},
          {"number", number},   {"total_number", 0}, {"published_on", "2026-09-30"}};
}

/// Until the job has read it.
Reply page_when_read(Clerk& editor, const std::string& path) {
  for (int i = 0; i < 600; ++i) {
    auto page = editor.get(path);
    if (page.status != 200 || page.text_at("state") != "waiting") return page;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ADD_FAILURE() << "never read: " << path;
  return editor.get(path);
}

void do_built_issue(Clerk& editor, const Place& place) {
  EXPECT_EQ(editor.post("/api/gazette/issues", issue(place, "built", 0)).status, 422);
  const auto made = editor.post("/api/gazette/issues", issue(place, "built", 3));
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(editor.post("/api/gazette/issues", issue(place, "built", 3)).status, 409) << "the number is taken";
  const auto path = "/api/gazette/issues/" + made.text_at("id");
  EXPECT_EQ(editor.post(path + "/compose", {{"column", place.column}}).status, 409) << "nothing in it";

  const auto basket = editor.get(path + "/basket?from=2000-01-01&to=2030-01-01");
  auto change = issue(place, "built", 3);
  change.erase("site");
  change.erase("kind");
  change["version"] = 1;
  json::array articles;
  for (const auto& item : basket.at("items").as_array())
    if (articles.size() < 3)
      articles.push_back(json::object{
          {"section", item.at("section")}, {"document", item.at("document")}, {"title", item.at("title")}});
  change["articles"] = articles;
  EXPECT_EQ(editor.put(path, change).status, 200);
  EXPECT_EQ(editor.put(path, change).status, 409) << "the version is stale now";
  if (!articles.empty()) {
    const auto composed = editor.post(path + "/compose", {{"column", place.column}});
    ASSERT_EQ(composed.status, 200) << composed.text;
    EXPECT_EQ(composed.at("articles").as_array().at(0).at("page").as_int64(), 1);
    EXPECT_EQ(editor.remove(path).status, 409) << "it has a document";
  }
  const auto other = editor.post("/api/gazette/issues", issue(place, "built", 4));
  EXPECT_EQ(editor.remove("/api/gazette/issues/" + other.text_at("id")).status, 204);
  EXPECT_EQ(editor.get("/api/gazette/issues/" + other.text_at("id")).status, 404);
}

void do_scanned_issue(Clerk& editor, const Place& place) {
  auto order = issue(place, "scanned", 1);
  order["year"] = 2003;
  const auto made = editor.post("/api/gazette/issues", order);
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "/api/gazette/issues/" + made.text_at("id");
  EXPECT_EQ(editor.upload(path + "/scans", "说明.txt", "不是扫描件").status, 422);
  ASSERT_EQ(editor.upload(path + "/scans", "第一页.jpg", scanned_page()).status, 201);
  ASSERT_EQ(editor.upload(path + "/scans", "第二页.pdf", printed_page()).status, 201);
  for (const auto* number : {"1", "2"}) {
    const auto page = page_when_read(editor, path + "/pages/" + number);
    EXPECT_THAT(page.text, HasSubstr("recognised"));
    EXPECT_THAT(page.text, HasSubstr("供热设施的检修"));
    EXPECT_EQ(editor.get(path + "/pages/" + number + "/picture").status, 200);
  }
  const auto page = editor.get(path + "/pages/1");
  const json::object proof{{"text", "校对过的文字"}, {"proofread", true}, {"version", page.at("version")}};
  const auto kept = editor.put(path + "/pages/1", proof);
  EXPECT_EQ(kept.text_at("state"), "proofread") << kept.text;
  EXPECT_EQ(editor.put(path + "/pages/1", proof).status, 409) << "the version is stale now";
  EXPECT_EQ(editor.get(path + "/pages/3").status, 404);
  EXPECT_EQ(editor.post(path + "/recognise", {}).status, 200);
  const auto composed = editor.post(path + "/compose", {{"column", place.column}});
  EXPECT_EQ(composed.status, 200) << composed.text;
}

void do_corrections(Clerk& editor) {
  const json::object list{{"items", json::array{json::object{{"wrong", "芝架区"}, {"meant", "芝罘区"}}}}};
  EXPECT_EQ(editor.put("/api/gazette/corrections", list).status, 200);
  EXPECT_EQ(editor.get("/api/gazette/corrections").at("items").as_array().size(), 1u);
  const json::object same{{"items", json::array{json::object{{"wrong", "甲"}, {"meant", "甲"}}}}};
  EXPECT_EQ(editor.put("/api/gazette/corrections", same).status, 422);
}
}  // namespace

void do_gazette(City& city) {
  Clerk editor(city, "bianji");
  const auto place = city_place(editor);
  EXPECT_EQ(editor.get("/api/gazette/issues").status, 200);
  do_built_issue(editor, place);
  do_scanned_issue(editor, place);
  do_corrections(editor);
}

class Gazette : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }
  std::unique_ptr<City> city;
};

TEST_P(Gazette, an_issue_is_not_public_before_its_document_is) {
  Clerk editor(*city, "bianji");
  const auto before = editor.get("/api/gazette/issues").text;  // the demo city has released some
  do_gazette(*city);
  const auto issues = editor.get("/api/gazette/issues");
  for (const auto& one : issues.at("items").as_array()) {
    if (!before.contains(text_of(one, "id"))) {
      EXPECT_EQ(visit(*city, "/gazette/" + text_of(one, "id")).status, 404);
    }
  }
  EXPECT_EQ(visit(*city, "/gazette").status, 200);
}

TEST_P(Gazette, every_released_document_can_be_printed) {
  Clerk editor(*city, "bianji");
  const auto documents = editor.get("/api/documents?state=released");
  const auto& first = documents.at("items").as_array().at(0);
  const auto pdf = visit(*city, "/d/" + text_of(first, "id") + "/print.pdf");
  EXPECT_EQ(pdf.status, 200);
  EXPECT_TRUE(pdf.body.starts_with("%PDF-1.5")) << pdf.body.substr(0, 20);
  EXPECT_EQ(visit(*city, "/d/0000000000001/print.pdf").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, Gazette, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         [](const auto& one) { return one.param == db::Engine::sqlite ? "sqlite" : "postgres"; });

}  // namespace gongkai::testing
