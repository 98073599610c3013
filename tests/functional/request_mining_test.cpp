// Topics, memos and what is to be made public anyway: every operation once.
#include <gmock/gmock.h>

#include "tests/functional/counter_case.hpp"
#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

constexpr const char* subject = "云海湾海堤加固工程监理日志";

std::string given_to(Clerk& officer, const std::string& unit, int number) {
  const json::object applicant{{"kind", "natural"},
                               {"name", "监测人" + std::to_string(number)},
                               {"document_type", "passport"},
                               {"document_number", "E1234567" + std::to_string(number)},
                               {"phone", "1380000111" + std::to_string(number)},
                               {"address", "云海市海滨路9号"}};
  const auto made = officer.post("/api/requests", {{"channel", "in_person"},
                                                   {"unit", unit},
                                                   {"applicant", applicant},
                                                   {"description", std::string("请公开") + subject},
                                                   {"form", "paper"},
                                                   {"delivery", "pick_up"},
                                                   {"arrived_on", today_in_china()}});
  EXPECT_EQ(made.status, 201) << made.text;
  const auto path = "/api/requests/" + made.text_at("id");
  const auto act = [&](const char* name, json::object body) {
    body["version"] = officer.get(path).at("version");
    const auto done = officer.post(path + "/" + name, body);
    EXPECT_EQ(done.status, 200) << name << ": " << done.text;
  };
  act("sign", {});
  act("decision", {{"outcome", "open"}, {"reasons", "予以公开"}});
  act("reply", {{"way", "on_the_spot"}});
  return made.text_at("id");
}

json::value candidate_with(Clerk& officer, const std::string& id) {
  const auto all = officer.get("/api/conversions");
  for (const auto& one : all.at("items").as_array())
    for (const auto& each : one.at("cases").as_array())
      if (each.at("id").as_string() == id) return one;
  ADD_FAILURE() << "no candidate holds " << id;
  return nullptr;
}

void do_conversions(Clerk& officer, Clerk& clerk, const std::string& unit) {
  std::string last;
  for (int number = 1; number <= 3; ++number) last = given_to(officer, unit, number);
  EXPECT_EQ(clerk.post("/api/conversions/search", {}).status, 403);
  EXPECT_EQ(clerk.get("/api/conversions").status, 403);
  const auto found = officer.post("/api/conversions/search", {});
  ASSERT_EQ(found.status, 200) << found.text;
  EXPECT_GE(found.at("found").as_int64(), 1);
  const auto candidate = candidate_with(officer, last);
  ASSERT_TRUE(candidate.is_object());
  EXPECT_EQ(candidate.at("applicants").as_int64(), 3);
  EXPECT_EQ(officer.get("/api/conversions/grounds").status, 200);
  const auto path = "/api/conversions/" + std::string(candidate.at("id").as_string());
  EXPECT_EQ(officer.get(path).text_at("stage"), "deciding");
  EXPECT_EQ(officer.get("/api/conversions/0000000000001").status, 404);
  EXPECT_EQ(officer.post(path + "/decision", {{"decision", "keep"}, {"version", 1}}).status, 422);
  const auto decided =
      officer.post(path + "/decision", {{"decision", "publish"}, {"reason", "公众关心"}, {"version", 1}});
  ASSERT_EQ(decided.status, 200) << decided.text;
  EXPECT_EQ(decided.text_at("stage"), "publishing");
  const auto late = officer.post(path + "/decision", {{"decision", "publish"}, {"reason", "再来"}, {"version", 1}});
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(officer.post(path + "/document", {{"document", "0000000000001"}, {"version", 2}}).status, 422);
}

void do_topics(Clerk& officer, Clerk& editor, const std::string& unit) {
  const auto month = today_in_china().substr(0, 7);
  const auto topics = officer.get("/api/request-topics?unit=" + unit + "&month=" + month);
  ASSERT_EQ(topics.status, 200) << topics.text;
  EXPECT_TRUE(topics.at("sees_cases").as_bool());
  EXPECT_THAT(topics.text, HasSubstr(subject));
  EXPECT_THAT(topics.text, Not(HasSubstr("监测人")));
  EXPECT_EQ(officer.get("/api/request-topics?month=2999-01").status, 422);
  const auto cases = officer.get("/api/request-topics/cases?unit=" + unit + "&month=" + month +
                                 "&word=%E6%B5%B7%E5%A0%A4%E5%8A%A0%E5%9B%BA");  // 海堤加固
  EXPECT_EQ(cases.at("items").as_array().size(), 3u) << cases.text;
  const auto outside = editor.get("/api/request-topics?unit=" + unit + "&month=" + month);
  ASSERT_EQ(outside.status, 200) << outside.text;
  EXPECT_FALSE(outside.at("sees_cases").as_bool());
  for (const auto& topic : outside.at("topics").as_array())
    for (const auto* column : {"now", "before"})
      EXPECT_TRUE(topic.at(column).is_null() || topic.at(column).as_int64() >= 3) << outside.text;
  EXPECT_EQ(editor.get("/api/request-topics/cases?unit=" + unit + "&month=" + month + "&word=x").status, 403);
}

void do_memos(Clerk& officer, const std::string& unit) {
  const auto month = today_in_china().substr(0, 7);
  EXPECT_EQ(officer.post("/api/topic-memos", {{"word", "海堤"}, {"month", month}}).status, 422);
  const auto made = officer.post("/api/topic-memos", {{"unit", unit},
                                                      {"word", subject},
                                                      {"month", month},
                                                      {"responsible", unit},
                                                      {"due_on", today_in_china()},
                                                      {"cause", "工程信息没有及时公开"},
                                                      {"measures", "按月公开监理情况"}});
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(officer.get("/api/topic-memos").status, 200);
  const auto path = "/api/topic-memos/" + made.text_at("id") + "/result";
  EXPECT_EQ(officer.post(path, {{"result", "已经公开"}, {"version", 1}}).status, 200);
  EXPECT_EQ(officer.post(path, {{"result", "再次"}, {"version", 2}}).status, 409);
}

}  // namespace

void do_request_mining(City& city) {
  Clerk officer(city, "gongkaiban"), editor(city, "bianji"), clerk(city, "chuangkou");
  const auto unit = unit_named(officer, "云海市人民政府办公室");
  do_conversions(officer, clerk, unit);
  do_topics(officer, editor, unit);
  do_memos(officer, unit);
}

}  // namespace gongkai::testing
