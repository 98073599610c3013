// Requests for information at the office: every operation once, and what must not be seen.
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

constexpr std::string_view secret_name = "闻人测试", secret_number = "11010519491231002X", secret_phone = "13800005678",
                           secret_text = "请求公开玉兰小区三号楼加装电梯的全部批准文件";

std::string id_of(const json::value& value) {
  return std::string(value.as_string());
}

/// The unit of the person who is logged in.
std::string unit_named(Clerk& clerk, std::string_view name) {
  const auto units = clerk.get("/api/units");
  for (const auto& unit : units.at("items").as_array())
    if (unit.at("name").as_string() == name) return id_of(unit.at("id"));
  ADD_FAILURE() << "no unit is called " << name;
  return {};
}

json::object applicant() {
  return {{"kind", "natural"},
          {"name", secret_name},
          {"document_type", "resident_id"},
          {"document_number", secret_number},
          {"phone", secret_phone},
          {"address", "云海市玉兰路1号"}};
}

/// A desk that acts: each act carries the version of the answer before.
class Desk {
 public:
  Desk(Clerk& clerk, const std::string& unit, std::string description, std::string channel = "in_person",
       std::string kind = "request")
      : m_clerk(clerk) {
    const auto made = clerk.post("/api/requests", {{"kind", kind},
                                                   {"channel", channel},
                                                   {"unit", unit},
                                                   {"applicant", applicant()},
                                                   {"description", description},
                                                   {"delivery", "pick_up"},
                                                   {"arrived_on", arrived()}});
    EXPECT_EQ(made.status, 201) << made.text;
    m_path = "/api/requests/" + made.text_at("id");
    number = made.text_at("number");
    refresh();
  }
  static std::string arrived() { return day_text(-1); }
  /// So many days from today in China: the server's clock is the real one.
  static std::string day_text(int days) {
    const auto now = std::chrono::system_clock::now() + std::chrono::hours(8) + std::chrono::hours(24 * days);
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(now)};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
  }
  void refresh() { state = m_clerk.get(m_path); }
  Reply act(const std::string& name, json::object body = {}, Clerk* other = nullptr) {
    body["version"] = state.at("version");
    auto reply = (other ? *other : m_clerk).post(m_path + "/" + name, body);
    if (reply.status == 200) state = reply;
    return reply;
  }
  void expect(const std::string& name, json::object body = {}, Clerk* other = nullptr) {
    const auto reply = act(name, std::move(body), other);
    EXPECT_EQ(reply.status, 200) << name << ": " << reply.text;
  }
  std::string stage() const { return state.text_at("stage"); }
  const std::string& path() const { return m_path; }

  Reply state;
  std::string number;

 private:
  Clerk& m_clerk;
  std::string m_path;
};

void show_lists(Clerk& officer, const std::string& unit) {
  EXPECT_EQ(officer.get("/api/requests?unit=" + unit + "&kind=request").status, 200);
  EXPECT_EQ(officer.get("/api/requests?colour=green&mine=true").status, 200);
  EXPECT_EQ(officer.get("/api/requests?unit=" + unit + "&reach=below&assignee=none").status, 200);
  EXPECT_EQ(officer.get("/api/requests?unit=0000000000001").status, 422);
  EXPECT_EQ(officer.get("/api/requests/choices").at("applicant_kinds").as_array().size(), 6u);
  EXPECT_EQ(officer.get("/api/requests/statistics?year=2026").status, 200);
  EXPECT_EQ(officer.get("/api/requests/statistics?year=1").status, 422);
  EXPECT_EQ(officer.get("/api/requests/inquiries").status, 200);
  EXPECT_EQ(officer.get("/api/requests/0000000000001").status, 404);
}

