// A browser of sorts for the tests of this folder: the router without a socket, cookies kept, tokens sent back.
#pragma once
#include <gmock/gmock.h>

#include <map>

#include "applicants/passes.hpp"
#include "applicants/web.hpp"
#include "casework/cases.hpp"
#include "content/test_site.hpp"
#include "directory/gate.hpp"
#include "platform/auth/vault.hpp"
#include "platform/calendar/calendars.hpp"
#include "platform/documents/official_text.hpp"
#include "requests/use_cases.hpp"

namespace gongkai::applicants {

using Typed = std::vector<std::pair<std::string, std::string>>;

class PagesTest : public content::SiteTest {
 protected:
  PagesTest() : SiteTest({"platform/calendar", "casework", "requests", "applicants"}) {}

  void SetUp() override {
    content::SiteTest::SetUp();
    if (IsSkipped()) return;
    test().services.vault = &vault;
    m_calendars = std::make_unique<calendar::Calendars>(database());
    test().services.calendars = m_calendars.get();
    add_routes(m_router, test().services);
    m_router.set_messages([](const Fault& fault) { return fault.code; });
    directory::install_gate(m_router, test().services);
  }

  http::Response get(const std::string& target) { return send(http::Method::get, target, {}); }
  /// With the token of the last page that had one.
  http::Response post(const std::string& target, Typed fields, const std::vector<http::Upload>& uploads = {}) {
    fields.emplace_back("csrf", m_token);
    return send(http::Method::post, target, fields, uploads);
  }
  http::Response post_without_token(const std::string& target, const Typed& fields) {
    return send(http::Method::post, target, fields);
  }
  void forget_cookies() { m_cookies.clear(); }

  static Typed a_person() {
    return {{"applicant_kind", "natural"},
            {"name", "刘一手"},
            {"document_type", "resident_id"},
            {"document_number", "11010519491231002X"},
            {"phone", "13900001234"},
            {"email", "liu@example.org"},
            {"address", "云海市滨河路1号2单元303"},
            {"postcode", "264000"}};
  }
  /// Fills in the form up to the last page.
  void fill_in(const std::string& description = "滨河路改造工程2025年中标公告和合同") {
    get("/requests/office");
    EXPECT_EQ(post("/requests/office", {{"unit", to_text(unit)}}).status, 303);
    EXPECT_EQ(post("/requests/applicant", a_person()).status, 303);
    EXPECT_EQ(post("/requests/wanted", {{"description", description}}).status, 303);
    EXPECT_EQ(post("/requests/supply", {{"form", "email"}, {"delivery", "email"}}).status, 303);
    EXPECT_EQ(get("/requests/check").status, 200);
  }
  /// A case that was handed in by this browser.
  requests::Receipt handed_in_case() {
    fill_in();
    EXPECT_EQ(post("/requests/check", {{"act", ""}}).status, 303);
    const auto page = get("/requests/received").body;
    const auto id = cases().at(0);
    auto context = test().as_system();
    const auto found = database().read([&](db::Session& session) { return casework::find(session, vault, id); });
    return requests::receipt_of(context, *found);
  }
  std::vector<CaseId> cases() {
    static const db::Query all{"applicants.test_cases", "SELECT id FROM work_case ORDER BY id"};
    return database().read([&](db::Session& session) { return session.all<CaseId>(all); });
  }
  std::int64_t version_of(CaseId id) {
    return database().read([&](db::Session& session) { return casework::find(session, vault, id)->version; });
  }
  Context officer() {
    return test().as(testing::actor_with({"requests.read", "requests.register", "requests.handle", "requests.approve"},
                                         std::string(content::city_path), PersonId{1002}));
  }
  /// Confirmed and signed for by the officer.
  void accept(CaseId id) {
    auto context = officer();
    const auto confirmed = requests::confirm(context, id, context.today(), "", version_of(id));
    ASSERT_TRUE(confirmed) << confirmed.error().code;
    const auto signed_for = requests::sign_for(context, id, version_of(id));
    ASSERT_TRUE(signed_for) << signed_for.error().code;
  }

  static std::string header_of(const http::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return "";
  }

  auth::Vault vault{auth::new_key_ring(auth::Suite::aes_gcm)};
  http::Router m_router;

 private:
  http::Response send(http::Method method, const std::string& target, const Typed& fields,
                      const std::vector<http::Upload>& uploads = {}) {
    http::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) {
      request.raw_query = target.substr(question + 1);
      request.query = http::parse_form(request.raw_query);
    }
    for (const auto& [name, value] : fields) request.form.add(name, value);
    for (const auto& [name, value] : m_cookies) request.cookies.add(name, value);
    request.uploads = uploads;
    request.headers.add("sec-fetch-site", "same-origin");
    request.host = "www.yunhai.example";
    request.address = "192.0.2.7";
    request.id = "r-7";
    request.received = test().clock.now();
    auto response = m_router.dispatch(request);
    keep(response);
    return response;
  }
  void keep(const http::Response& response) {
    for (const auto& [key, value] : response.headers) {
      if (key != "Set-Cookie") continue;
      const auto end = value.find(';'), equals = value.find('=');
      m_cookies[value.substr(0, equals)] = value.substr(equals + 1, end - equals - 1);
      if (value.contains("Max-Age=0")) m_cookies.erase(value.substr(0, equals));
    }
    constexpr std::string_view mark = "name=\"csrf\" value=\"";
    if (const auto at = response.body.find(mark); at != std::string::npos) {
      const auto begin = at + mark.size();
      m_token = response.body.substr(begin, response.body.find('"', begin) - begin);
    }
  }

  std::unique_ptr<calendar::Calendars> m_calendars;
  std::map<std::string, std::string> m_cookies;
  std::string m_token;
};

}  // namespace gongkai::applicants
