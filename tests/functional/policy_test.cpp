// Policies with their interpretations and the ledger against the real server: every operation of src/policy/openapi.json is
// done by people who may, and the public pages show what came of it.
#include "tests/functional/city.hpp"

namespace gongkai::testing {
namespace {
namespace json = boost::json;

class Policies : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }

  static std::string column_of(Clerk& editor, std::string_view name) {
    const auto columns = editor.get("/api/columns");
    for (const auto& one : columns.at("items").as_array())
      if (one.at("name").as_string() == name) return std::string(one.at("id").as_string());
    return {};
  }

  static std::string drafted(Clerk& editor, const std::string& number) {
    const auto made = editor.post("/api/documents", {{"type", "normative"},
                                                     {"column", column_of(editor, "市政府办公室文件")},
                                                     {"title", "云海市停车场管理办法"},
                                                     {"body", "<p>为规范停车场管理，制定本办法。</p>"},
                                                     {"disclosure", "proactive"},
                                                     {"fields",
                                                      {{"issuer", "云海市人民政府办公室"},
                                                       {"document_number", number},
                                                       {"formed_on", "2026-11-02"},
                                                       {"theme", "城乡建设、环境保护"},
                                                       {"genre", "办法"},
                                                       {"validity", "in_force"},
                                                       {"contact_office", "政策法规科"},
                                                       {"contact_person", "政策咨询岗"},
                                                       {"contact", "0000-6000002"}}}});
    EXPECT_EQ(made.status, 201) << made.text;
    return made.text_at("id");
  }

  static std::int64_t version_of(Clerk& clerk, const std::string& id) {
    return clerk.get("/api/documents/" + id).at("version").as_int64();
  }

  std::unique_ptr<City> city;
};

json::object full_plan(const json::value& desk, std::int64_t version) {
  json::object elements;
  for (const auto& element : desk.at("elements").as_array()) elements[element.at("id").as_string()] = "说明";
  return {{"version", version},
          {"elements", elements},
          {"items", json::array{json::object{{"form", "text"}, {"channel", "site"}, {"unit", "市政府办公室"}}}},
          {"working_days_after", 0}};
}

TEST_P(Policies, come_back_with_a_letter_and_go_round_with_a_plan) {
  Clerk editor(*city, "bianji"), reviewer(*city, "shenhe");
  const auto id = drafted(editor, "云政办发〔2026〕91号");
  const auto path = "/api/policies/" + id;
  const auto returned = editor.post("/api/documents/" + id + "/submit", {{"version", version_of(editor, id)}});
  ASSERT_EQ(returned.status, 200) << returned.text;
  EXPECT_EQ(returned.at("edition").at("state").as_string(), "returned");
  const auto desk = editor.get(path);
  ASSERT_EQ(desk.status, 200) << desk.text;
  const auto& letters = desk.at("letters").as_array();
  ASSERT_EQ(letters.size(), 1u);
  const auto letter = editor.get("/api/policy-letters/" + std::string(letters[0].at("id").as_string()) + "/print");
  EXPECT_EQ(letter.status, 200);
  EXPECT_NE(letter.text.find("政策解读提醒函"), std::string::npos);

  EXPECT_EQ(editor.put(path + "/plan", full_plan(desk.json, 0)).status, 200);
  EXPECT_EQ(editor.put(path + "/plan", full_plan(desk.json, 7)).status, 409);
  EXPECT_EQ(editor.post(path + "/plan/propose", {{"version", 1}}).status, 200);
  EXPECT_EQ(editor.post(path + "/plan/decide", {{"version", 2}, {"accept", true}}).status, 403);
  EXPECT_EQ(reviewer.post(path + "/plan/decide", {{"version", 2}, {"accept", true}}).status, 200);
  EXPECT_EQ(editor.get(path + "/plan/print").status, 200);
  const auto accepted = editor.get(path);
  EXPECT_TRUE(accepted.at("why_not_circulate").as_array().empty());
  const auto begun =
      editor.post(path + "/interpretations", {{"type", "interpretation"}, {"column", column_of(editor, "政策解读")}});
  EXPECT_EQ(begun.status, 201) << begun.text;
  EXPECT_EQ(editor.get(path).at("drafts").as_array().size(), 1u);
}