void refuse_bad_forms(Clerk& officer, const std::string& unit) {
  const auto empty = officer.post("/api/requests", {{"unit", unit}, {"channel", "oral"}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_EQ(officer.send("POST", "/api/requests", "{", "application/json").status, 422);
  EXPECT_EQ(officer.post("/api/requests", {{"channel", 7}, {"applicant", "x"}, {"arrived_on", "gestern"}}).status, 422);
}

Reply upload(Clerk& officer, Desk& desk, const std::string& role, const std::string& content) {
  const auto field = [](const std::string& name, const std::string& value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\r\n\r\n" + value + "\r\n";
  };
  return officer.send("POST", desk.path() + "/files",
                      field("version\"", std::to_string(desk.state.at("version").as_int64())) + field("role\"", role) +
                          field("file\"; filename=\"材料.txt\"", content) + "--b--\r\n",
                      "multipart/form-data; boundary=b");
}

void walk_to_the_answer(Clerk& officer, Clerk& head, Clerk& supervisor, const std::string& unit) {
  Desk desk(officer, unit, std::string(secret_text));
  EXPECT_EQ(desk.stage(), "unsigned");
  EXPECT_EQ(desk.state.at("applicant").at("name").as_string(), "闻***");
  desk.expect("sign");
  desk.expect("notes", {{"words", "电话联系申请人"}});
  desk.expect("applicant-kind", {{"applicant_kind", "other"}, {"reason", "以社团名义申请"}});
  desk.expect("extension-request", {{"working_days", 10}, {"reason", "需要汇总多个单位的材料"}});
  EXPECT_EQ(desk.act("extension", {{"working_days", 10}, {"reason", "同意"}}).status, 403);
  desk.expect("extension", {{"working_days", 10}, {"reason", "同意"}}, &head);
  desk.refresh();
  EXPECT_EQ(desk.act("urge", {{"words", "请抓紧"}}, &supervisor).status, 200);
  desk.refresh();
  const auto revealed = officer.post(desk.path() + "/reveal", {{"reason", "邮寄答复书"}});
  EXPECT_EQ(revealed.at("name").as_string(), secret_name);
  EXPECT_EQ(officer.get(desk.path() + "/volume").at("this_year").as_int64() > 0, true);
  desk.expect("decision", {{"outcome", "open"}, {"reasons", "经检索，予以公开"}});
  desk.expect("decision/take-back", {{"reason", "补充材料"}});
  desk.expect("decision", {{"outcome", "open"}, {"reasons", "经检索，予以公开"}});
  const auto stale = desk.state.at("version").as_int64() - 1;
  const auto late = officer.post(desk.path() + "/reply", {{"version", stale}, {"way", "on_the_spot"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.at("current").at("stage").as_string(), "decided") << "what changed is shown";
  desk.expect("reply", {{"way", "letter"}, {"letter", "云办公复〔2026〕1号"}});
  EXPECT_EQ(desk.stage(), "closed");
  EXPECT_EQ(desk.act("reply", {{"way", "on_the_spot"}}).status, 409) << "one outcome";
  EXPECT_EQ(desk.act("archive", {{"shelf", "1-1"}}).status, 409) << "reply and its delivery are not in the file";
  EXPECT_EQ(upload(officer, desk, "explanation", "答复书原件随复议案卷移送").status, 201);
  desk.refresh();
  desk.expect("archive", {{"shelf", "1-1"}});
}

void answer_anew(Clerk& officer, const std::string& unit) {
  Desk desk(officer, unit, "请求公开滨海路公厕改造的验收结论");
  desk.expect("sign");
  const auto published = [](const char* address) {
    return json::array{json::object{{"title", "公厕改造验收公告"}, {"address", address}}};
  };
  EXPECT_EQ(desk.act("decision",
                     {{"outcome", "open"}, {"reasons", "公开"}, {"published", published("https://x.example.cn/d/1")}})
                .status,
            422);
  EXPECT_EQ(desk.act("decision",
                     {{"outcome", "already_public"}, {"reasons", "公开"}, {"published", published("javascript:1")}})
                .status,
            422);
  desk.expect(
      "decision",
      {{"outcome", "already_public"}, {"reasons", "公开"}, {"published", published("https://x.example.cn/d/1")}});
  desk.expect("reply", {{"way", "on_the_spot"}});
  EXPECT_EQ(desk.act("reopening", {{"ground", "reconsideration"}, {"reason", "撤销"}}).status, 422) << "which decision";
  desk.expect("reopening",
              {{"ground", "reconsideration"}, {"document", "云复决〔2026〕7号"}, {"reason", "撤销，重新答复"}});
  EXPECT_EQ(desk.stage(), "handling");
  EXPECT_EQ(desk.act("reopening", {{"ground", "own_correction"}, {"reason", "再来"}}).status, 409);
  const auto found = officer.post(desk.path() + "/public", {{"words", "义务教育学校招生片区划分"}});
  EXPECT_EQ(found.status, 200) << found.text;
  EXPECT_FALSE(found.at("items").as_array().empty());
  EXPECT_EQ(officer.post(desk.path() + "/public", {{"words", 7}}).status, 422);
}

void correct_and_ask(Clerk& officer, const std::string& unit, const std::string& other_unit) {
  Desk desk(officer, unit, "请求公开去年的招标文件目录");
  desk.expect("sign");
  desk.expect("correction", {{"what", "请写明项目名称"}});
  desk.expect("corrected", {{"description", "请求公开滨海路改造工程的招标文件目录"}});
  desk.expect("helpers", {{"unit", other_unit}, {"question", "请提供目录"}});
  desk.expect("opinion", {{"words", "目录见附件"}});
  const auto ask = [&](const char* kind, json::object party) {
    party["name"] = "示例有限公司";
    const auto asked = officer.post(
        desk.path() + "/consultations",
        {{"version", desk.state.at("version")}, {"kind", kind}, {"party", party}, {"question", "是否同意公开"}});
    EXPECT_EQ(asked.status, 201) << asked.text;
    desk.refresh();
    return "/api/requests/consultations/" + asked.text_at("id");
  };
  const auto third = ask("consultation_third_party", {});
  EXPECT_EQ(officer.get(third).at("stage").as_string(), "sent");
  EXPECT_EQ(officer.post(third + "/received", {{"version", 1}}).status, 200);
  EXPECT_EQ(officer.post(third + "/silence", {{"version", 2}}).status, 409) << "its term is not over";
  EXPECT_EQ(officer.post(third + "/reminders", {{"version", 2}, {"note", "请答复"}}).status, 200);
  EXPECT_EQ(officer.post(third + "/answer", {{"version", 3}, {"answer", "agree"}}).status, 200);
  desk.refresh();  // what the party said is an event of the request, too
  const auto other = ask("inquiry_other_body", {{"unit", other_unit}});
  EXPECT_EQ(officer.post(other + "/call-off", {{"version", 1}, {"reason", "不再需要"}}).status, 200);
  desk.refresh();
  EXPECT_EQ(desk.state.at("consultations").as_array().size(), 2u);
  const auto uploaded = upload(officer, desk, "material", "目录");
  ASSERT_EQ(uploaded.status, 201) << uploaded.text;
  const auto file = id_of(uploaded.at("files").at(0).at("id"));
  EXPECT_EQ(officer.get(desk.path() + "/files/" + file).text, "目录");
  desk.refresh();
  desk.expect("withdrawal", {{"reason", "申请人来电撤回"}});
}

void charge_and_delay(Clerk& officer, const std::string& unit) {
  Desk desk(officer, unit, "请求公开十年来全部会议记录");
  desk.expect("sign");
  desk.expect("explanation", {{"words", "请说明理由"}});
  desk.expect("explained", {{"words", "用于研究"}});
  EXPECT_EQ(desk.act("delay", {{"until", "2000-01-01"}}).status, 422);
  desk.expect("delay", {{"until", Desk::day_text(120)}});
}

void charge(Clerk& officer, const std::string& unit) {
  Desk paid(officer, unit, "请求复印三百页档案材料");
  paid.expect("sign");
  paid.expect("fee", {{"by", "page"}, {"count", 300}});
  paid.expect("fee-paid", {{"receipt", "票据1"}});
  Desk waived(officer, unit, "请求复印四百页档案材料");
  waived.expect("sign");
  waived.expect("fee", {{"by", "page"}, {"count", 400}});
  EXPECT_EQ(waived.act("close", {{"outcome", "abandoned_fee"}, {"reason", "未缴"}}).status, 409) << "not received yet";
  waived.expect("fee-received");
  EXPECT_EQ(waived.act("close", {{"outcome", "abandoned_fee"}, {"reason", "未缴"}}).status, 409)
      << "its term is not over";
  waived.expect("fee-waiver", {{"reason", "低保对象"}});
}

void others(Clerk& officer, Clerk& clerk, const std::string& unit, const std::string& other_unit) {
  Desk letter(officer, unit, "请求公开玉兰小区规划图", "plain_mail");
  EXPECT_EQ(letter.stage(), "unconfirmed");
  letter.expect("confirm", {{"note", "电话确认"}});
  EXPECT_EQ(letter.act("transfer", {{"unit", other_unit}, {"reason", "属于该单位职责"}}).status, 200);
  Desk correction(officer, unit, "请更正本人登记信息", "oral", "records_correction");
  correction.expect("sign");
  const auto me = id_of(correction.state.at("assignee").at("id"));
  correction.expect("hand-over", {{"person", me}});
  correction.expect("finish", {{"result", "corrected"}, {"words", "已更正"}});
  EXPECT_EQ(clerk.get(letter.path()).status, 404) << "the counter does not see the cases of others";
}

/// Everything in the data folder but the files that people sent: database (on SQLite), search index, logs.
std::string written(const std::string& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto path = entry.path().string();
    if (!entry.is_regular_file() || path.find("/files/blobs") != path.npos) continue;
    std::ifstream in(path, std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

}  // namespace

void do_requests(City& city) {
  Clerk officer(city, "gongkaiban"), head(city, "lingdao"), supervisor(city, "jiandu"), clerk(city, "chuangkou");
  const auto unit = unit_named(officer, "云海市人民政府办公室");
  const auto other = unit_named(officer, "云海市财政局");
  show_lists(officer, unit);
  refuse_bad_forms(officer, unit);
  walk_to_the_answer(officer, head, supervisor, unit);
  wait_for_index(city);
  answer_anew(officer, unit);
  correct_and_ask(officer, unit, other);
  charge_and_delay(officer, unit);
  charge(officer, unit);
  others(officer, clerk, unit, other);
  const auto notices = officer.get("/api/requests/notices");
  ASSERT_FALSE(notices.at("items").as_array().empty());
  const auto first = id_of(notices.at("items").at(0).at("id"));
  EXPECT_EQ(officer.post("/api/requests/notices/" + first + "/seen", {}).status, 204);
}

class Requests : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
    city = std::make_unique<City>(GetParam());
  }
  std::unique_ptr<City> city;
};

TEST_P(Requests, are_handled_through_the_api) {
  do_requests(*city);
}

TEST_P(Requests, leave_no_trace_of_the_applicant_where_others_look) {  // J2(d)
  Clerk officer(*city, "gongkaiban"), auditor(*city, "shenji");
  const auto unit = unit_named(officer, "云海市人民政府办公室");
  Desk desk(officer, unit, std::string(secret_text));
  desk.expect("sign");
  desk.expect("decision", {{"outcome", "open"}, {"reasons", "经检索，予以公开"}});
  const auto trail = auditor.get("/api/audit").text;
  const auto queue = officer.get("/api/requests").text;
  const auto pages = visit(*city, "/").body + visit(*city, "/search?q=%E7%8E%89%E5%85%B0%E5%B0%8F%E5%8C%BA").body;
  city->process().send_signal(SIGTERM);
  city->process().wait();
  const auto kept = written(city->data());
  for (const auto& words : {secret_name, secret_number, secret_phone}) {
    EXPECT_THAT(trail, Not(HasSubstr(std::string(words)))) << "audit";
    EXPECT_THAT(queue, Not(HasSubstr(std::string(words)))) << "queue";
    EXPECT_THAT(pages, Not(HasSubstr(std::string(words)))) << "public pages";
    EXPECT_EQ(kept.find(words), kept.npos) << "database, search index, logs";
  }
  for (const auto& shown : {trail, pages}) EXPECT_THAT(shown, Not(HasSubstr(std::string(secret_text))));
  EXPECT_EQ(kept.find(secret_text), kept.npos) << "the description is sealed, too";
}
INSTANTIATE_TEST_SUITE_P(Engines, Requests, ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

}  // namespace gongkai::testing
