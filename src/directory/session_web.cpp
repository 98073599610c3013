// /api/session: the way in, step by step. Every step answers with the state that it led to.
#include <set>

#include "directory/api.hpp"
#include "directory/roles.hpp"
#include "directory/tokens.hpp"
#include "directory/use_cases.hpp"
#include "directory/visitor.hpp"
#include "directory/web.hpp"
#include "directory/web_json.hpp"

namespace gongkai::directory {
namespace {
json::array texts(const std::set<std::string>& values) {
  json::array list;
  for (const auto& value : values) list.emplace_back(value);
  return list;
}

json::object person_json(Services& services, const auth::Actor& actor) {
  const auto unit = services.database.read([&](db::Session& session) { return find_unit(session, actor.unit); });
  json::array roles;
  for (const auto& role : actor.roles) roles.emplace_back(role);
  return {{"id", to_text(actor.person)},
          {"name", actor.name},
          {"unit", {{"id", to_text(actor.unit)}, {"name", unit ? unit->name : ""}}},
          {"roles", std::move(roles)}};
}

json::object session_json(Services& services, std::string_view token) {
  const auto load = [&](PersonId id) {
    auto actor = services.database.read([&](db::Session& session) { return load_actor(session, id); });
    return actor ? std::make_shared<const auth::Actor>(std::move(*actor))
                 : std::make_shared<const auth::Actor>(auth::nobody());
  };
  const auto visitor = find_visitor(services, token, load);
  json::object body{
      {"state", auth::name_of(visitor.stage)}, {"csrf", ""}, {"person", nullptr}, {"permissions", json::array()}};
  if (visitor.stage == auth::Stage::none) return body;
  body["csrf"] = csrf_token(*services.vault, token);
  body["person"] = person_json(services, visitor.actor);
  body["reauthenticated"] = visitor.actor.reauthenticated;
  std::set<std::string> permissions;
  for (const auto& grant : visitor.actor.grants) permissions.insert(grant.permission);
  body["permissions"] = texts(permissions);
  return body;
}

/// The new token goes into the cookie, the new state into the body.
http::Response entered(Services& services, const http::Request& request, std::string_view token,
                       json::object extra = {}) {
  auto body = session_json(services, token);
  for (auto& member : extra) body[member.key()] = std::move(member.value());
  auto answer = ok(std::move(body));
  set_session_cookie(answer, token, request.secure);
  return answer;
}

Answer log_in_request(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  LoginForm form{reader.text("login"), exact_text(body, "password"), std::string(request.headers.get("user-agent"))};
  CHECK_OK(reader.finish());
  if (form.password.empty()) return refuse(FaultKind::invalid, "field.missing", "password");
  const auto entrance = TRY(log_in(context, form));
  return entered(context.services, request, entrance.token);
}

Answer second_factor_request(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  const auto code = reader.text("code");
  CHECK_OK(reader.finish());
  const auto token = TRY(pass_second_factor(context, code));
  return entered(context.services, request, token);
}

Answer offer_totp_request(Context& context, http::Request&) {
  const auto offer = TRY(offer_totp(context));
  return ok({{"secret", offer.secret}, {"uri", offer.uri}, {"qr_svg", offer.qr_svg}});
}

Answer confirm_totp_request(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  json::Reader reader(body);
  const auto code = reader.text("code");
  CHECK_OK(reader.finish());
  const auto confirmation = TRY(confirm_totp(context, code));
  json::array codes;
  for (const auto& recovery : confirmation.recovery_codes) codes.emplace_back(recovery);
  return entered(context.services, request, confirmation.token, {{"recovery_codes", std::move(codes)}});
}

Answer password_request(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  const auto token = TRY(change_password(context, exact_text(body, "old"), exact_text(body, "new")));
  return entered(context.services, request, token);
}

Answer reauthenticate_request(Context& context, http::Request& request) {
  const auto body = TRY(body_of(request));
  CHECK_OK(reauthenticate(context, exact_text(body, "password")));
  return ok(session_json(context.services, request.cookies.get(session_cookie)));
}

Answer log_out_request(Context& context, http::Request& request) {
  CHECK_OK(log_out(context));
  auto answer = done();
  set_session_cookie(answer, "", request.secure);
  return answer;
}
}  // namespace

void add_session_routes(http::Router& router, Services& services) {
  using http::Access;
  using http::Method;
  router.get("/api/session", "directory.session", Access::open,
             answering(router, services, [](Context& context, http::Request& request) -> Answer {
               return ok(session_json(context.services, request.cookies.get(session_cookie)));
             }));
  router.add({.method = Method::post,
              .pattern = "/api/session",
              .name = "directory.log_in",
              .access = Access::open,
              .guard = http::Guard::none,
              .body_limit = 8192,
              .handler = answering(router, services, log_in_request)});
  router.add({.method = Method::del,
              .pattern = "/api/session",
              .name = "directory.log_out",
              .access = Access::staff_partly,
              .handler = answering(router, services, log_out_request)});
  router.post("/api/session/second-factor", "directory.second_factor", Access::staff_partly,
              answering(router, services, second_factor_request));
  router.post("/api/session/totp", "directory.offer_totp", Access::staff_partly,
              answering(router, services, offer_totp_request));
  router.post("/api/session/totp/confirm", "directory.confirm_totp", Access::staff_partly,
              answering(router, services, confirm_totp_request));
  router.post("/api/session/password", "directory.change_password", Access::staff_partly,
              answering(router, services, password_request));
  router.post("/api/session/reauthenticate", "directory.reauthenticate", Access::staff_partly,
              answering(router, services, reauthenticate_request));
}

}  // namespace gongkai::directory
