#include "platform/http/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/http/error_page.hpp"
#include "platform/http/pattern.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {

constexpr std::size_t method_count = 7;
constexpr std::size_t no_route = static_cast<std::size_t>(-1);

std::size_t index_of(Method method) {
  return static_cast<std::size_t>(method);
}
std::size_t index_of(SegmentKind kind) {
  return static_cast<std::size_t>(kind) - 1;
}

/// "a/b/" → "a", rest "b/"; nullopt when the path is used up. "" after a slash is a segment too.
std::optional<std::string_view> next_segment(std::string_view& path) {
  if (path.empty()) return std::nullopt;
  path.remove_prefix(1);  // the slash
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::array<std::unique_ptr<Node>, typed_kinds> typed;
  std::array<std::size_t, method_count> routes;
  std::array<std::vector<std::string>, method_count> names;  // of the parameters, in order

  Node() { routes.fill(no_route); }

  Node& child(const Segment& segment) {
    auto& place = segment.kind == SegmentKind::literal ? literals[segment.text] : typed[index_of(segment.kind)];
    if (!place) place = std::make_unique<Node>();
    return *place;
  }
  bool has_route() const {
    return std::ranges::any_of(routes, [](std::size_t route) { return route != no_route; });
  }
};

namespace {

/// Walks the trie, narrow kinds first, and calls visit(node, values) at each end of the path until it says true.
template <class Node, class Visit>
bool walk(const Node& node, std::string_view path, std::vector<std::string_view>& values, const Visit& visit) {
  std::string_view rest = path;
  const auto segment = next_segment(rest);
  if (!segment) return node.has_route() && visit(node, values);
  if (const auto literal = node.literals.find(*segment); literal != node.literals.end()) {
    if (walk(*literal->second, rest, values, visit)) return true;
  }
  for (std::size_t i = 0; i < typed_kinds; ++i) {
    const auto kind = static_cast<SegmentKind>(i + 1);
    if (!node.typed[i] || !fits(kind, *segment)) continue;
    const bool takes_all = kind == SegmentKind::rest;
    values.push_back(takes_all ? path.substr(1) : *segment);
    if (walk(*node.typed[i], takes_all ? std::string_view{} : rest, values, visit)) return true;
    values.pop_back();
  }
  return false;
}

}  // namespace

Router::Router() : m_root(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Route route) {
  Node* node = m_root.get();
  std::vector<std::string> names;
  for (const Segment& segment : parse_pattern(route.pattern)) {
    node = &node->child(segment);
    if (segment.kind != SegmentKind::literal) names.push_back(segment.text);
  }
  std::size_t& place = node->routes[index_of(route.method)];
  if (place != no_route) {
    throw std::invalid_argument(fmt::format("route {} clashes with {}", route.pattern, m_routes[place].pattern));
  }
  const auto same_name = [&](const Route& other) { return !route.name.empty() && other.name == route.name; };
  if (std::ranges::any_of(m_routes, same_name)) throw std::invalid_argument("two routes are named " + route.name);
  place = m_routes.size();
  node->names[index_of(route.method)] = std::move(names);
  m_routes.push_back(std::move(route));
}

void Router::get(std::string pattern, std::string name, Access access, Handler handler) {
  add({.method = Method::get,
       .pattern = std::move(pattern),
       .name = std::move(name),
       .access = access,
       .handler = std::move(handler)});
}

void Router::post(std::string pattern, std::string name, Access access, Handler handler) {
  add({.method = Method::post,
       .pattern = std::move(pattern),
       .name = std::move(name),
       .access = access,
       .handler = std::move(handler)});
}

void Router::set_gate(std::function<std::optional<Response>(Request&, const Route&)> gate) {
  m_gate = std::move(gate);
}
void Router::set_error_page(std::function<Response(const Request&, const Fault&)> page) {
  m_error_page = std::move(page);
}
void Router::set_messages(std::function<std::string(const Fault&)> text) {
  m_messages = std::move(text);
}
void Router::set_failures(std::function<std::optional<Fault>(const std::exception&)> refusal) {
  m_failures = std::move(refusal);
}
const std::vector<Route>& Router::routes() const {
  return m_routes;
}

