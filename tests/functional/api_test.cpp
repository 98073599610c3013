// Every operation of /api/openapi.json is done once against the real server, by a person who may; each answer must fit the
// description (Clerk::send checks that), and at the end none may be left undone.
#include "tests/functional/city.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace {
namespace json = boost::json;

class Api : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }
  std::unique_ptr<City> city;
};

/// The members of an object that a PUT takes back.
json::object only(const json::object& from, std::initializer_list<std::string_view> names) {
  json::object kept;
  for (const auto name : names)
    if (const auto* value = from.if_contains(name)) kept[name] = *value;
  return kept;
}

boost::json::value county_of(const Reply& units) {
  for (const auto& unit : units.at("items").as_array())
    if (unit.at("kind").as_string() == "county") return unit.at("id");
  return nullptr;
}

void do_units(Clerk& admin) {
  const auto units = admin.get("/api/units");
  const auto root = units.at("items").as_array().at(0).as_object();
  const auto made =
      admin.post("/api/units", {{"kind", "department"}, {"name", "云海市试验局"}, {"parent", root.at("id")}});
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "/api/units/" + made.text_at("id");
  const auto unit_reply = admin.get(path);
  const auto& unit = unit_reply.json.as_object();
  auto change = only(unit, {"kind", "code", "name", "short_name", "contact", "phone", "address", "office_hours",
                            "sort_order", "version"});
  change["address"] = "云海市海滨路 1 号";
  EXPECT_EQ(admin.put(path, change).status, 200);
  EXPECT_EQ(admin.put(path, change).status, 409) << "the version is stale now";
  EXPECT_EQ(admin.post(path + "/move", {{"version", 2}, {"parent", county_of(units)}}).status, 200);
  EXPECT_EQ(admin.post(path + "/move", {{"version", 3}, {"parent", unit.at("id")}}).status, 409);
  EXPECT_EQ(admin.post(path + "/close", {}).status, 200);
  EXPECT_EQ(admin.get("/api/units/0000000000001").status, 404);
}

void do_people(Clerk& system, Clerk& security) {
  const auto units = system.get("/api/units");
  json::value unit;  // any department: its people are many, its children none
  for (const auto& one : units.at("items").as_array())
    if (one.at("kind").as_string() == "department" && one.at("closed_on").is_null()) unit = one.at("id");
  const auto made =
      system.post("/api/people", {{"login", "shiyan"}, {"name", "试验员"}, {"unit", unit}, {"phone", "13000000000"}});
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "/api/people/" + made.text_at("id");
  const auto person_reply = system.get(path);
  const auto& person = person_reply.json.as_object();
  auto change = only(person, {"name", "unit", "post", "version"});
  if (change["unit"].is_object()) change["unit"] = change["unit"].at("id");
  change["post"] = "科员";
  EXPECT_EQ(system.put(path, change).status, 200);
  EXPECT_EQ(system.get("/api/people?q=shiyan").at("items").as_array().size(), 1u);
  const auto version = security.get(path).at("version").as_int64();
  const auto roles =
      security.put(path + "/roles",
                   {{"version", version},
                    {"roles", json::array{json::object{{"role", "editor"}, {"unit", unit}, {"with_subtree", true}}}}});
  EXPECT_EQ(roles.status, 200) << roles.text;
  EXPECT_EQ(security.post("/api/session/reauthenticate", {{"password", demo_password}}).status, 200);
  EXPECT_EQ(security.post(path + "/reset-password", {{"remove_second_factor", false}}).status, 200);
  EXPECT_EQ(security.post(path + "/reveal", {{"field", "phone"}, {"reason", "核对联系方式"}}).status, 200);
  const auto disabled = system.post(path + "/disable", {{"reason", "借调"}});
  EXPECT_EQ(disabled.status, 200) << disabled.text;
  EXPECT_EQ(system.post(path + "/enable", {}).status, 200);
  const auto left = system.post(path + "/hand-over", {});
  EXPECT_EQ(left.status, 200) << left.text;
}

void do_sites(Clerk& admin) {
  const auto sites = admin.get("/api/sites");
  const auto site = sites.at("items").as_array().at(0).as_object();
  auto change = only(site, {"host", "name", "unit", "theme", "identity_code", "icp_number", "police_number", "sponsor",
                            "undertaker", "contact", "sort_order", "version"});
  if (change["unit"].is_object()) change["unit"] = change["unit"].at("id");
  const auto changed = admin.put("/api/sites/" + std::string(site.at("id").as_string()), change);
  EXPECT_EQ(changed.status, 200) << changed.text;
}

