// What must not go out is found wherever it hides, before the release, on the running platform.
#include <gmock/gmock.h>

#include <thread>

#include "tests/functional/exercises.hpp"
#include "tests/functional/hidden_files.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;

namespace {
constexpr const char* id_number = "370602199001010017";

std::string column_of(Clerk& clerk, std::string_view name) {
  const auto columns = clerk.get("/api/columns");
  for (const auto& one : columns.at("items").as_array())
    if (one.at("name").as_string() == name) return std::string(one.at("id").as_string());
  return {};
}

std::string draft(Clerk& editor, const std::string& body) {
  const auto made = editor.post(
      "/api/documents",
      {{"type", "notice"},
       {"column", column_of(editor, "通知公告")},
       {"title", "关于公示困难群众救助名单的通知"},
       {"body", body},
       {"fields", json::object{{"issuer", "云海市民政局"}, {"formed_on", "2026-11-02"}, {"theme", "民政、扶贫、救灾"}}},
       {"disclosure", "proactive"}});
  EXPECT_EQ(made.status, 201) << made.text;
  return "/api/documents/" + made.text_at("id");
}

std::int64_t version(Clerk& clerk, const std::string& path) {
  return clerk.get(path).at("version").as_int64();
}

/// The findings once the files have been read.
Reply checked(Clerk& clerk, const std::string& path) {
  for (int attempt = 0; attempt < 300; ++attempt) {
    if (clerk.get(path + "/checks").at("waiting").as_int64() == 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return clerk.post(path + "/checks", {});
}

/// "part:severity" of each identity number.
std::vector<std::string> id_numbers(const Reply& checks) {
  std::vector<std::string> found;
  for (const auto& one : checks.at("items").as_array())
    if (one.at("kind").as_string() == "id_number" && one.at("state").as_string() == "open")
      found.push_back(std::string(one.at("place").at("part").as_string()) + ":" +
                      std::string(one.at("severity").as_string()));
  return found;
}

json::array ids_of(const Reply& checks, std::string_view severity) {
  json::array ids;
  for (const auto& one : checks.at("items").as_array())
    if (one.at("state").as_string() == "open" && one.at("severity").as_string() == severity)
      ids.push_back(one.at("id"));
  return ids;
}

void do_lists(City& city) {
  Clerk officer(city, "pingtai");
  Clerk editor(city, "bianji");
  EXPECT_GT(officer.get("/api/check-lists").at("built_in").as_int64(), 100);
  EXPECT_EQ(editor.post("/api/check-lists", {{"name", "词表"}, {"kind", "terms"}}).status, 403);
  const auto made = officer.post("/api/check-lists", {{"name", "规范简称"}, {"kind", "terms"}, {"about", "试验"}});
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "/api/check-lists/" + made.text_at("id");
  EXPECT_EQ(officer.post("/api/check-lists", {{"name", "规范简称"}, {"kind", "terms"}}).status, 422);
  EXPECT_EQ(officer.put(path, {{"name", "规范用语"}, {"about", ""}, {"version", 1}}).status, 200);
  const std::string csv = "词语,建议,级别,说明\n云海大讲坛,云海讲坛,应当,全称以编办批复为准\n";
  const auto tried = officer.upload(path + "/import?dry_run=1", "词表.csv", csv);
  EXPECT_EQ(tried.at("added").as_int64(), 1) << tried.text;
  EXPECT_EQ(officer.get(path).at("terms").as_int64(), 0);
  const auto faulty = officer.upload(path + "/import?version=2", "词表.csv", csv + "某词,,不明,\n");
  EXPECT_FALSE(faulty.at("done").as_bool()) << faulty.text;
  EXPECT_THAT(faulty.text, HasSubstr("第 3 行"));
  EXPECT_EQ(officer.upload(path + "/import", "词表.pdf", "x").status, 422);
  EXPECT_TRUE(officer.upload(path + "/import?version=2", "词表.csv", csv).at("done").as_bool());
  EXPECT_THAT(officer.get(path + "/export").text, HasSubstr("云海大讲坛,云海讲坛,应当"));
  const auto document = draft(editor, "<p>云海大讲坛下周开讲。</p>");
  EXPECT_THAT(editor.post(document + "/checks", {}).text, HasSubstr("云海讲坛"));
  EXPECT_EQ(officer.remove(path + "?version=1").status, 409);
  EXPECT_EQ(officer.remove(path + "?version=3").status, 204);
}
}  // namespace

void do_checks(City& city) {
  Clerk editor(city, "bianji");
  Clerk head(city, "lingdao");
  const auto path = draft(editor, "<p>张三，身份证号370602199001010017，开立帐户。</p>");
  EXPECT_FALSE(editor.get(path + "/checks").at("fresh").as_bool());
  const auto checks = editor.post(path + "/checks", {});
  EXPECT_TRUE(checks.at("fresh").as_bool());
  EXPECT_EQ(id_numbers(checks), std::vector<std::string>{":must"});
  EXPECT_THAT(checks.text, ::testing::Not(HasSubstr(id_number)));
  EXPECT_EQ(editor.post(path + "/submit", {{"version", version(editor, path)}}).status, 409);
  const json::object order{{"findings", ids_of(checks, "must")}, {"reason", "公告须载明当事人身份"}};
  EXPECT_EQ(editor.post(path + "/checks/justify", order).status, 403);
  Clerk reviewer(city, "shenhe");
  EXPECT_EQ(reviewer.post(path + "/checks/justify", order).status, 403)
      << "an identity number is for the head of the unit";
  EXPECT_EQ(head.post(path + "/checks/justify", {{"findings", ids_of(checks, "must")}, {"reason", ""}}).status, 422);
  const auto justified = head.post(path + "/checks/justify", order);
  ASSERT_EQ(justified.status, 200) << justified.text;
  EXPECT_EQ(
      editor.post(path + "/checks/justify", {{"findings", ids_of(justified, "should")}, {"reason", "引用原文如此"}})
          .status,
      200);
  const std::string finding(order.at("findings").as_array().at(0).as_string());
  EXPECT_EQ(head.remove(path + "/checks/" + finding + "/justification").status, 200);
  EXPECT_EQ(editor.post(path + "/submit", {{"version", version(editor, path)}}).status, 409);
  EXPECT_EQ(editor.get("/api/documents/0000000000001/checks").status, 404);
  do_lists(city);
}

namespace {
class Hidden : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }
  std::unique_ptr<City> city;
};

// Journey J4, check (c)
TEST_P(Hidden, id_number_in_a_comment_a_hidden_sheet_or_image_metadata_stops_the_document) {
  Clerk editor(*city, "bianji");
  for (const auto& [name, content, part] :
       {std::tuple{"批注.docx", docx_with_comment(id_number), "comment:must"},
        std::tuple{"底稿.xlsx", xlsx_with_hidden_sheet(id_number), "hidden:must"},
        std::tuple{"配图.docx", docx_with_image_metadata(id_number), "metadata:must"}}) {
    const auto path = draft(editor, "<p>名单见附件。</p>");
    const auto attached = editor.upload(path + "/attachments", name, content);
    ASSERT_EQ(attached.status, 201) << name << attached.text;
    EXPECT_EQ(id_numbers(checked(editor, path)), std::vector<std::string>{part}) << name;
    const auto submitted = editor.post(path + "/submit", {{"version", version(editor, path)}});
    EXPECT_EQ(submitted.status, 409) << name;
    EXPECT_THAT(submitted.text, HasSubstr("个人信息")) << name;
  }
}

TEST_P(Hidden, id_number_that_a_picture_lost_on_its_way_in_is_told_and_stops_nothing) {
  Clerk editor(*city, "bianji");
  const auto path = draft(editor, "<p>见图。</p>");
  const auto attached = editor.upload(path + "/attachments", "照片.png", png_with_comment(id_number));
  ASSERT_EQ(attached.status, 201) << attached.text;
  const auto checks = checked(editor, path);
  EXPECT_EQ(id_numbers(checks), std::vector<std::string>{"metadata:note"}) << checks.text;
  EXPECT_THAT(checks.text, HasSubstr("公开的图片里没有"));
  EXPECT_THAT(checks.text, HasSubstr("无法检查其中的文字"));
  const std::string file(attached.at("attachments").as_array().at(0).at("file").as_string());
  EXPECT_THAT(editor.get(path + "/attachments/" + file).text, ::testing::Not(HasSubstr(id_number)));
}

INSTANTIATE_TEST_SUITE_P(Engines, Hidden, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), name_of_engine);

}  // namespace
}  // namespace gongkai::testing