std::size_t Router::find(Method method, std::string_view path, Match& match) const {
  std::size_t found = no_route;
  std::vector<std::string_view> values;
  walk(*m_root, path, values, [&](const Node& node, const std::vector<std::string_view>& parts) {
    match.path_known = true;
    std::size_t slot = index_of(method);
    if (method == Method::head && node.routes[slot] == no_route) slot = index_of(Method::get);
    if (node.routes[slot] == no_route) return false;
    found = node.routes[slot];
    for (std::size_t i = 0; i < parts.size(); ++i) match.params.add(node.names[slot][i], std::string(parts[i]));
    return true;
  });
  return found;
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match match;
  if (!path.starts_with('/')) return match;
  const std::size_t index = find(method, path, match);
  if (index != no_route) match.route = &m_routes[index];
  return match;
}

std::vector<Method> Router::methods_of(std::string_view path) const {
  std::array<bool, method_count> known{};
  std::vector<std::string_view> values;
  walk(*m_root, path, values, [&](const Node& node, const auto&) {
    for (std::size_t i = 0; i < method_count; ++i) known[i] = known[i] || node.routes[i] != no_route;
    return false;
  });
  known[index_of(Method::head)] = known[index_of(Method::head)] || known[index_of(Method::get)];
  known[index_of(Method::options)] = true;
  std::vector<Method> methods;
  for (std::size_t i = 0; i < method_count; ++i) {
    if (known[i]) methods.push_back(static_cast<Method>(i));
  }
  return methods;
}

Response Router::dispatch(Request& request) const {
  try {
    Match found = match(request.method, request.path);
    if (!found.route) return without_route(request, found.path_known);
    request.params = std::move(found.params);
    return run(*found.route, request);
  } catch (const std::exception& error) {
    return answer_failure(request, error);
  } catch (...) {
    return fail(request, "an exception that is no std::exception");
  }
}

Response Router::answer_failure(const Request& request, const std::exception& error) const {
  const auto fault = m_failures ? m_failures(error) : std::nullopt;
  if (!fault) return fail(request, error.what());
  log::warn("{} {}: {} (request {})", name_of(request.method), request.path, error.what(), request.id);
  return refuse(request, *fault);
}

Response Router::run(const Route& route, Request& request) const {
  if (m_gate) {
    if (auto answer = m_gate(request, route)) return *std::move(answer);
  }
  return route.handler(request);
}

Response Router::without_route(const Request& request, bool path_known) const {
  if (path_known) {
    std::string allowed;
    for (const Method method : methods_of(request.path))
      allowed += (allowed.empty() ? "" : ", ") + std::string(name_of(method));
    if (request.method == Method::options) return Response{.status = 204, .content_type = ""}.header("Allow", allowed);
    Response answer = refuse(request, Fault{.kind = FaultKind::invalid, .code = "http.method_not_allowed"});
    answer.status = 405;
    return answer.header("Allow", allowed);
  }
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (reads && request.path.size() > 1) {  // one address a page: the other form of the slash leads to it
    std::string other =
        request.path.ends_with('/') ? request.path.substr(0, request.path.size() - 1) : request.path + "/";
    if (match(request.method, other).route) {
      std::string location;
      for (const std::string_view piece : split(std::string_view(other).substr(1), '/'))
        location += "/" + percent_encode(piece);
      return redirect(request.raw_query.empty() ? location : location + "?" + request.raw_query, 308);
    }
  }
  return refuse(request, Fault{.kind = FaultKind::not_found, .code = "http.not_found"});
}

Response Router::refuse(const Request& request, const Fault& fault) const {
  if (request.wants_json()) return error_json(fault, m_messages);
  if (!m_error_page) return default_error_page(fault);
  try {
    return m_error_page(request, fault);
  } catch (const std::exception& error) {
    // the page that explains errors must not be one: the database it reads may be the very thing that is down
    log::error("the error page failed: {} (request {})", error.what(), request.id);
    return default_error_page(fault);
  }
}

Response Router::fail(const Request& request, std::string_view cause) const {
  const std::string incident = to_hex(random_bytes(5));
  log::error("incident {}: {} {}: {} (request {})", incident, name_of(request.method), request.path, cause, request.id);
  Response answer = refuse(
      request, Fault{.kind = FaultKind::unavailable, .code = "http.failure", .details = {{"incident", incident}}});
  answer.status = 500;
  return answer;
}

}  // namespace gongkai::http
