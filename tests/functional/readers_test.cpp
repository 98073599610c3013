// What readers say, from the form on a public page to the officer's answer.
#include <gmock/gmock.h>

#include <regex>

#include "tests/functional/exercises.hpp"

namespace gongkai::testing {
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

/// Anybody with a browser: opens a form, keeps its cookie, sends it back.
class Reader {
 public:
  explicit Reader(City& city) : m_city(city) {}

  std::string open(const std::string& path) {
    const auto answer = http_get(m_city.port(), path, {{"Cookie", m_cookie}});
    EXPECT_EQ(answer.status, 200) << path;
    if (const auto cookie = answer.header("set-cookie"); !cookie.empty()) m_cookie = cookie.substr(0, cookie.find(';'));
    std::smatch found;
    if (std::regex_search(answer.body, found, std::regex("name=\"csrf\" value=\"([^\"]+)\""))) m_token = found[1];
    return answer.body;
  }
  Answer send(const std::string& path, const std::string& fields) {
    return HttpClient(m_city.port())
        .send({.method = "POST",
               .target = path,
               .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", m_cookie}},
               .body = fields + "&csrf=" + m_token});
  }

 private:
  City& m_city;
  std::string m_cookie;
  std::string m_token;
};

std::string shown(const std::string& page, const std::string& name) {
  std::smatch found;
  return std::regex_search(page, found, std::regex("<dt>" + name + "</dt><dd>([^<]+)</dd>")) ? found[1].str() : "";
}

std::string some_document(City& city) {
  const auto page = visit(city, "/c/notices").body;
  std::smatch found;
  EXPECT_TRUE(std::regex_search(page, found, std::regex("href=\"(/d/[0-9a-z]{13})\"")));
  return found[1];
}

void say_useful(City& city, const std::string& document) {
  Reader reader(city);
  EXPECT_THAT(visit(city, document).body, HasSubstr(document + "/useful"));
  reader.open(document + "/useful");
  EXPECT_EQ(reader.send(document + "/useful", "").status, 422) << "nothing chosen";
  const auto sent = reader.send(document + "/useful", "useful=no&words=%E7%9C%8B%E4%B8%8D%E6%87%82");
  EXPECT_EQ(sent.status, 303);
  EXPECT_THAT(visit(city, sent.header("location")).body, HasSubstr("谢谢"));
}

struct Receipt {
  std::string number;
  std::string code;
};

Receipt report_error(City& city) {
  Reader reader(city);
  EXPECT_THAT(reader.open("/report-error?page=/c/notices"), HasSubstr("value=\"/c/notices\""));
  EXPECT_EQ(reader.send("/report-error", "kind=typo&words=").status, 422);
  const auto sent = reader.send("/report-error", "kind=typo&page=/c/notices&words=wrong+word&contact=0535");
  EXPECT_EQ(sent.status, 200);
  return {shown(sent.body, "受理编号"), shown(sent.body, "查询码")};
}

void handle_reports(City& city) {
  const auto receipt = report_error(city);
  Clerk officer(city, "gongkaiban");
  const auto list = officer.get("/api/error-reports");
  ASSERT_EQ(list.status, 200) << list.text;
  EXPECT_THAT(list.text, Not(HasSubstr("wrong word"))) << "the words are not in the list";
  const auto& report = list.at("items").as_array().at(0).as_object();
  const auto path = "/api/error-reports/" + std::string(report.at("id").as_string());
  const auto whole = officer.get(path);
  EXPECT_EQ(whole.text_at("words"), "wrong word");
  const auto units = officer.get("/api/units");
  std::string other;
  for (const auto& unit : units.at("items").as_array())
    if (unit.at("id").as_string() != report.at("unit").as_string()) other = std::string(unit.at("id").as_string());
  const auto forwarded = officer.post(path + "/forward", {{"unit", other}, {"note", "属于该单位"}, {"version", 1}});
  EXPECT_EQ(forwarded.status, 204) << forwarded.text;
  EXPECT_EQ(officer.post(path + "/answer", {{"answer", "已改正"}, {"version", 1}}).status, 409);
  EXPECT_EQ(officer.post(path + "/answer", {{"answer", ""}, {"version", 2}}).status, 422);
  EXPECT_EQ(officer.post(path + "/answer", {{"answer", "已经改正"}, {"public", true}, {"version", 2}}).status, 204);
  EXPECT_THAT(officer.get("/api/error-reports?state=answered").text, HasSubstr(receipt.number));
  EXPECT_THAT(visit(city, "/report-error").body, HasSubstr("已经改正"));

  Reader reader(city);
  reader.open("/report-error/track");
  const auto wrong = reader.send("/report-error/track", "number=" + receipt.number + "&code=XXXXXXXX");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, Not(HasSubstr("已经改正")));
  EXPECT_THAT(reader.send("/report-error/track", "number=" + receipt.number + "&code=" + receipt.code).body,
              HasSubstr("已经改正"));
}

std::string main_site(Clerk& clerk) {
  const auto sites = clerk.get("/api/sites");
  for (const auto& site : sites.at("items").as_array())
    if (site.at("slug").as_string().empty()) return std::string(site.at("id").as_string());
  return {};
}

}  // namespace

void do_readers(City& city) {
  const auto document = some_document(city);
  say_useful(city, document);
  handle_reports(city);
  Clerk officer(city, "gongkaiban");
  EXPECT_THAT(officer.get("/api/remarks").text, HasSubstr("看不懂"));
  const auto site = main_site(officer);
  const auto readings = officer.get("/api/readings?site=" + site + "&from=2020-01-01&to=2024-12-31");
  EXPECT_EQ(readings.status, 200) << readings.text;
  EXPECT_EQ(officer.get("/api/readings?site=" + site + "&from=2024-01-01&to=2020-12-31").status, 422);
  EXPECT_THAT(visit(city, "/subscribe?column=notices").body, HasSubstr("/feed/notices.xml"));
  EXPECT_THAT(visit(city, "/subscribe").body, HasSubstr("没有开通邮件订阅")) << "no mail server is set up";
  EXPECT_EQ(visit(city, "/unsubscribe/wrong").status, 200) << "a question, whatever the token";
  Clerk other(city, "chuangkou");
  for (const char* path : {"/api/remarks", "/api/error-reports"}) EXPECT_EQ(other.get(path).status, 403) << path;
}

namespace {

TEST(Readers, are_heard_from_the_form_to_the_answer) {
  City city(db::Engine::sqlite);
  do_readers(city);
}

TEST(Readers, send_forms_of_these_pages_only) {
  City city(db::Engine::sqlite);
  Reader reader(city);
  EXPECT_EQ(reader.send("/report-error", "kind=typo&words=x").status, 403) << "no token";
  EXPECT_EQ(visit(city, "/d/0000000000001/useful").status, 404);
}

}  // namespace
}  // namespace gongkai::testing
