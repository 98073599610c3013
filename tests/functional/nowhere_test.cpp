// J2(d): after a whole case with account and messages, what an applicant gave stands in no public page, feed, address, search
// answer, open data, measure, log, table or audit detail.
#include <gmock/gmock.h>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <thread>

#include "tests/functional/citizen.hpp"
#include "tests/support/smtp_server.hpp"

namespace gongkai::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string name = "尉迟无踪", number = "11010519491231002X", phone = "13700004321",
                  mailbox = "wuzong@example.org", address = "云海市无名巷77号3单元",
                  wanted = "请求公开无名巷危房鉴定报告和搬迁补偿协议";

Typed applicant() {
  return {{"name", name}, {"document_number", number}, {"phone", phone}, {"email", mailbox}, {"address", address}};
}

std::vector<std::string> secrets() {
  return {name, number, phone, mailbox, address, wanted, "无名巷"};
}

/// The last one-time code that was mailed.
std::string mailed_code(const SmtpServer& server) {
  for (int tries = 0; tries < 100; ++tries) {
    const auto letters = server.messages();
    for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
      std::smatch found;
      const auto text = text_of_mail(*letter);
      if (std::regex_search(text, found, std::regex("验证码是 ([0-9A-Z]{8})"))) return found[1];
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  ADD_FAILURE() << "no code was mailed";
  return {};
}

void sign_in(Citizen& citizen, const SmtpServer& server) {
  citizen.open("/requests/account");
  EXPECT_EQ(citizen.send("/requests/account/code", {{"address", mailbox}}).status, 303);
  citizen.open("/requests/account/enter");
  EXPECT_EQ(citizen.send("/requests/account/enter", {{"code", mailed_code(server)}}).status, 303);
}

/// Confirmed, signed for, decided and answered.
void answer(City& city, const std::string& of) {
  Clerk officer(city, "gongkaiban");
  const auto found = officer.get("/api/requests?number=" + of);
  ASSERT_EQ(found.at("items").as_array().size(), 1u) << found.text;
  const auto path = "/api/requests/" + std::string(found.at("items").as_array()[0].at("id").as_string());
  const auto act = [&](const std::string& what, boost::json::object body = {}) {
    body["version"] = officer.get(path).at("version");
    const auto done = officer.post(path + "/" + what, body);
    EXPECT_EQ(done.status, 200) << what << ": " << done.text;
  };
  act("confirm", {{"note", "电话确认"}});
  act("sign");
  act("notes", {{"words", "与" + name + "通话，" + phone}});
  act("decision", {{"outcome", "open"}, {"reasons", "经检索，予以公开，另寄" + address}});
  act("reply", {{"way", "letter"}, {"letter", "云办公复〔2026〕99号"}});
}

/// What anybody can read: the pages of the site map, and what machines fetch.
std::set<std::string> public_addresses(City& city) {
  std::set<std::string> all{"/",
                            "/requests",
                            "/requests/track",
                            "/requests/account",
                            "/requests/case",
                            "/map",
                            "/disclosure",
                            "/requests/received",
                            "/feed/all.xml",
                            "/open",
                            "/metrics",
                            "/robots.txt",
                            "/sitemap.xml",
                            "/open/documents",
                            "/api/openapi.json",
                            "/search?q=%E5%8D%B1%E6%88%BF%E9%89%B4%E5%AE%9A",
                            "/api/search?q=%E5%8D%B1%E6%88%BF%E9%89%B4%E5%AE%9A"};
  const auto map = visit(city, "/sitemap.xml").body;
  const std::regex location("<loc>https?://[^/]+([^<]*)</loc>");
  for (auto found = std::sregex_iterator(map.begin(), map.end(), location); found != std::sregex_iterator(); ++found)
    all.insert((*found)[1]);
  return all;
}

/// What the server says meanwhile: it inherits where errors go.
class Log {
 public:
  Log() : m_before(dup(STDERR_FILENO)) {
    const int file = open(path().c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    dup2(file, STDERR_FILENO);
    close(file);
  }
  ~Log() {
    dup2(m_before, STDERR_FILENO);
    close(m_before);
  }
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  std::string text() const {
    std::ifstream in(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path() const { return m_folder.path() + "/log"; }
  TemporaryFolder m_folder;
  int m_before;
};

/// Everything in the data folder but the files that people sent: database (on SQLite), search index, access log.
std::string written(const std::string& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto path = entry.path().string();
    if (!entry.is_regular_file() || path.contains("/files/blobs")) continue;
    std::ifstream in(path, std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

}  // namespace

class Nowhere : public ::testing::TestWithParam<db::Engine> {};

TEST_P(Nowhere, stands_what_an_applicant_gave_after_a_whole_case_with_account_and_messages) {
  if (GetParam() == db::Engine::postgres && !has_postgres()) GTEST_SKIP() << "GONGKAI_TEST_PG is not set";
  const SmtpServer server;
  const Log log;
  City city(GetParam(), {{"GONGKAI_LOG_LEVEL", "debug"},
                         {"GONGKAI_MAIL_SMTP", server.address()},
                         {"GONGKAI_MAIL_FROM", "portal@yunhai.example"},
                         {"GONGKAI_MAIL_ORIGIN", "https://www.yunhai.example"}});
  Citizen citizen(city);
  sign_in(citizen, server);
  const auto given = hand_in(citizen, applicant(), wanted, {{"keep", "1"}});
  answer(city, given.number);
  const auto own = citizen.open("/requests/account").body;
  EXPECT_THAT(own, HasSubstr(given.number)) << "the applicant sees the case";
  for (const auto& secret : {number, phone, mailbox, name}) EXPECT_THAT(own, Not(HasSubstr(secret))) << "masked";
  for (const auto& letter : server.messages())
    for (const auto& secret : {name, number, phone, address, wanted})
      EXPECT_THAT(text_of_mail(letter), Not(HasSubstr(secret))) << "mail";
  for (const auto& path : public_addresses(city)) {
    const auto page = visit(city, path).body;
    for (const auto& secret : secrets()) EXPECT_EQ(page.find(secret), page.npos) << path << ": " << secret;
    EXPECT_EQ(page.find(given.code), page.npos) << path;
  }
  const auto trail = Clerk(city, "shenji").get("/api/audit").text;
  city.process().send_signal(SIGTERM);
  city.process().wait();
  const auto kept = written(city.data()) + log.text();
  EXPECT_THAT(log.text(), HasSubstr("stopping")) << "the log was read";
  EXPECT_NE(kept.find("/requests/account/enter"), kept.npos) << "the access log was read";
  for (const auto& secret : secrets()) {
    EXPECT_THAT(trail, Not(HasSubstr(secret))) << "audit";
    EXPECT_EQ(kept.find(secret), kept.npos) << "database, search index, logs: " << secret;
  }
  EXPECT_EQ(kept.find(given.code), kept.npos) << "the query code is derived, never written";
}
INSTANTIATE_TEST_SUITE_P(Engines, Nowhere, ::testing::Values(db::Engine::sqlite, db::Engine::postgres), name_of_engine);

}  // namespace gongkai::testing
