// The catalogue of the running platform: from its first draft to the public page, and the queues that look again.
#include <gmock/gmock.h>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;

namespace {

json::object item(const char* code, const char* title) {
  return {{"code", code},
          {"title", title},
          {"class", "A20_01"},
          {"duty", "every"},
          {"term_days", 20},
          {"form", "政府网站"},
          {"basis", "《政府信息公开条例》第二十条"}};
}

constexpr const char* table =
    "编号,公开事项,类别,责任单位,公开时限,公开依据\n"
    "01,规范性文件,规章和规范性文件,各单位,20个工作日,条例第二十条\n"
    "02,部门预算,财政预算、决算信息,市财政局,20,条例第二十条\n";

std::string root_unit(Clerk& clerk) {
  return std::string(clerk.get("/api/units").at("items").as_array().at(0).at("id").as_string());
}

void do_versions(City& city, Clerk& officer) {
  const auto made =
      officer.post("/api/catalogues", {{"unit", root_unit(officer)}, {"kind", "field"}, {"name", "救灾领域标准目录"}});
  EXPECT_EQ(made.status, 201) << made.text;
  const auto catalogue = "/api/catalogues/" + made.text_at("id");
  const auto first = std::string(made.at("versions").as_array().at(0).at("id").as_string());
  const auto draft = "/api/catalogue-versions/" + first;
  const auto version = [&](const std::string& path) { return officer.get(path).at("version").as_int64(); };
  EXPECT_EQ(officer.post(draft + "/items", {{"version", 1}, {"item", item("01", "救灾款物")}}).status, 201);
  EXPECT_EQ(officer.post(draft + "/items", {{"version", version(draft)}, {"item", item("01", "又一个")}}).status, 409);
  EXPECT_EQ(officer.post(draft + "/items", {{"version", version(draft)}, {"item", item("02", "")}}).status, 422);
  const auto shown = officer.get(draft);
  const auto id = std::string(shown.at("items").as_array().at(0).at("id").as_string());
  EXPECT_EQ(
      officer.put(draft + "/items/" + id, {{"version", version(draft)}, {"item", item("01", "救灾款物发放")}}).status,
      200);
  EXPECT_EQ(officer.post(draft + "/items", {{"version", version(draft)}, {"item", item("02", "灾情")}}).status, 201);
  EXPECT_EQ(officer.remove(draft + "/items/" + id + "?version=" + std::to_string(version(draft))).status, 200);
  EXPECT_EQ(officer.post(draft + "/publish", {{"version", version(draft)}, {"note", "首版"}}).status, 200);
  EXPECT_EQ(officer.post(draft + "/publish", {{"version", version(draft)}}).status, 409);
  const auto revised = officer.post(catalogue + "/versions", {});
  EXPECT_EQ(revised.status, 201) << revised.text;
  const auto second = "/api/catalogue-versions/" + revised.text_at("id");
  const auto tried = officer.upload(second + "/import?version=1", "目录.csv", table);
  EXPECT_EQ(tried.at("items").as_int64(), 2) << tried.text;
  EXPECT_FALSE(tried.at("taken").as_bool());
  const auto taken = officer.upload(second + "/import?dry_run=false&version=1", "目录.csv", table);
  EXPECT_TRUE(taken.at("taken").as_bool()) << taken.text;
  const auto compared = officer.get(second + "/compare?with=" + first);
  EXPECT_EQ(compared.at("changes").as_array().size(), 2U) << compared.text;
  EXPECT_THAT(officer.get(second + "/export.xlsx").text, HasSubstr("PK"));
  EXPECT_EQ(officer.get(catalogue).at("versions").as_array().size(), 2U);
  EXPECT_EQ(officer.get(catalogue + "/fulfilment").status, 200);
  EXPECT_EQ(officer.remove(second + "?version=" + std::to_string(version(second))).status, 204);
  Clerk editor(city, "bianji");
  EXPECT_EQ(editor.post(catalogue + "/versions", {}).status, 403);
}

void do_overviews(Clerk& officer) {
  EXPECT_EQ(officer.get("/api/catalogue/statute").at("classes").as_array().size(), 15U);
  EXPECT_GE(officer.get("/api/catalogues").at("items").as_array().size(), 1U);
  const auto coverage = officer.get("/api/catalogue/coverage");
  EXPECT_EQ(coverage.status, 200);
  EXPECT_EQ(coverage.at("rows").as_array().at(0).at("cells").as_array().size(), 15U);
  EXPECT_EQ(officer.get("/api/catalogue/budgets?from=2024&to=2026").status, 200);
  EXPECT_EQ(officer.get("/api/catalogue/timeliness?from=2020-01-01").status, 200);
  const auto documents = officer.get("/api/documents?state=released");
  const auto document =
      "/api/catalogue/documents/" + std::string(documents.at("items").as_array().at(0).at("id").as_string());
  EXPECT_EQ(officer.get(document).status, 200);
  const auto filed = officer.put(document, {{"class", "A20_11"}, {"audiences", "farmer,fisher"}});
  EXPECT_EQ(filed.status, 200) << filed.text;
  EXPECT_EQ(filed.text_at("class"), "A20_11");
  EXPECT_EQ(officer.put(document, {{"class", "A20_99"}}).status, 422);
}

void do_campaign(Clerk& officer) {
  const auto made = officer.post("/api/campaigns",
                                 {{"name", "历史公文认定"}, {"about", "2008年以前的公文"}, {"due_on", "2099-12-31"}});
  ASSERT_EQ(made.status, 201) << made.text;
  const auto campaign = "/api/campaigns/" + made.text_at("id");
  const auto rows =
      "单位,文号,标题,成文日期,原公开属性\n云海市人民政府办公室,云政办发〔2003〕7号,关于海带养殖的意见,2003-04-05,\n"
      "云海市人民政府办公室,,会议记录,2004-01-02,\n";
  EXPECT_EQ(officer.upload(campaign + "/entries", "清单.csv", rows).at("good").as_int64(), 2);
  const auto added = officer.upload(campaign + "/entries?dry_run=false", "清单.csv", rows);
  EXPECT_EQ(added.at("added").as_int64(), 2) << added.text;
  EXPECT_EQ(officer.get("/api/campaigns").at("items").as_array().size(), 1U);
  EXPECT_EQ(officer.get(campaign).at("total").as_int64(), 2);
  const auto listed = officer.get(campaign + "/entries?decision=undecided");
  const auto& entries = listed.at("items").as_array();
  ASSERT_EQ(entries.size(), 2U);
  const auto entry = [&](std::size_t i) {
    return "/api/campaign-entries/" + std::string(entries.at(i).at("id").as_string());
  };
  EXPECT_EQ(officer.post(campaign + "/close", {}).status, 409) << "nothing is decided";
  EXPECT_EQ(officer.post(entry(0) + "/decision", {{"decision", "withheld"}}).status, 422) << "the ground is missing";
  EXPECT_EQ(officer.post(entry(0) + "/decision", {{"decision", "proactive"}}).status, 200);
  EXPECT_EQ(officer.post(entry(1) + "/decision", {{"decision", "withheld"}, {"ground", "E16_2"}}).status, 200);
  std::string column;
  const auto columns = officer.get("/api/columns");
  for (const auto& one : columns.at("items").as_array())
    if (one.at("name").as_string() == "通知公告" && column.empty()) column = one.at("id").as_string();
  const auto draft = officer.post(entry(0) + "/draft", {{"type", "notice"}, {"column", column}});
  EXPECT_EQ(draft.status, 201) << draft.text;
  EXPECT_EQ(officer.post(entry(0) + "/draft", {{"type", "notice"}, {"column", column}}).status, 409);
  EXPECT_EQ(officer.post(campaign + "/close", {}).status, 200);
}

/// A document for applicants only is filed, comes up for review, and the review is kept.
void do_review(Clerk& officer) {
  const auto queue = officer.get("/api/disclosure-reviews");
  EXPECT_EQ(queue.status, 200);
  EXPECT_EQ(officer.post("/api/disclosure-reviews/0000000000001", {{"decision", "proactive"}}).status, 404);
}

/// The demo city has one, of its root.
std::string basic_catalogue(Clerk& officer) {
  const auto all = officer.get("/api/catalogues");
  for (const auto& one : all.at("items").as_array())
    if (one.at("kind").as_string() == "basic" && one.at("unit").at("id").as_string() == root_unit(officer))
      return std::string(one.at("id").as_string());
  return {};
}

void do_pages(City& city, Clerk& officer) {
  const json::object second{{"unit", root_unit(officer)}, {"kind", "basic"}, {"name", "云海市主动公开基本目录"}};
  EXPECT_EQ(officer.post("/api/catalogues", second).status, 409) << "a unit has one basic catalogue";
  const auto revised = officer.post("/api/catalogues/" + basic_catalogue(officer) + "/versions", {});
  ASSERT_EQ(revised.status, 201) << revised.text;
  const auto draft = "/api/catalogue-versions/" + revised.text_at("id");
  EXPECT_TRUE(officer.upload(draft + "/import?dry_run=false&version=1", "目录.csv", table).at("taken").as_bool());
  EXPECT_EQ(officer.post(draft + "/publish", {{"version", 2}}).status, 200);
  EXPECT_THAT(visit(city, "/disclosure").body, HasSubstr("政府信息公开"));
  const auto unit = "/disclosure/" + root_unit(officer);
  const auto platform = visit(city, unit).body;
  for (const char* block :
       {"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"})
    EXPECT_THAT(platform, HasSubstr(block));
  EXPECT_THAT(visit(city, unit + "/catalogue").body, HasSubstr("规范性文件"));
  EXPECT_THAT(visit(city, unit + "/catalogue.json").body, HasSubstr("\"term_days\":20"));
  EXPECT_EQ(visit(city, unit + "/catalogue.xlsx").status, 200);
  EXPECT_THAT(visit(city, unit + "/budgets").body, HasSubstr("应公开"));
  EXPECT_EQ(visit(city, unit + "/statutory").status, 200);
  EXPECT_EQ(visit(city, unit + "/statutory?class=A20_01").status, 200);
  EXPECT_EQ(visit(city, unit + "/statutory?class=A20_99").status, 404);
  EXPECT_EQ(visit(city, unit + "/nothing").status, 404);
}

}  // namespace

void do_catalogue(City& city) {
  Clerk officer(city, "gongkaiban");
  do_versions(city, officer);
  do_overviews(officer);
  do_campaign(officer);
  do_review(officer);
  do_pages(city, officer);
}

class CatalogueOnline : public ::testing::TestWithParam<db::Engine> {};

TEST_P(CatalogueOnline, a_catalogue_is_drafted_published_and_shown) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(GetParam());
  do_catalogue(city);
}

ON_EACH_ENGINE(CatalogueOnline);

}  // namespace gongkai::testing
