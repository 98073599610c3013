// The endpoints through the router and the gate, without a socket: right, wrong role, wrong unit, hostile body, stale version.
#include <gtest/gtest.h>

#include "directory/gate.hpp"
#include "directory/test_city.hpp"
#include "directory/tokens.hpp"
#include "directory/web.hpp"
#include "platform/auth/store.hpp"
#include "platform/auth/totp.hpp"

namespace gongkai::directory {
namespace {
using http::Method;

struct Answered {
  int status = 0;
  json::value body;
  std::string cookie;  // the session's new token, when one was set
  std::string raw;
};

/// As many as the catalog gives the role.
std::size_t permissions_of(std::string_view role) {
  return role_book().find(role)->permissions.size();
}

class Office : public CityTest {
 protected:
  void SetUp() override {
    CityTest::SetUp();
    if (IsSkipped()) return;
    m_router = std::make_unique<http::Router>();
    m_cache = install_gate(*m_router, test().services);
    add_routes(*m_router, test().services);
  }
  void TearDown() override {
    m_router.reset();
    CityTest::TearDown();
  }

  Answered send(http::Request& request) {
    const auto response = m_router->dispatch(request);
    Answered answered{.status = response.status, .raw = response.body};
    if (auto body = json::parse(response.body)) answered.body = std::move(*body);
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie" && value.starts_with(session_cookie))
        answered.cookie = value.substr(session_cookie.size() + 1, value.find(';') - session_cookie.size() - 1);
    return answered;
  }

  Answered call(const std::string& token, Method method, const std::string& target, const json::value& body = nullptr) {
    http::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = http::parse_form(target.substr(question + 1));
    request.host = "office.example.cn";
    request.id = "r-1";
    request.address = "10.0.0.7";
    request.received = test().clock.now();
    if (!token.empty()) {
      request.cookies.add(std::string(session_cookie), token);
      request.headers.add("x-csrf-token", csrf_token(city().vault, token));
    }
    if (!body.is_null()) request.body = json::to_string(body);
    return send(request);
  }

  /// A session that went the whole way in.
  std::string session_of(PersonId id, bool fresh_password = true) {
    const auto token = auth::new_session_token();
    const auto now = test().clock.now();
    EXPECT_TRUE(database().write([&](db::Session& session) -> Result<void> {
      auth::store::offer_totp(session, id,
                              city().vault.seal("credential.totp_secret", id.value, auth::new_totp_secret()));
      auth::store::confirm_totp(session, id, 1);
      auth::store::insert_session(session, {.id = test().ids.make<SessionId>(),
                                            .person = id,
                                            .created_at = now,
                                            .last_seen_at = now,
                                            .expires_at = now.plus_seconds(8 * 3600),
                                            .idle_seconds = 1800,
                                            .second_factor = true,
                                            .authenticated_at = fresh_password ? now : now.plus_seconds(-3600),
                                            .address = "10.0.0.7",
                                            .agent = "Firefox",
                                            .token_hash = auth::token_hash(token)});
      return {};
    }));
    return token;
  }

  std::string code(const Answered& answered) {
    const auto* error = answered.body.is_object() ? answered.body.get_object().if_contains("error") : nullptr;
    return error ? std::string(error->at("code").as_string()) : std::string();
  }
  std::string path(const std::string& kind, std::int64_t id, const std::string& more = "") {
    return "/api/" + kind + "/" + id_text(id) + more;
  }

