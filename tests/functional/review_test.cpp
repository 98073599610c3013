// 三审三校 on the running platform: every operation once, and the journey of the three reviews (J4 check b).
#include <gmock/gmock.h>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace {
namespace json = boost::json;
using ::testing::HasSubstr;

std::string address(const std::string& document) {
  return "/api/documents/" + document;
}

/// A submitted notice of the city's office.
std::string submitted_notice(Clerk& editor, const std::string& title) {
  std::string column;
  const auto columns = editor.get("/api/columns");
  for (const auto& one : columns.at("items").as_array())
    if (one.at("name").as_string() == "通知公告" && column.empty()) column = one.at("id").as_string();
  const auto made = editor.post(
      "/api/documents",
      {{"type", "notice"},
       {"column", column},
       {"title", title},
       {"body", "<p>各区市人民政府：</p><p>请于三月底前报送海带养殖区安全情况。</p>"},
       {"fields",
        json::object{{"issuer", "云海市应急管理局"}, {"formed_on", "2026-11-02"}, {"theme", "市场监管、安全生产监管"}}},
       {"disclosure", "proactive"}});
  EXPECT_EQ(made.status, 201) << made.text;
  const auto id = made.text_at("id");
  const auto version = editor.get(address(id)).at("version");
  const auto submitted = editor.post(address(id) + "/submit", {{"version", version}});
  EXPECT_EQ(submitted.status, 200) << submitted.text;
  return id;
}

void do_signatures(City& city, Clerk& editor, Clerk& head) {
  const auto one = submitted_notice(editor, "关于报送海带养殖区安全情况的通知");
  const auto two = submitted_notice(editor, "关于报送鲍鱼养殖区安全情况的通知");
  Clerk proofreader(city, "gongkaiban");
  Clerk reviewer(city, "shenhe");
  EXPECT_THAT(proofreader.get("/api/review/inbox").text, HasSubstr(two));
  const auto round = [&](const std::string& id) { return reviewer.get(address(id) + "/review").at("round"); };
  json::array items;
  for (const auto& id : {one, two})
    items.push_back(json::object{{"document", id}, {"round", round(id)}, {"step", "proof_1"}});
  const auto many = proofreader.post("/api/review/sign-many", {{"items", items}, {"remark", "校对无误"}});
  ASSERT_EQ(many.status, 200) << many.text;
  EXPECT_TRUE(many.at("items").as_array().at(1).at("done").as_bool()) << many.text;
  EXPECT_EQ(proofreader.post("/api/review/sign-many", {{"items", json::array{}}}).status, 422);

  const auto remark = reviewer.post(address(one) + "/review/remarks", {{"text", "请写明报送方式"}});
  ASSERT_EQ(remark.status, 201) << remark.text;
  const std::string remark_id(remark.at("remarks").as_array().at(0).at("id").as_string());
  EXPECT_EQ(reviewer.post(address(one) + "/review/remarks", {{"text", "意见"}, {"quote", "无此文字"}}).status, 422);
  EXPECT_EQ(editor.post("/api/review/remarks/" + remark_id + "/resolve", {{"answer", "已写明"}}).status, 204);

  const json::object order{{"round", round(one)}, {"step", "review_1"}};
  EXPECT_EQ(editor.post(address(one) + "/review/sign", order).status, 403) << "the writer";
  EXPECT_EQ(reviewer.post(address(one) + "/review/sign", order).status, 200);
  EXPECT_EQ(reviewer.post(address(one) + "/review/sign", order).status, 409) << "signed already";
  auto unusual = json::object{{"round", round(one)}, {"step", "proof_2"}, {"reason", "校对人员休假"}};
  EXPECT_EQ(reviewer.post(address(one) + "/review/override", unusual).status, 403);
  const auto overridden = head.post(address(one) + "/review/override", unusual);
  EXPECT_EQ(overridden.status, 200) << overridden.text;
  EXPECT_THAT(editor.get("/api/review/overrides").text, HasSubstr("校对人员休假"));
}

