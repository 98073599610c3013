#include "directory/web_json.hpp"

#include "base/bytes.hpp"

namespace gongkai::directory {
namespace {
http::Response with_current(http::Response answer, json::value current) {
  auto body = json::parse(answer.body);
  if (!body || !body->is_object()) return answer;
  body->get_object()["current"] = std::move(current);
  answer.body = json::to_string(*body);
  return answer;
}
}  // namespace

http::Handler answering(http::Router& router, Services& services, JsonHandler handler, CurrentState current) {
  return [&router, &services, handler = std::move(handler), current = std::move(current)](http::Request& request) {
    auto context = make_context(services, request);
    auto answer = handler(context, request);
    if (answer) {
      answer->header("Cache-Control", "no-store");
      return std::move(*answer);
    }
    auto refused = router.refuse(request, answer.error());
    if (!current || answer.error().code != "version.conflict") return refused;
    return with_current(std::move(refused), current(context, request));
  };
}

void OfficeRoutes::operator()(http::Method method, std::string pattern, std::string name, JsonHandler handler,
                              CurrentState current) const {
  m_router.add({.method = method,
                .pattern = std::move(pattern),
                .name = std::move(name),
                .access = http::Access::staff,
                .handler = answering(m_router, m_services, std::move(handler), std::move(current))});
}

JsonHandler requiring(std::string permission, JsonHandler handler) {
  return [permission = std::move(permission), handler = std::move(handler)](Context& context,
                                                                            http::Request& request) -> Answer {
    CHECK_OK(auth::require(context.actor, permission, "/"));
    return handler(context, request);
  };
}

http::Response ok(json::value value, int status) {
  return http::json(json::to_string(value), status);
}

http::Response list(json::array items, std::string next) {
  json::object body{{"items", std::move(items)}, {"next", nullptr}};
  if (!next.empty()) body["next"] = next;
  return ok(std::move(body));
}

http::Response done() {
  return http::Response{.status = 204, .content_type = ""};
}

Result<json::value> body_of(const http::Request& request) {
  return json::parse(request.body);
}

std::string exact_text(const json::value& body, std::string_view key) {
  const auto* object = body.if_object();
  const auto* found = object ? object->if_contains(key) : nullptr;
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

json::value instant_or_null(const std::optional<Instant>& instant) {
  return instant ? json::value(to_iso(*instant)) : json::value(nullptr);
}

std::int64_t cursor_of(const http::Request& request) {
  return parse_id(request.query.get("after")).value_or(0);
}

std::string new_first_password() {
  // Base 32 has neither l nor o to be mistaken for digits; the fixed pieces bring the classes the policy asks for.
  const auto text = to_base32(random_bytes(10));
  std::string lower;
  for (const char c : text.substr(8)) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text.substr(0, 4) + "-" + text.substr(4, 4) + "-" + lower + "7";
}

}  // namespace gongkai::directory
