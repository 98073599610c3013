// An import from the upload to its undoing, on the running platform with its jobs.
#include <gmock/gmock.h>

#include <thread>

#include "tests/files_samples/samples.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;

namespace {

std::string column_named(Clerk& clerk, std::string_view name) {
  const auto columns = clerk.get("/api/columns");
  for (const auto& one : columns.at("items").as_array())
    if (one.at("name").as_string() == name) return std::string(one.at("id").as_string());
  return {};
}

Reply wait_until_done(Clerk& clerk, const std::string& path) {
  for (int i = 0; i < 200; ++i) {
    auto shown = clerk.get(path);
    const auto state = shown.text_at("state");
    if (state != "checking" && state != "running" && state != "undoing") return shown;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ADD_FAILURE() << "the import did not come to its end";
  return clerk.get(path);
}

json::object mapping(const std::string& column) {
  const auto field = [](const char* to, const char* from, const char* otherwise) {
    return json::object{{"to", to}, {"from", from}, {"otherwise", otherwise}};
  };
  return {{"origin", "旧网站"},
          {"type", "notice"},
          {"column", column},
          {"key", "编号"},
          {"fields", json::array{field("title", "标题", ""), field("published_on", "发布日期", ""),
                                 field("formed_on", "发布日期", ""), field("issuer", "", "云海市人民政府办公室"),
                                 field("theme", "", "综合政务"), field("body", "正文", "")}}};
}

}  // namespace

void do_imports(City& city) {
  Clerk officer(city, "gongkaiban");
  const auto column = column_named(officer, "通知公告");
  const auto begun = officer.upload("/api/imports?name=old", "old.csv",
                                    "编号,标题,发布日期,正文\n1,关于试导入甲的通知,2021-03-04,甲\n2,,没有,乙\n"
                                    "3,关于试导入丙的通知,2021-03-06,丙\n");
  ASSERT_EQ(begun.status, 201) << begun.text;
  const auto path = "/api/imports/" + begun.text_at("id");
  const auto version = [&] { return officer.get(path).at("version").as_int64(); };
  EXPECT_EQ(officer.get("/api/imports").at("items").as_array().size(), 1U);
  const auto sample = officer.get(path + "/sample?type=notice");
  EXPECT_EQ(sample.at("columns").as_array().size(), 4U) << sample.text;
  EXPECT_EQ(officer.put(path + "/mapping", {{"version", version()}, {"mapping", mapping(column)}}).status, 200);
  EXPECT_EQ(officer.put(path + "/mapping", {{"version", 0}, {"mapping", mapping(column)}}).status, 409);
  EXPECT_EQ(officer.put(path + "/mapping", {{"version", version()}, {"mapping", json::object{}}}).status, 422);
  const auto media =
      officer.upload(path + "/media?version=" + std::to_string(version()), "m.zip", samples::zip_of({{"a.txt", "甲"}}));
  EXPECT_EQ(media.status, 200) << media.text;
  EXPECT_EQ(officer.post(path + "/check", {{"version", version()}}).status, 200);
  const auto checked = wait_until_done(officer, path);
  EXPECT_EQ(checked.text_at("state"), "checked") << checked.text;
  EXPECT_EQ(checked.at("faulty").as_int64(), 1);
  EXPECT_THAT(officer.get(path + "/faults").text, HasSubstr("请填写标题"));
  EXPECT_THAT(officer.get(path + "/faults.xlsx").text, HasSubstr("PK"));
  EXPECT_EQ(officer.post(path + "/run", {{"version", version()}}).status, 200);
  const auto done = wait_until_done(officer, path);
  EXPECT_EQ(done.at("taken").as_int64(), 2) << done.text;
  EXPECT_EQ(officer.get(path + "/changed").at("items").as_array().size(), 0U);
  EXPECT_THAT(officer.get("/api/documents?q=%E8%AF%95%E5%AF%BC%E5%85%A5").text, HasSubstr("关于试导入甲的通知"));
  EXPECT_EQ(officer.post(path + "/undo", {{"version", version()}}).status, 200);
  EXPECT_EQ(wait_until_done(officer, path).text_at("state"), "undone");
  EXPECT_EQ(officer.get("/api/documents?q=%E8%AF%95%E5%AF%BC%E5%85%A5").at("items").as_array().size(), 0U);
  const auto saved = officer.post("/api/import-mappings", {{"name", "旧网站通知"}, {"mapping", mapping(column)}});
  ASSERT_EQ(saved.status, 201) << saved.text;
  EXPECT_EQ(officer.get("/api/import-mappings").at("items").as_array().size(), 1U);
  EXPECT_EQ(officer.remove("/api/import-mappings/" + saved.text_at("id")).status, 204);
  Clerk editor(city, "bianji");
  EXPECT_EQ(editor.get(path).status, 403);
  EXPECT_EQ(officer.get("/api/imports/0000000000001").status, 404);
}

class ImportsOnline : public ::testing::TestWithParam<db::Engine> {};

TEST_P(ImportsOnline, an_old_site_is_taken_over_and_given_back) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  City city(GetParam());
  do_imports(city);
}

ON_EACH_ENGINE(ImportsOnline);

}  // namespace gongkai::testing