  std::unique_ptr<http::Router> m_router;
  std::shared_ptr<ActorCache> m_cache;
};

std::string text_at(const json::value& body, std::string_view key) {
  return std::string(body.at(key).as_string());
}

TEST_P(Office, leads_the_way_in_step_by_step) {
  auto answer = call("", Method::get, "/api/session");
  EXPECT_EQ(text_at(answer.body, "state"), "none");
  EXPECT_TRUE(answer.body.at("person").is_null());
  answer = call("", Method::post, "/api/session", {{"login", "system.admin"}, {"password", good_password}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(text_at(answer.body, "state"), "enrol_second_factor");
  auto token = answer.cookie;
  EXPECT_EQ(text_at(answer.body, "csrf"), csrf_token(city().vault, token));
  answer = call(token, Method::get, "/api/units");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(code(answer), "auth.enrolment_needed");
  answer = call(token, Method::post, "/api/session/totp", json::object());
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_TRUE(text_at(answer.body, "qr_svg").starts_with("<svg"));
  const auto credential =
      database().read([&](db::Session& session) { return auth::store::find_credential(session, city().system_admin); });
  const auto secret = city().vault.open("credential.totp_secret", city().system_admin.value, *credential->totp_pending);
  EXPECT_EQ(code(call(token, Method::post, "/api/session/totp/confirm", {{"code", "1"}})), "auth.code_wrong");
  answer = call(token, Method::post, "/api/session/totp/confirm",
                {{"code", auth::totp_code(secret, auth::totp_step(test().clock.now()))}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(text_at(answer.body, "state"), "ready");
  EXPECT_EQ(answer.body.at("recovery_codes").as_array().size(), 10u);
  token = answer.cookie;
  EXPECT_EQ(text_at(answer.body.at("person").at("unit"), "name"), "云海市人民政府");
  EXPECT_EQ(call(token, Method::get, "/api/units").status, 200);
  test().clock.advance_seconds(60);
  token = call("", Method::post, "/api/session", {{"login", "system.admin"}, {"password", good_password}}).cookie;
  EXPECT_EQ(code(call(token, Method::get, "/api/units")), "auth.second_factor_needed");
  answer = call(token, Method::post, "/api/session/second-factor",
                {{"code", auth::totp_code(secret, auth::totp_step(test().clock.now()))}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  token = answer.cookie;
  answer = call(token, Method::del, "/api/session");
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(text_at(call(token, Method::get, "/api/session").body, "state"), "none");
}

TEST_P(Office, changes_the_password_and_asks_for_it_again) {
  auto token = call("", Method::post, "/api/session", {{"login", "editor"}, {"password", good_password}}).cookie;
  EXPECT_EQ(code(call(token, Method::post, "/api/session/reauthenticate", {{"password", "x"}})), "auth.password_wrong");
  EXPECT_EQ(call(token, Method::post, "/api/session/reauthenticate", {{"password", good_password}}).status, 200);
  auto answer = call(token, Method::post, "/api/session/password", {{"old", good_password}, {"new", "abc"}});
  EXPECT_EQ(answer.status, 422) << answer.raw;
  EXPECT_GE(answer.body.at("error").at("fields").as_array().size(), 3u);
  answer =
      call(token, Method::post, "/api/session/password", {{"old", good_password}, {"new", "  Another-2026-Lamp "}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(call("", Method::post, "/api/session", {{"login", "editor"}, {"password", "Another-2026-Lamp"}}).status,
            401)
      << "the blanks belong to the password";
}

TEST_P(Office, refuses_hostile_bodies_everywhere) {
  const auto token = session_of(city().security_admin);
  const std::vector<std::pair<Method, std::string>> writes{
      {Method::post, "/api/session"},
      {Method::post, "/api/session/second-factor"},
      {Method::post, "/api/session/totp/confirm"},
      {Method::post, "/api/session/password"},
      {Method::post, "/api/session/reauthenticate"},
      {Method::post, "/api/units"},
      {Method::put, path("units", city().east.value)},
      {Method::post, path("units", city().west.value, "/close")},
      {Method::post, "/api/people"},
      {Method::put, path("people", city().editor.value)},
      {Method::post, path("people", city().editor.value, "/disable")},
      {Method::post, path("people", city().editor.value, "/reveal")},
      {Method::post, path("people", city().editor.value, "/hand-over")},
      {Method::put, path("people", city().editor.value, "/roles")},
      {Method::put, path("sites", city().root.value)}};
  for (const auto& [method, target] : writes)
    for (const auto* body : {"{", "[]", "null", "7", "\"x\"", "\xff\xfe",
                             "{\"name\":\"\\u0000\",\"version\":\"x\",\"unit\":7,\"roles\":[7]}",
                             "{\"version\":99999999999999999999}", "{\"login\":\"\xc3\x28\"}"}) {
      http::Request request;
      request.method = method;
      request.path = target;
      request.address = "10.0.0.8";
      request.cookies.add(std::string(session_cookie), token);
      request.headers.add("x-csrf-token", csrf_token(city().vault, token));
      request.body = body;
      const auto answer = send(request);
      EXPECT_GE(answer.status, 400) << target << " " << body;
      EXPECT_LT(answer.status, 500) << target << " " << body << " " << answer.raw;
    }
}

TEST_P(Office, writes_need_the_token_of_the_session) {
  const auto token = session_of(city().system_admin), other = session_of(city().editor);
  const auto attempt = [&](const std::string& csrf, const std::string& header, const std::string& value) {
    http::Request request;
    request.method = Method::post;
    request.path = path("units", city().west.value, "/close");
    request.host = "office.example.cn";
    request.cookies.add(std::string(session_cookie), token);
    if (!csrf.empty()) request.headers.add("x-csrf-token", csrf);
    if (!header.empty()) request.headers.add(header, value);
    return send(request);
  };
  const auto right = csrf_token(city().vault, token);
  EXPECT_EQ(code(attempt("", "", "")), "auth.foreign_request");
  EXPECT_EQ(code(attempt(csrf_token(city().vault, other), "", "")), "auth.foreign_request");
  EXPECT_EQ(code(attempt(right, "origin", "https://evil.example.com")), "auth.foreign_request");
  EXPECT_EQ(code(attempt(right, "origin", "null")), "auth.foreign_request");
  EXPECT_EQ(code(attempt(right, "sec-fetch-site", "cross-site")), "auth.foreign_request");
  EXPECT_EQ(code(attempt(right, "sec-fetch-site", "same-site")), "auth.foreign_request");
  EXPECT_EQ(attempt(right, "origin", "https://office.example.cn").status, 200);
}

TEST_P(Office, a_login_from_elsewhere_is_refused) {
  http::Request request;
  request.method = Method::post;
  request.path = "/api/session";
  request.headers.add("sec-fetch-site", "cross-site");
  request.body = json::to_string({{"login", "editor"}, {"password", good_password}});
  EXPECT_EQ(code(send(request)), "auth.foreign_request");
}

TEST_P(Office, shows_and_changes_units) {
  const auto token = session_of(city().system_admin);
  auto answer = call(token, Method::get, "/api/units");
  EXPECT_EQ(answer.body.at("items").as_array().size(), 5u);
  answer = call(token, Method::post, "/api/units",
                {{"parent", to_text(city().east)}, {"kind", "town"}, {"name", "青山镇人民政府"}});
  ASSERT_EQ(answer.status, 201) << answer.raw;
  const auto target = "/api/units/" + text_at(answer.body, "id");
  answer =
      call(token, Method::put, target, {{"version", 1}, {"kind", "town"}, {"name", "青山镇"}, {"phone", "0535-1"}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(answer.body.at("version").as_int64(), 2);
  answer = call(token, Method::put, target, {{"version", 1}, {"kind", "town"}, {"name", "青山"}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(code(answer), "version.conflict");
  EXPECT_EQ(text_at(answer.body.at("current"), "name"), "青山镇");
  EXPECT_EQ(call(token, Method::post, target + "/close", json::object()).status, 200);
  EXPECT_EQ(text_at(call(token, Method::get, target).body, "closed_on"), "2026-03-02");
  EXPECT_EQ(call(token, Method::get, "/api/units/0000000000001").status, 404);
  EXPECT_EQ(call(token, Method::get, "/api/units/nothing").status, 404);
  const auto editor = session_of(city().editor);
  EXPECT_EQ(call(editor, Method::get, "/api/units").status, 200);
  EXPECT_EQ(
      call(editor, Method::post, "/api/units", {{"parent", to_text(city().east)}, {"kind", "town"}, {"name", "x"}})
          .status,
      403);
}

TEST_P(Office, shows_people_masked_and_only_where_one_may_read) {
  const auto token = session_of(city().system_admin);
  auto answer = call(token, Method::get, "/api/people?q=editor");
  ASSERT_EQ(answer.body.at("items").as_array().size(), 1u) << answer.raw;
  EXPECT_EQ(text_at(answer.body.at("items").at(0), "phone"), "138****1234");
  EXPECT_EQ(answer.raw.find("13812341234"), std::string::npos);
  EXPECT_EQ(call(token, Method::get, "/api/people?unit=" + to_text(city().east)).body.at("items").as_array().size(),
            2u);
  const auto editor = session_of(city().editor);
  EXPECT_EQ(call(editor, Method::get, "/api/people").body.at("items").as_array().size(), 2u)
      << "the own county and below";
  EXPECT_EQ(call(editor, Method::get, "/api/people?unit=" + to_text(city().west)).status, 403);
  EXPECT_EQ(call(editor, Method::get, path("people", city().system_admin.value)).status, 403);
  EXPECT_EQ(call(editor, Method::get, path("people", 12345)).status, 404);
  EXPECT_EQ(call("", Method::get, "/api/people").status, 401);
}

TEST_P(Office, adds_and_changes_people) {
  const auto token = session_of(city().system_admin);
  auto answer = call(token, Method::post, "/api/people",
                     {{"login", "Sun.Li"}, {"name", "孙丽"}, {"unit", to_text(city().west)}, {"phone", "13912345678"}});
  ASSERT_EQ(answer.status, 201) << answer.raw;
  const auto target = "/api/people/" + text_at(answer.body, "id");
  const auto first = text_at(answer.body, "password");
  answer = call("", Method::post, "/api/session", {{"login", "sun.li"}, {"password", first}});
  EXPECT_EQ(text_at(answer.body, "state"), "new_password");
  answer = call(token, Method::put, target,
                {{"version", 1}, {"name", "孙莉"}, {"unit", to_text(city().west)}, {"post", "主任"}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(text_at(answer.body, "phone"), "139****5678");
  answer = call(token, Method::put, target, {{"version", 1}, {"name", "孙莉"}, {"unit", to_text(city().west)}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(text_at(answer.body.at("current"), "name"), "孙莉");
  answer = call(token, Method::post, "/api/people", {{"login", "Bad Login"}, {"name", ""}, {"unit", "zz"}});
  EXPECT_EQ(answer.status, 422) << answer.raw;
  answer = call(token, Method::post, target + "/disable", {{"reason", "借调"}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(text_at(answer.body, "state"), "disabled");
  EXPECT_EQ(text_at(call(token, Method::post, target + "/enable", json::object()).body, "state"), "active");
  EXPECT_EQ(text_at(call(token, Method::post, target + "/hand-over", json::object()).body, "state"), "disabled");
  const auto editor = session_of(city().editor);
  EXPECT_EQ(call(editor, Method::post, "/api/people", {{"login", "x.y"}, {"name", "x"}, {"unit", to_text(city().east)}})
                .status,
            403);
}

TEST_P(Office, hands_out_roles_and_the_session_feels_it_at_once) {
  const auto token = session_of(city().security_admin), editor = session_of(city().editor);
  EXPECT_EQ(call(editor, Method::get, "/api/session").body.at("permissions").as_array().size(),
            permissions_of("editor"));
  const auto target = path("people", city().editor.value, "/roles");
  auto answer =
      call(token, Method::put, target,
           {{"version", 2}, {"roles", json::array{json::object{{"role", "clerk"}, {"unit", to_text(city().east)}}}}});
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(text_at(answer.body.at("roles").at(0), "name"), "窗口人员");
  EXPECT_EQ(call(editor, Method::get, "/api/session").body.at("permissions").as_array().size(),
            permissions_of("clerk"));
  EXPECT_EQ(call(token, Method::put, target, {{"version", 3}}).status, 422) << "a forgotten list takes no roles away";
  EXPECT_EQ(call(token, Method::put, target, {{"version", 2}, {"roles", json::array()}}).status, 409);
  const auto admin = session_of(city().system_admin);
  EXPECT_EQ(call(admin, Method::put, target, {{"version", 3}, {"roles", json::array()}}).status, 403);
  EXPECT_EQ(call(token, Method::get, "/api/roles").body.at("items").as_array().size(), role_book().roles.size());
  // A disabled account's session ends with the next request.
  call(admin, Method::post, path("people", city().editor.value, "/disable"), {{"reason", "调离"}});
  EXPECT_EQ(call(editor, Method::get, "/api/units").status, 401);
}

TEST_P(Office, reveals_a_field_with_reason_and_password) {
  const auto target = path("people", city().editor.value, "/reveal");
  const auto stale = session_of(city().security_admin, false);
  EXPECT_EQ(code(call(stale, Method::post, target, {{"field", "phone"}, {"reason", "核对身份"}})),
            "auth.reauthentication_needed");
  const auto token = session_of(city().security_admin);
  EXPECT_EQ(text_at(call(token, Method::post, target, {{"field", "phone"}, {"reason", "核对身份"}}).body, "value"),
            "13812341234");
  EXPECT_EQ(code(call(token, Method::post, target, {{"field", "phone"}})), "directory.reason_needed");
  EXPECT_EQ(call(session_of(city().editor), Method::post, target, {{"field", "phone"}, {"reason", "核对身份"}}).status,
            403);
}

TEST_P(Office, resets_a_password_for_handing_over) {
  const auto target = path("people", city().editor.value, "/reset-password");
  const auto answer = call(session_of(city().security_admin), Method::post, target, json::object());
  ASSERT_EQ(answer.status, 200) << answer.raw;
  const auto entered =
      call("", Method::post, "/api/session", {{"login", "editor"}, {"password", text_at(answer.body, "password")}});
  EXPECT_EQ(text_at(entered.body, "state"), "new_password");
  EXPECT_EQ(call(session_of(city().system_admin), Method::post, target, json::object()).status, 403);
}

TEST_P(Office, lists_and_ends_sessions) {
  const auto editor = session_of(city().editor), token = session_of(city().security_admin);
  auto answer = call(editor, Method::get, "/api/sessions");
  ASSERT_EQ(answer.body.at("items").as_array().size(), 1u) << answer.raw;
  EXPECT_TRUE(answer.body.at("items").at(0).at("current").as_bool());
  EXPECT_EQ(call(editor, Method::get, "/api/sessions?person=" + to_text(city().security_admin)).status, 403);
  EXPECT_EQ(call(editor, Method::get, "/api/sessions?person=nonsense").status, 404);
  answer = call(token, Method::get, "/api/sessions?person=" + to_text(city().editor));
  const auto id = text_at(answer.body.at("items").at(0), "id");
  EXPECT_EQ(call(token, Method::get, "/api/sessions").body.at("items").as_array().size(), 2u);
  EXPECT_EQ(call(token, Method::del, "/api/sessions/" + id).status, 204);
  EXPECT_EQ(call(editor, Method::get, "/api/units").status, 401);
  EXPECT_EQ(call(token, Method::del, "/api/sessions/" + id).status, 404);
}

TEST_P(Office, shows_and_changes_sites) {
  const auto token = session_of(city().system_admin);
  const auto site = call(token, Method::get, "/api/sites").body.at("items").at(0);
  const auto target = "/api/sites/" + text_at(site, "id");
  const json::object fields{{"version", 1},
                            {"name", "云海市政府网"},
                            {"unit", to_text(city().root)},
                            {"theme", {{"accent", "#b3261e"}}},
                            {"identity_code", "3706000001"},
                            {"icp_number", "鲁ICP备00000001号"}};
  auto answer = call(token, Method::put, target, fields);
  ASSERT_EQ(answer.status, 200) << answer.raw;
  EXPECT_EQ(text_at(answer.body.at("theme"), "accent"), "#b3261e");
  answer = call(token, Method::put, target, fields);
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(text_at(answer.body.at("current"), "name"), "云海市政府网");
  EXPECT_EQ(call(session_of(city().editor), Method::put, target, fields).status, 403);
}

TEST_P(Office, an_open_form_needs_its_own_token) {
  m_router->post("/form", "test.form", http::Access::open, [](http::Request&) { return http::text("ok"); });
  http::Response page;
  const auto token = form_token(test().services, http::Request{}, page);
  const auto& set = page.headers.front().second;
  const auto cookie = set.substr(form_cookie.size() + 1, 22);
  const auto post = [&](const std::string& cookie_value, const std::string& field) {
    http::Request request;
    request.method = Method::post;
    request.path = "/form";
    request.cookies.add(std::string(form_cookie), cookie_value);
    request.form.add("csrf", field);
    return send(request).status;
  };
  EXPECT_EQ(post(cookie, token), 200);
  EXPECT_EQ(post(cookie, ""), 403);
  EXPECT_EQ(post("AAAAAAAAAAAAAAAAAAAAAA", token), 403);
  EXPECT_EQ(post("", token), 403);
  EXPECT_EQ(post(cookie, "9" + token), 403);
  test().clock.advance_seconds(13 * 3600);
  EXPECT_EQ(post(cookie, token), 403);
}

TEST_P(Office, sends_a_browser_to_the_login_page) {
  m_router->get("/office-page", "test.page", http::Access::staff, [](http::Request&) { return http::text("ok"); });
  http::Request request;
  request.path = "/office-page";
  const auto response = m_router->dispatch(request);
  EXPECT_EQ(response.status, 303);
}

ON_EACH_ENGINE(Office);

}  // namespace
}  // namespace gongkai::directory
