// 抽检 and the archive on the running platform; every operation once.
#include <gmock/gmock.h>

#include "tests/functional/counter_case.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

namespace {

json::object order_over(const std::string& unit) {
  const auto year = today_in_china().substr(0, 4);
  return {{"name", "功能测试抽检"},
          {"unit", unit},
          {"first_day", year + "-01-01"},
          {"last_day", today_in_china()},
          {"strata", "unit"},
          {"is_share", false},
          {"amount", 2},
          {"seed", "2026"}};
}

/// Answered on the spot, so that nothing is missing in its file.
std::string closed_case(Clerk& officer, const std::string& unit, const std::string& description) {
  const auto id = counter_case(officer, unit, description);
  const auto path = "/api/requests/" + id;
  const auto act = [&](const std::string& name, json::object body) {
    body["version"] = officer.get(path).at("version");
    const auto done = officer.post(path + "/" + name, body);
    EXPECT_EQ(done.status, 200) << done.text;
  };
  act("decision", {{"outcome", "open"}, {"reasons", "予以公开"}});
  act("reply", {{"way", "on_the_spot"}});
  return id;
}

/// What the system found stands; where it found nothing the criterion is met, but for the one that is named.
json::array scores_of(const Reply& sample) {
  json::array scores;
  for (const auto& row : sample.at("sheet").as_array()) {
    const auto& found = row.at("found").at("verdict");
    const auto verdict = found.is_null() ? json::string("met") : found.as_string();
    json::object score{{"criterion", row.at("id")}, {"verdict", verdict}, {"lost", 0}, {"reason", ""}};
    if (verdict == "failed") score["lost"] = row.at("points");
    if (row.at("id").as_string() == "nature") {
      score["verdict"] = "partly";
      score["lost"] = 4;
    }
    if (score.at("lost").to_number<std::int64_t>() > 0) score["reason"] = "与案卷核对属实";
    scores.push_back(std::move(score));
  }
  return scores;
}

Clerk scorer_of(City& city, const Reply& sample) {
  return {city, sample.at("scorer").at("name").as_string() == "陆清和" ? "pingfen" : "fuhe"};
}

void score(City& city, Clerk& supervisor, const std::string& id) {
  const auto path = "/api/oversight/samples/" + id;
  const auto before = supervisor.get(path);
  auto scorer = scorer_of(city, before);
  const auto sheet = scorer.get(path);
  ASSERT_TRUE(sheet.at("score").at("allowed").as_bool()) << sheet.text;
  const json::object empty{{"scores", json::array{}}, {"version", sheet.at("version")}};
  EXPECT_EQ(scorer.put(path + "/scores", empty).status, 422) << "every criterion";
  const json::object body{{"scores", scores_of(sheet)}, {"version", sheet.at("version")}};
  EXPECT_EQ(supervisor.put(path + "/scores", body).status, 403) << "somebody else's case";
  const auto scored = scorer.put(path + "/scores", body);
  ASSERT_EQ(scored.status, 200) << scored.text;
  EXPECT_EQ(scored.text_at("stage"), "scored");
  EXPECT_EQ(scorer.put(path + "/scores", body).status, 409) << "an older version";
}

void assign(Clerk& supervisor, const std::string& path, const json::array& samples) {
  const auto choices = supervisor.get("/api/oversight/choices");
  json::array people;
  for (const auto& one : choices.at("scorers").as_array())
    if (one.at("name").as_string() != "孙立平") people.push_back(one.at("id"));
  const auto first = "/api/oversight/samples/" + std::string(samples.at(0).at("id").as_string());
  EXPECT_EQ(supervisor.put(first + "/scorer", {{"scorer", people.at(0)}, {"version", 1}}).status, 200);
  EXPECT_EQ(supervisor.put(first + "/scorer", {{"scorer", people.at(0)}, {"version", 1}}).status, 409);
  EXPECT_EQ(supervisor.post(path + "/scorers", {{"scorers", json::array{}}, {"version", 1}}).status, 422);
  const auto done = supervisor.post(path + "/scorers", {{"scorers", people}, {"version", 1}});
  ASSERT_EQ(done.status, 200) << done.text;
}

void appeal(City& city, Clerk& officer, Clerk& supervisor, const std::string& id) {
  const auto path = "/api/oversight/samples/" + id;
  const auto version = officer.get(path).at("version").as_int64();
  EXPECT_EQ(officer.post(path + "/appeal", {{"words", " "}, {"version", version}}).status, 422);
  EXPECT_EQ(supervisor.post(path + "/appeal", {{"words", "代为申诉"}, {"version", version}}).status, 403);
  ASSERT_EQ(officer.post(path + "/appeal", {{"words", "第二项已经答复"}, {"version", version}}).status, 200);
  auto scorer = scorer_of(city, officer.get(path));
  EXPECT_EQ(scorer.post(path + "/answer", {{"words", "维持"}, {"version", version + 1}}).status, 403);
  const json::array lost{json::object{{"criterion", "nature"}, {"lost", 0}}};
  const auto answered =
      supervisor.post(path + "/answer", {{"words", "恢复扣分"}, {"lost", lost}, {"version", version + 1}});
  ASSERT_EQ(answered.status, 200) << answered.text;
  EXPECT_EQ(answered.text_at("stage"), "answered");
}

void inspect(City& city, Clerk& officer, Clerk& supervisor, const std::string& unit) {
  const auto order = order_over(unit);
  EXPECT_EQ(officer.post("/api/oversight/inspections", order).status, 403);
  auto wrong = order;
  wrong["amount"] = 0;
  wrong["strata"] = "colour";
  EXPECT_EQ(supervisor.post("/api/oversight/inspections", wrong).status, 422);
  EXPECT_EQ(supervisor.post("/api/oversight/frame", order).at("size").as_int64() >= 2, true);
  const auto drawn = supervisor.post("/api/oversight/inspections", order);
  ASSERT_EQ(drawn.status, 201) << drawn.text;
  const auto path = "/api/oversight/inspections/" + drawn.text_at("id");
  EXPECT_EQ(officer.get(path).status, 404) << "before the units are told";
  EXPECT_EQ(supervisor.post(path + "/told", {{"version", 1}}).status, 409);
  const auto samples = drawn.at("samples").as_array();
  assign(supervisor, path, samples);
  for (const auto& sample : samples) score(city, supervisor, std::string(sample.at("id").as_string()));
  const auto told = supervisor.post(path + "/told", {{"version", supervisor.get(path).at("version")}});
  ASSERT_EQ(told.status, 200) << told.text;
  EXPECT_EQ(officer.get(path).status, 200);
  EXPECT_THAT(officer.get("/api/requests/notices").text, HasSubstr("功能测试抽检"));
  appeal(city, officer, supervisor, std::string(samples.at(0).at("id").as_string()));
  const auto version = supervisor.get(path).at("version");
  EXPECT_EQ(supervisor.post(path + "/closed", {{"version", version}}).status, 409) << "there is time left to appeal";
  EXPECT_THAT(supervisor.get(path + "/results.xlsx").text, StartsWith("PK"));
  EXPECT_EQ(officer.get(path + "/results.xlsx").status, 404);
}

void archive(Clerk& officer, const std::string& id, const std::string& unit) {
  const auto path = "/api/oversight/cases/" + id;
  const auto file = officer.get(path + "/file");
  ASSERT_EQ(file.status, 200) << file.text;
  EXPECT_EQ(file.at("items").at(0).at("stage_name").as_string(), "登记");
  EXPECT_THAT(officer.get(path + "/index.pdf").text, StartsWith("%PDF"));
  const auto waiting = officer.get("/api/oversight/archive?state=waiting&unit=" + unit);
  EXPECT_THAT(waiting.text, HasSubstr(file.text_at("number")));
  const auto request = "/api/requests/" + id;
  const auto done =
      officer.post(request + "/archive", {{"version", officer.get(request).at("version")}, {"shelf", "3-7"}});
  ASSERT_EQ(done.status, 200) << done.text;
  const auto kept = officer.get("/api/oversight/archive?unit=" + unit);
  EXPECT_THAT(kept.text, HasSubstr(file.text_at("number")));
  EXPECT_THAT(kept.text, Not(HasSubstr("林晓海"))) << "nobody's name in the list";
  EXPECT_THAT(officer.get("/api/oversight/archive.xlsx?unit=" + unit).text, StartsWith("PK"));
  EXPECT_EQ(officer.get("/api/oversight/archive?year=%27").status, 422);
  EXPECT_EQ(officer.get("/api/oversight/archive?year=1999").status, 422);
  EXPECT_EQ(officer.get("/api/oversight/archive?state=lost").status, 422);
}

}  // namespace