void do_form(City& city, Clerk& editor, const std::string& document) {
  Clerk reviewer(city, "shenhe");
  const auto path = address(document) + "/secrecy";
  const auto sheet = reviewer.get(path);
  const auto first = sheet.at("items").as_array().at(0).at("id");
  EXPECT_EQ(
      reviewer.put(path, {{"answers", json::array{json::object{{"item", first}, {"answer", "concerned"}}}}}).status,
      422)
      << "a concern is explained";
  EXPECT_EQ(editor.put(path, {{"answers", json::array{json::object{{"item", first}, {"answer", "none"}}}}}).status,
            403);
  json::array answers;
  for (const auto& item : sheet.at("items").as_array())
    answers.push_back(json::object{{"item", item.at("id")}, {"answer", "none"}});
  EXPECT_EQ(reviewer.put(path, {{"answers", answers}}).status, 200);
  EXPECT_EQ(reviewer.post(path + "/ask", {{"authority", "云海市国家保密局"}, {"question", "附表能否公开"}}).status,
            200);
  EXPECT_EQ(reviewer.post(path + "/conclude", {{"conclusion", "public"}}).status, 409) << "an answer is awaited";
  EXPECT_EQ(reviewer.post(path + "/answer", {{"answer", "可以公开"}}).status, 200);
  const auto concluded = reviewer.post(path + "/conclude", {{"conclusion", "public"}});
  ASSERT_EQ(concluded.status, 200) << concluded.text;
  const auto printed = reviewer.get("/api/review/rounds/" + concluded.text_at("round") + "/form");
  EXPECT_THAT(printed.text, HasSubstr("云海市国家保密局"));
  EXPECT_EQ(reviewer.get("/api/review/form.css").status, 200);
}

void do_emergency(City& city, Clerk& editor, Clerk& head) {
  const auto document = submitted_notice(editor, "关于防范台风的紧急通知");
  do_form(city, editor, document);
  const auto version = head.get(address(document)).at("version");
  const auto released = head.post(address(document) + "/release",
                                  {{"version", version}, {"emergency_reason", "台风红色预警，须立即告知公众"}});
  ASSERT_EQ(released.status, 200) << released.text;
  Clerk supervisor(city, "jiandu");
  EXPECT_EQ(supervisor.get("/api/review/rechecks?kind=other").status, 422);
  const auto list = supervisor.get("/api/review/rechecks?kind=emergency&open=1");
  ASSERT_THAT(list.text, HasSubstr("关于防范台风的紧急通知")) << "the newest comes first";
  const auto path = "/api/review/rechecks/" + std::string(list.at("items").as_array().at(0).at("id").as_string());
  EXPECT_EQ(supervisor.post(path + "/result", {{"result", "finding"}}).status, 422);
  EXPECT_EQ(supervisor.post(path + "/result", {{"result", "finding"}, {"finding", "缺少避险电话"}}).status, 204);
  EXPECT_EQ(editor.post(path + "/answer", {{"answer", "已补充并重新发布"}}).status, 204);
  EXPECT_EQ(editor.post(path + "/answer", {{"answer", "再次"}}).status, 409);
  EXPECT_THAT(supervisor.get("/api/review/rechecks?kind=emergency").text, HasSubstr("台风红色预警"));
  EXPECT_THAT(supervisor.get("/api/review/record?from=2026-01-01&to=2030-12-31").text,
              ::testing::ContainsRegex("\"emergencies\":[1-9]"));
}

