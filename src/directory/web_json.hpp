// How the endpoints of the office read and answer: the body as JSON, a fault as the router shows faults, and a stale
// version together with the current state.
#pragma once
#include <functional>
#include <string>

#include "directory/gate.hpp"
#include "platform/http/router.hpp"
#include "platform/json/json.hpp"

namespace gongkai::directory {

using Answer = Result<http::Response>;
using JsonHandler = std::function<Answer(Context&, http::Request&)>;
/// The thing as GET shows it, for the answer to a stale version.
using CurrentState = std::function<json::value(Context&, http::Request&)>;

/// A handler that answers faults through the router.
http::Handler answering(http::Router& router, Services& services, JsonHandler handler, CurrentState current = {});

/// Adds the office's endpoints of a capability: for people who have logged in, with faults as the router shows them.
class OfficeRoutes {
 public:
  OfficeRoutes(http::Router& router, Services& services) : m_router(router), m_services(services) {}
  void operator()(http::Method method, std::string pattern, std::string name, JsonHandler handler,
                  CurrentState current = {}) const;

 private:
  http::Router& m_router;
  Services& m_services;
};

/// The handler, for those who hold the permission over everything; it is asked for before anything is read.
JsonHandler requiring(std::string permission, JsonHandler handler);

http::Response ok(json::value value, int status = 200);
http::Response list(json::array items, std::string next = {});
http::Response done();  // 204

Result<json::value> body_of(const http::Request& request);
/// A text exactly as sent: passwords must not lose the blanks around them.
std::string exact_text(const json::value& body, std::string_view key);

json::value instant_or_null(const std::optional<Instant>& instant);
/// "after" of a list; 0 when there is none or it is no id.
std::int64_t cursor_of(const http::Request& request);

/// 16 characters of all four classes, for a password that is handed over and changed at once.
std::string new_first_password();

}  // namespace gongkai::directory
