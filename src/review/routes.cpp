#include "review/routes.hpp"

#include <map>
#include <stdexcept>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::review {

namespace {

std::unexpected<Fault> broken(std::string_view place) {
  return refuse(FaultKind::invalid, "review.routes_broken", "", {{"place", std::string(place)}});
}

Result<std::map<std::string, Step, std::less<>>> parse_steps(const json::array& list) {
  std::map<std::string, Step, std::less<>> steps;
  for (const auto& value : list) {
    json::Reader reader(value);
    Step step{.id = reader.text("id"), .name = reader.text("name")};
    const std::string kind = reader.text("kind");
    step.kind = kind == "proof" ? StepKind::proof : StepKind::review;
    step.permission = reader.text("permission");
    CHECK_OK(reader.finish());
    if (kind != "proof" && kind != "review") return broken(step.id);
    const std::string id = step.id;
    if (!steps.emplace(id, std::move(step)).second) return broken(id);
  }
  return steps;
}

Result<Route> parse_route(const json::value& value, const std::map<std::string, Step, std::less<>>& steps) {
  json::Reader reader(value);
  Route route{.id = reader.text("id"),
              .name = reader.text("name"),
              .demand = static_cast<int>(reader.integer("demand")),
              .secrecy = reader.boolean_or("secrecy", true)};
  for (const auto& name : reader.list("steps")) {
    const auto found = name.is_string() ? steps.find(std::string_view(name.get_string())) : steps.end();
    if (found == steps.end() || route.find(found->first)) return broken(route.id);
    route.steps.push_back(found->second);
  }
  CHECK_OK(reader.finish());
  if (std::ranges::find(route.steps, StepKind::review, &Step::kind) == route.steps.end()) return broken(route.id);
  return route;
}

bool contains(const Route& wide, const Route& narrow) {
  return std::ranges::all_of(narrow.steps, [&](const Step& step) { return wide.find(step.id) != nullptr; }) &&
         (wide.secrecy || !narrow.secrecy);
}

/// In the order of their demand, each containing the one before.
bool is_ladder(const std::vector<Route>& routes) {
  for (std::size_t i = 1; i < routes.size(); ++i)
    if (routes[i].demand <= routes[i - 1].demand || !contains(routes[i], routes[i - 1])) return false;
  return !routes.empty();
}

int number_in(const json::object& object, std::string_view key, int fallback) {
  const auto* value = object.if_contains(key);
  return value && value->is_int64() ? static_cast<int>(value->get_int64()) : fallback;
}

}  // namespace

const Step* Route::find(std::string_view step) const {
  const auto found = std::ranges::find(steps, step, &Step::id);
  return found == steps.end() ? nullptr : &*found;
}

const Route* RouteBook::find(std::string_view id) const {
  const auto found = std::ranges::find(routes, id, &Route::id);
  return found == routes.end() ? nullptr : &*found;
}

const Route& RouteBook::strictest() const {
  return *std::ranges::max_element(routes, {}, &Route::demand);
}

const Route& RouteBook::at(std::string_view id) const {
  const auto* found = find(id);
  return found ? *found : strictest();
}

Result<RouteBook> parse_routes(std::string_view json_text) {
  const auto value = TRY(json::parse(json_text));
  json::Reader reader(value);
  const auto steps = TRY(parse_steps(reader.list("steps")));
  RouteBook book;
  for (const auto& route : reader.list("routes")) book.routes.push_back(TRY(parse_route(route, steps)));
  if (!is_ladder(book.routes)) return broken("routes");
  const auto& sampling = reader.object_at("sampling");
  book.sampling_basis_points = number_in(sampling, "basis_points", 0);
  book.recheck_days = number_in(sampling, "within_working_days", 10);
  book.emergency_days = number_in(reader.object_at("emergency"), "within_working_days", 2);
  CHECK_OK(reader.finish());
  return book;
}

const RouteBook& routes() {
  static const RouteBook book = [] {
    auto parsed = parse_routes(assets::find("catalog/review/routes.json").value_or(""));
    if (!parsed) throw std::logic_error("catalog/review/routes.json: " + parsed.error().code);
    return *std::move(parsed);
  }();
  return book;
}

const Route& route_for(const RouteBook& book, std::string_view declared, const std::vector<std::string>& demanded) {
  const Route* route = &book.at(declared);
  for (const auto& id : demanded)
    if (const auto& other = book.at(id); other.demand > route->demand) route = &other;
  return *route;
}

}  // namespace gongkai::review