TEST_P(Policies, questions_cases_and_coverage) {
  Clerk editor(*city, "bianji"), officer(*city, "gongkaiban");
  const auto pairs = editor.get("/api/policy-pairs");
  ASSERT_EQ(pairs.status, 200) << pairs.text;
  std::string policy, reading;
  for (const auto& pair : pairs.at("items").as_array())
    if (const auto& readings = pair.at("interpretations").as_array(); !readings.empty()) {
      policy = pair.at("policy").at("id").as_string();
      reading = readings[0].at("id").as_string();
    }
  ASSERT_FALSE(reading.empty()) << "the demo city has an interpreted policy";
  EXPECT_EQ(editor.get("/api/policy-pairs?state=missing").status, 200);
  const auto coverage = editor.get("/api/policy-coverage?by=series");
  EXPECT_EQ(coverage.status, 200) << coverage.text;
  EXPECT_GT(coverage.at("whole").at("must").as_int64(), 0);

  const auto asked = editor.post("/api/policies/" + policy + "/questions", {{"question", "外地居民能申请吗？"}});
  ASSERT_EQ(asked.status, 201) << asked.text;
  const json::object answer{
      {"version", 1}, {"question", "外地居民能申请吗？"}, {"answer", "符合条件的可以。"}, {"answered_in", reading}};
  const auto answered = editor.put("/api/policy-questions/" + asked.text_at("id"), answer);
  EXPECT_EQ(answered.status, 200) << answered.text;

  EXPECT_EQ(officer.put("/api/policy-cases/" + reading, {{"praise", "问答清楚"}, {"sort_order", 1}}).status, 204);
  EXPECT_EQ(officer.get("/api/policy-cases").at("items").as_array().size(), 1u);
  const auto page = visit(*city, "/interpretations/cases");
  EXPECT_NE(page.body.find("<svg"), std::string::npos) << "the QR code";
  EXPECT_NE(page.body.find("问答清楚"), std::string::npos);
  EXPECT_EQ(officer.remove("/api/policy-cases/" + reading).status, 204);
  EXPECT_EQ(visit(*city, "/interpretations/cases").body.find("问答清楚"), std::string::npos);
}

/// The first normative document of the unit; a 规章 is another row of table 2.
json::object normative_of(const Reply& ledger, std::string_view unit) {
  for (const auto& entry : ledger.at("items").as_array())
    if (entry.at("unit").at("name").as_string() == unit &&
        std::string(entry.at("number").as_string()).find("令") == std::string::npos)
      return entry.as_object();
  ADD_FAILURE() << ledger.text;
  return {};
}