void do_duties(City& city, Clerk& head) {
  Clerk reviewer(city, "shenhe");
  const auto colleagues = reviewer.get("/api/review/colleagues");
  json::value stand_in;
  for (const auto& one : colleagues.at("items").as_array())
    if (one.at("name").as_string() == "张海宁") stand_in = one.at("id");
  const json::object order{{"to", stand_in},
                           {"permissions", json::array{"review.first"}},
                           {"first", "2026-01-01"},
                           {"last", "2026-01-05"},
                           {"reason", "外出培训"}};
  EXPECT_EQ(reviewer.post("/api/review/delegations", order).status, 422) << "over already";
  auto next_years = order;
  next_years["first"] = "2090-01-01";
  next_years["last"] = "2090-01-05";
  const auto lent = reviewer.post("/api/review/delegations", next_years);
  ASSERT_EQ(lent.status, 201) << lent.text;
  EXPECT_EQ(reviewer.get("/api/review/delegations").at("items").as_array().size(), 1U);
  EXPECT_EQ(reviewer.post("/api/review/delegations/" + lent.text_at("id") + "/end", {}).status, 204);

  const auto demands = head.get("/api/review/demands");
  ASSERT_EQ(demands.status, 200) << demands.text;
  std::string own;
  for (const auto& one : demands.at("items").as_array())
    if (one.at("may_change").as_bool() && own.empty()) own = one.at("unit").at("id").as_string();
  const auto path = "/api/review/demands/" + own;
  EXPECT_EQ(head.put(path, {{"version", 0}, {"route", "three"}, {"basis_points", 1000}}).status, 200);
  EXPECT_EQ(head.put(path, {{"version", 0}, {"route", "two"}}).status, 409);
}

void do_contributions(City& city, Clerk& editor) {
  Clerk correspondent(city, "yuye_bj");
  const auto receivers = correspondent.get("/api/contributions/receivers");
  json::value office;
  for (const auto& one : receivers.at("items").as_array())
    if (one.at("name").as_string() == "云海市人民政府办公室") office = one.at("id");
  const json::object offer{
      {"to_unit", office}, {"title", "秋季增殖放流完成"}, {"text", "今日完成。"}, {"source", "渔业科"}};
  const auto sent = correspondent.post("/api/contributions", offer);
  ASSERT_EQ(sent.status, 201) << sent.text;
  EXPECT_THAT(correspondent.get("/api/contributions?box=sent").text, HasSubstr(sent.text_at("id")));
  const auto path = "/api/contributions/" + sent.text_at("id") + "/decide";
  EXPECT_EQ(editor.post(path, {{"adopted", false}}).status, 422) << "a reason is needed";
  EXPECT_EQ(editor.post(path, {{"adopted", true}}).status, 204);
  EXPECT_THAT(editor.get("/api/contributions?state=adopted").text, HasSubstr(sent.text_at("id")));
  EXPECT_THAT(editor.get("/api/contributions/counts?from=2026-01-01&to=2030-12-31").text, HasSubstr("\"adopted\":1"));
}

}  // namespace

void do_review(City& city) {
  Clerk editor(city, "bianji");
  Clerk head(city, "lingdao");
  do_duties(city, head);
  do_signatures(city, editor, head);
  do_emergency(city, editor, head);
  do_contributions(city, editor);
}

namespace {

class Reviewing : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }
  std::unique_ptr<City> city;
};

TEST_P(Reviewing, does_every_operation) {
  do_review(*city);
}

TEST_P(Reviewing, never_lets_one_person_sign_two_of_the_three_reviews) {
  Clerk editor(*city, "bianji");
  Clerk head(*city, "lingdao");
  do_duties(*city, head);  // the office demands three reviews of everything
  const auto id = submitted_notice(editor, "关于开展安全检查的通知");
  Clerk proofreader(*city, "gongkaiban");
  Clerk reviewer(*city, "shenhe");
  const auto round = reviewer.get(address(id) + "/review").at("round");
  const auto sign = [&](Clerk& person, const char* step) {
    return person.post(address(id) + "/review/sign", {{"round", round}, {"step", step}});
  };
  EXPECT_EQ(sign(proofreader, "proof_1").status, 200);
  EXPECT_EQ(sign(reviewer, "review_1").status, 200);
  EXPECT_EQ(sign(proofreader, "proof_2").status, 200);
  const auto refused = sign(reviewer, "review_2");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.at("error").at("code").as_string(), "review.same_person") << refused.text;
}

INSTANTIATE_TEST_SUITE_P(Engines, Reviewing, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

}  // namespace
}  // namespace gongkai::testing
