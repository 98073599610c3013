// Routes: method, pattern with typed parameters, access, handler. Handlers are plain functions on worker threads.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace gongkai::http {

using Handler = std::function<Response(Request&)>;

enum class Access {
  open,          // anybody; GET answers may be cached
  staff,         // a person who is logged in (and passed the second factor where the role asks for it)
  staff_partly,  // logged in, second factor or new password still to come: login pages only
};

enum class Guard {
  csrf,  // a write must carry the token of the session or of the form (default)
  none,  // login itself, machine interfaces with their own proof
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/doc/{id:id}", "/day/{day:day}", "/files/{path:rest}", "/{site}/{column}"
  std::string name;     // "portal.document": for metrics, logs and tests
  Access access = Access::open;
  Guard guard = Guard::csrf;
  std::int64_t body_limit = 1 << 20;  // bytes of the whole body
  std::int64_t upload_limit = 0;      // bytes of each file, on top of body_limit; 0 refuses multipart files
  Handler handler{};
  /// The query parameters a GET handler reads. They alone distinguish pages in the cache, and it sees no others.
  /// Not declared: it sees all, and every parameter distinguishes.
  std::optional<std::vector<std::string>> query{};
  std::string rate{};  // class of ServerOptions::rates that this route is counted in besides the general one
};

class Router {
 public:
  /// Throws on a pattern that is malformed or clashes with an earlier one.
  void add(Route route);
  void get(std::string pattern, std::string name, Access access, Handler handler);
  void post(std::string pattern, std::string name, Access access, Handler handler);

  /// Runs before the handler with the route known: authentication, CSRF. An answer ends the request.
  void set_gate(std::function<std::optional<Response>(Request&, const Route&)> gate);
  /// Turns faults and failures into pages: not found, wrong method, exceptions (with an incident id in the details).
  /// JSON answers (Request::wants_json) are made by the router itself, with the texts of set_messages.
  void set_error_page(std::function<Response(const Request&, const Fault&)> page);

  /// The text of a fault for JSON answers; without it the texts of catalog/messages/http.json and the bare codes.
  void set_messages(std::function<std::string(const Fault&)> text);

  /// Exceptions that are refusals in truth, such as a database that is away: they are answered so, not as a failure.
  void set_failures(std::function<std::optional<Fault>(const std::exception&)> refusal);

  struct Match {
    const Route* route = nullptr;
    Fields params;
    bool path_known = false;  // some method of this path exists: 405, not 404
  };
  Match match(Method method, std::string_view path) const;

  /// The whole way of a request without a socket: match, gate, handler, error page. HEAD is served by GET.
  Response dispatch(Request& request) const;
  Response refuse(const Request& request, const Fault& fault) const;
  /// 500 with an incident id that is in the log beside the cause.
  Response fail(const Request& request, std::string_view cause) const;

  const std::vector<Route>& routes() const;

  Router();
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

 private:
  struct Node;
  std::size_t find(Method method, std::string_view path, Match& match) const;
  Response answer_failure(const Request& request, const std::exception& error) const;
  Response run(const Route& route, Request& request) const;
  Response without_route(const Request& request, bool path_known) const;
  std::vector<Method> methods_of(std::string_view path) const;

  std::unique_ptr<Node> m_root;
  std::vector<Route> m_routes;
  std::function<std::string(const Fault&)> m_messages;
  std::function<std::optional<Fault>(const std::exception&)> m_failures;
  std::function<std::optional<Response>(Request&, const Route&)> m_gate;
  std::function<Response(const Request&, const Fault&)> m_error_page;
};

}  // namespace gongkai::http