TEST_P(Policies, the_ledger_files_evaluates_and_counts) {
  Clerk officer(*city, "gongkaiban");
  const auto numbering = officer.get("/api/policy-numbering");
  ASSERT_EQ(numbering.status, 200) << numbering.text;
  const auto& rule = numbering.at("items").as_array().at(0);
  const json::object same{
      {"version", rule.at("version")}, {"pattern", rule.at("pattern")}, {"unit_code", rule.at("unit_code")}};
  EXPECT_EQ(officer.put("/api/policy-numbering/" + std::string(rule.at("unit").at("id").as_string()), same).status,
            200);

  const auto ledger = officer.get("/api/policy-ledger?state=in_force");
  ASSERT_EQ(ledger.status, 200) << ledger.text;
  const auto entry = normative_of(ledger, "云海市人民政府办公室");
  const std::string id(entry.at("id").as_string());
  const json::object filing{
      {"version", entry.at("version")}, {"filed_on", entry.at("registered_on")}, {"filing_number", "备1号"}};
  EXPECT_EQ(officer.post("/api/policies/" + id + "/filing", filing).status, 200);
  EXPECT_EQ(officer.post("/api/policies/" + id + "/filing", filing).status, 409);
  EXPECT_EQ(
      officer.post("/api/policies/" + id + "/registration", {{"number", "x"}, {"registered_on", "2026-01-01"}}).status,
      409)
      << "it has a number";

  const auto before = officer.get("/api/policy-table-two?year=2026");
  ASSERT_EQ(before.status, 200) << before.text;
  const auto opened =
      officer.post("/api/policies/" + id + "/evaluations", {{"reason", "群众意见集中"}, {"due_on", "2030-01-01"}});
  ASSERT_EQ(opened.status, 201) << opened.text;
  EXPECT_EQ(officer.get("/api/policy-evaluations").status, 200);
  const json::object end{{"version", 1}, {"decision", "declare_lapsed"}, {"finding", "已无适用对象"}};
  EXPECT_EQ(officer.post("/api/policy-evaluations/" + opened.text_at("id") + "/conclude", end).status, 200);
  const auto after = officer.get("/api/policy-table-two?year=2026");
  const auto normative = [](const Reply& reply) -> const json::value& { return reply.at("rows").as_array().at(1); };
  EXPECT_EQ(normative(after).at("valid").as_int64(), normative(before).at("valid").as_int64() - 1);
  EXPECT_EQ(normative(after).at("repealed").as_int64(), normative(before).at("repealed").as_int64() + 1);
  EXPECT_NE(visit(*city, "/policies/" + id).body.find("宣布失效"), std::string::npos);
}

TEST_P(Policies, a_round_of_cleaning_up_has_an_end) {
  Clerk officer(*city, "gongkaiban");
  const auto round = officer.post("/api/policy-rounds", {{"name", "2026年清理"}, {"due_on", "2030-01-01"}});
  ASSERT_EQ(round.status, 201) << round.text;
  const auto id = round.text_at("id");
  EXPECT_EQ(officer.get("/api/policy-rounds").status, 200);
  EXPECT_EQ(officer.post("/api/policy-rounds/" + id + "/close", {{"version", 1}}).status, 409);
  const auto tasks = officer.get("/api/policy-evaluations?round=" + id);
  for (const auto& task : tasks.at("items").as_array()) {
    const auto path = "/api/policy-evaluations/" + std::string(task.at("id").as_string()) + "/conclude";
    EXPECT_EQ(officer.post(path, {{"version", 1}, {"decision", "keep"}, {"finding", "继续有效"}}).status, 200);
  }
  EXPECT_EQ(officer.post("/api/policy-rounds/" + id + "/close", {{"version", 1}}).status, 200);
}

TEST_P(Policies, stand_in_the_public_library_with_their_marks) {
  for (const auto* path :
       {"/policies", "/policies?series=%E4%BA%91%E6%94%BF%E5%8F%91&on=2026-06-01", "/interpretations",
        "/interpretations?form=text", "/policies/ledger", "/policies/ledger?state=repealed",
        "/policies/filings?quarter=2026-3", "/policies/ledger.xlsx", "/policies/filings.xlsx"})
    EXPECT_EQ(visit(*city, path).status, 200) << path;
  EXPECT_EQ(visit(*city, "/policies?page=99").status, 404);
  EXPECT_EQ(visit(*city, "/policies?page=1%27").status, 404);
  EXPECT_EQ(visit(*city, "/policies?on=2026-02-30").status, 422);
  EXPECT_EQ(visit(*city, "/policies/filings?quarter=2026-9").status, 404);
  EXPECT_EQ(visit(*city, "/policies/0000000000001").status, 404);
  const auto hostile = visit(*city, "/policies?q=%3Cscript%3Ealert(1)%3C/script%3E&series=%22%3E%3Ci%3E");
  EXPECT_EQ(hostile.status, 200);
  EXPECT_EQ(hostile.body.find("<script>alert"), std::string::npos);
  EXPECT_EQ(hostile.body.find("\"><i>"), std::string::npos);
  EXPECT_NE(visit(*city, "/policies/ledger?state=repealed").body.find("云人社发〔2024〕19号"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, Policies, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

}  // namespace
}  // namespace gongkai::testing
