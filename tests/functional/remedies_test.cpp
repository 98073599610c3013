// Reconsideration, lawsuit and evidence bundle on the running platform; every operation once.
#include <gmock/gmock.h>

#include "tests/functional/counter_case.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::int64_t pending(Clerk& officer, std::string_view block) {
  const auto list = officer.get("/api/remedies?year=" + today_in_china().substr(0, 4));
  return list.at("table").at(block).at("pending").as_int64();
}

std::string recorded(Clerk& officer, const json::object& order) {
  const auto made = officer.post("/api/remedies", order);
  EXPECT_EQ(made.status, 201) << made.text;
  return made.status == 201 ? made.text_at("id") : "";
}

void do_review_of(Clerk& officer, const std::string& review) {
  const auto path = "/api/remedies/" + review;
  const auto before = officer.get(path);
  EXPECT_EQ(before.at("answer_due").at("days").as_array().back().at("counted").as_int64(), 5)
      << "行政复议法 Art. 54: five working days";
  EXPECT_EQ(officer.post(path + "/notes", {{"words", "已向复议机关了解情况"}, {"version", 1}}).status, 200);
  EXPECT_EQ(officer.post(path + "/answer", {{"on", today_in_china()}, {"version", 1}}).status, 409);
  EXPECT_EQ(officer.post(path + "/answer", {{"on", today_in_china()}, {"version", 2}}).status, 200);
  EXPECT_EQ(
      officer.post(path + "/end", {{"on", today_in_china()}, {"disposition", "won"}, {"paper", ""}, {"version", 3}})
          .status,
      422);
  const auto ended = officer.post(
      path + "/end",
      {{"on", today_in_china()}, {"disposition", "upheld"}, {"paper", "云政复决〔2026〕8号"}, {"version", 3}});
  ASSERT_EQ(ended.status, 200) << ended.text;
  EXPECT_EQ(ended.at("end").at("verdict").as_string(), "upheld");
  EXPECT_EQ(officer.post(path + "/reopen", {{"on", today_in_china()}, {"reason", "登记有误"}, {"version", 4}}).status,
            200);
}

void do_bundle_of(Clerk& officer, const std::string& request) {
  const auto path = "/api/cases/" + request + "/bundle";
  EXPECT_EQ(officer.post(path, {{"reason", ""}}).status, 422) << "personal data needs a reason";
  const auto bundle = officer.post(path, {{"reason", "提交复议答复"}});
  ASSERT_EQ(bundle.status, 200) << bundle.text;
  EXPECT_THAT(bundle.text, HasSubstr("SHA256SUMS.sig"));
}

}  // namespace

void do_remedies(City& city) {
  Clerk officer(city, "gongkaiban");
  const auto unit = unit_named(officer, "云海市人民政府办公室");
  const auto request = counter_case(officer, unit, "2025年度海水浴场水质监测的委托合同");
  EXPECT_EQ(officer.get("/api/remedies/dispositions").status, 200);
  const auto waiting = pending(officer, "review");
  EXPECT_EQ(officer.post("/api/remedies", {{"kind", "reconsideration"}, {"on", today_in_china()}, {"body", ""}}).status,
            422);
  const auto review = recorded(officer, {{"kind", "reconsideration"},
                                         {"request", request},
                                         {"on", today_in_china()},
                                         {"body", "云海市人民政府"},
                                         {"procedure", "simple"}});
  EXPECT_EQ(pending(officer, "review"), waiting + 1);
  do_review_of(officer, review);
  const auto suit = recorded(officer, {{"kind", "lawsuit"},
                                       {"request", request},
                                       {"on", today_in_china()},
                                       {"body", "云海市中级人民法院"},
                                       {"after_review", review}});
  const auto path = "/api/remedies/" + suit;
  const json::object judgment{
      {"on", today_in_china()}, {"disposition", "claims_rejected"}, {"paper", "（2026）云01行初8号"}, {"version", 1}};
  EXPECT_EQ(officer.post(path + "/end", judgment).status, 200);
  EXPECT_EQ(officer.post(path + "/appeal", {{"on", today_in_china()}, {"reason", "原告上诉"}, {"version", 2}}).status,
            200);
  EXPECT_EQ(officer.get("/api/cases/" + request + "/remedies").at("items").as_array().size(), 2u);
  do_bundle_of(officer, request);
  Clerk editor(city, "bianji");
  EXPECT_EQ(editor.get(path).status, 404) << "as if there were no such case";
  EXPECT_EQ(editor.post("/api/cases/" + request + "/bundle", {{"reason", "看看"}}).status, 404);
}

TEST(Remedies, stand_beside_the_request_and_count_in_table_four) {
  City city(db::Engine::sqlite);
  do_remedies(city);
}

}  // namespace gongkai::testing