void do_operations(Clerk& system, Clerk& auditor) {
  EXPECT_EQ(system.get("/api/system").status, 200);
  EXPECT_EQ(system.get("/api/calendar").status, 200);
  const auto shown = system.get("/api/calendar/2026");
  const auto& year = shown.at("versions").as_array().at(0).as_object();
  const auto saved = system.put("/api/calendar/2026", {{"version", 0}, {"calendar", year.at("calendar")}});
  EXPECT_EQ(saved.status, 200) << saved.text;
  EXPECT_EQ(system.put("/api/calendar/2026", {{"version", 0}, {"calendar", year.at("calendar")}}).status, 409);
  const auto term = system.get("/api/calendar/count?start=2026-02-10&days=20");
  EXPECT_EQ(term.text_at("last"), "2026-03-16");
  EXPECT_EQ(system.get("/api/calendar/count?start=2026-02-10&days=0").status, 422);
  EXPECT_EQ(system.post("/api/search/rebuild", {}).status, 200);
  EXPECT_EQ(system.get("/api/jobs/schedule").status, 200);
  const auto jobs = system.get("/api/jobs");
  ASSERT_FALSE(jobs.at("items").as_array().empty());
  const auto job = "/api/jobs/" + std::string(jobs.at("items").as_array().at(0).at("id").as_string());
  EXPECT_EQ(system.get(job).status, 200);
  EXPECT_EQ(auditor.get("/api/audit?from=2020-01-01").status, 200);
  EXPECT_EQ(auditor.get("/api/audit/acts").status, 200);
  EXPECT_EQ(auditor.get("/api/audit/checkpoints").status, 200);
  EXPECT_EQ(system.get("/api/openapi.json").status, 200);
}

void do_documents(City& city, Clerk& editor, Clerk& releaser) {
  EXPECT_EQ(editor.get("/api/document-types").status, 200);
  std::string column;
  const auto columns = editor.get("/api/columns");
  for (const auto& one : columns.at("items").as_array())
    if (one.at("name").as_string() == "政务动态" && column.empty()) column = one.at("id").as_string();
  const auto made = editor.post("/api/documents", {{"type", "news"},
                                                   {"column", column},
                                                   {"title", "海带养殖区开展安全检查"},
                                                   {"body", "<p>正文。</p>"},
                                                   {"fields", json::object{{"source", "云海市应急管理局"}}},
                                                   {"disclosure", "proactive"}});
  ASSERT_EQ(made.status, 201) << made.text;
  const auto path = "/api/documents/" + made.text_at("id");
  const auto version = [&] { return editor.get(path).at("version").as_int64(); };
  const auto file = editor.upload(path + "/attachments", "名单.txt", "云海湾养殖场");
  ASSERT_EQ(file.status, 201) << file.text;
  const auto draft = editor.get(path);
  const std::string name(draft.at("attachments").as_array().at(0).at("file").as_string());
  EXPECT_EQ(editor.get(path + "/attachments/" + name).text, "云海湾养殖场");
  EXPECT_EQ(editor.remove(path + "/attachments/" + name).status, 200);
  const auto& edition = draft.at("edition").as_object();
  const auto saved = editor.put(path, {{"version", version()},
                                       {"column", column},
                                       {"title", "海带养殖区开展安全大检查"},
                                       {"body", edition.at("body")},
                                       {"fields", edition.at("fields")},
                                       {"disclosure", "proactive"}});
  EXPECT_EQ(saved.status, 200) << saved.text;
  EXPECT_EQ(editor.post(path + "/submit", {{"version", version()}}).status, 200);
  const auto returned = releaser.post(path + "/return", {{"version", version()}, {"remark", "请补充来源"}});
  EXPECT_EQ(returned.status, 200) << returned.text;
  EXPECT_EQ(editor.post(path + "/submit", {{"version", version()}}).status, 200);
  pass_reviews(city, made.text_at("id"));
  const auto released = releaser.post(path + "/release", {{"version", version()}});
  EXPECT_EQ(released.status, 200) << released.text;
  EXPECT_EQ(
      releaser.post(path + "/withdraw", {{"version", version()}, {"reason_kind", "retracted"}, {"reason", "重复发布"}})
          .status,
      200);
  EXPECT_EQ(editor.get("/api/documents?state=withdrawn").status, 200);
}

TEST_P(Api, described_operations_answer_as_described) {
  Clerk system(*city, "xitong");
  Clerk security(*city, "anquan");
  Clerk auditor(*city, "shenji");
  Clerk editor(*city, "bianji");
  Clerk releaser(*city, "fabu");
  EXPECT_EQ(security.get("/api/roles").status, 200);
  do_units(system);
  do_people(system, security);
  do_sites(system);
  do_operations(system, auditor);
  do_documents(*city, editor, releaser);
  do_content(*city);
  do_finding(*city);
  do_sites_content(*city);
  do_checks(*city);
  do_review(*city);
  do_gazette(*city);
  do_open_data(*city);
  do_imports(*city);
  do_catalogue(*city);
  do_readers(*city);
  do_requests(*city);
  do_similar_requests(*city);
  do_site_report(*city);
  do_remedies(*city);
  do_annual_report(*city);
  do_report_intake(*city);
  do_redaction(*city);
  do_oversight(*city);
  do_case_library(*city);
  do_request_mining(*city);
  const auto sessions = security.get("/api/sessions");
  EXPECT_EQ(sessions.status, 200);
  EXPECT_EQ(editor.remove("/api/session").status, 204);
}

INSTANTIATE_TEST_SUITE_P(Engines, Api, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), name_of_engine);

}  // namespace
}  // namespace gongkai::testing