void do_oversight(City& city) {
  Clerk officer(city, "gongkaiban"), supervisor(city, "jiandu"), stranger(city, "bianji");
  const auto unit = unit_named(officer, "云海市人民政府办公室");
  const auto first = closed_case(officer, unit, "2026年海水浴场救生设施的采购合同");
  closed_case(officer, unit, "2026年海水浴场更衣设施的采购合同");
  inspect(city, officer, supervisor, unit);
  archive(officer, first, unit);
  EXPECT_EQ(stranger.get("/api/oversight/cases/" + first + "/file").status, 404);
  EXPECT_EQ(stranger.get("/api/oversight/cases/" + first + "/index.pdf").status, 404);
  EXPECT_EQ(stranger.get("/api/oversight/archive?unit=" + unit).status, 403);
  EXPECT_EQ(stranger.get("/api/oversight/choices").status, 403);
  EXPECT_EQ(stranger.get("/api/oversight/samples/0000000000001").status, 404);
  EXPECT_TRUE(stranger.get("/api/oversight/inspections").at("items").as_array().empty());
}

namespace {

TEST(Oversight, draws_scores_tells_and_hears_the_unit) {
  City city(db::Engine::sqlite);
  do_oversight(city);
}

TEST(Oversight, of_the_demo_city_ranks_units_with_enough_cases_only) {
  City city(db::Engine::sqlite);
  Clerk supervisor(city, "jiandu");
  const auto list = supervisor.get("/api/oversight/inspections");
  ASSERT_EQ(list.at("items").as_array().size(), 2u) << list.text;
  const auto over =
      supervisor.get("/api/oversight/inspections/" + std::string(list.at("items").at(1).at("id").as_string()));
  EXPECT_FALSE(over.at("closed_at").is_null());
  const auto minimum = over.at("minimum_for_rank").as_int64();
  std::size_t ranked = 0;
  for (const auto& unit : over.at("results").as_array()) {
    EXPECT_EQ(unit.at("rank").is_null(), unit.at("cases").as_int64() < minimum);
    if (!unit.at("rank").is_null()) ++ranked;
  }
  EXPECT_GT(ranked, 0u);
  EXPECT_LT(ranked, over.at("results").as_array().size());
}

}  // namespace
}  // namespace gongkai::testing
