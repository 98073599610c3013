#include "app/openapi.hpp"

#include <stdexcept>

#include "base/assets.hpp"

namespace gongkai::app {
namespace {

json::object parsed(std::string_view path, std::string_view content) {
  auto value = json::parse(content);
  if (!value || !value->is_object()) throw std::logic_error("not a JSON object: " + std::string(path));
  return std::move(value->get_object());
}

/// Adds the members of `from` to `into`; an existing member must be the same.
void merge(json::object& into, const json::object& from, std::string_view path) {
  for (const auto& [name, value] : from) {
    const auto* existing = into.if_contains(name);
    if (existing && *existing != value)
      throw std::logic_error(std::string(name) + " is described twice, again in " + std::string(path));
    if (!existing) into.emplace(name, value);
  }
}

const json::object* member(const json::object& object, std::string_view name) {
  const auto* found = object.if_contains(name);
  return found && found->is_object() ? &found->get_object() : nullptr;
}
/// The database may be away or without room whatever is asked.
void describe_unavailability(json::object& paths) {
  const json::value schema{{"$ref", "#/components/schemas/Error"}};
  const json::object answer{{"description", "暂时不能使用"}, {"content", {{"application/json", {{"schema", schema}}}}}};
  for (auto& [path, operations] : paths)
    for (auto& [method, operation] : operations.as_object())
      if (auto* described = operation.if_object())
        if (auto* responses = described->if_contains("responses")) responses->as_object().emplace("503", answer);
}
}  // namespace

json::object api_description() {
  const auto base = assets::find("catalog/openapi.json");
  if (!base) throw std::logic_error("catalog/openapi.json is not embedded");
  auto document = parsed("catalog/openapi.json", *base);
  auto& paths = document.at("paths").as_object();
  auto& schemas = document.at("components").as_object().at("schemas").as_object();
  for (const auto& asset : assets::under("src/")) {
    if (!asset.path.ends_with("/openapi.json")) continue;
    const auto fragment = parsed(asset.path, asset.content);
    if (const auto* more = member(fragment, "paths")) merge(paths, *more, asset.path);
    if (const auto* components = member(fragment, "components"))
      if (const auto* more = member(*components, "schemas")) merge(schemas, *more, asset.path);
  }
  describe_unavailability(paths);
  return document;
}

void add_description_route(http::Router& router) {
  router.get("/api/openapi.json", "api.description", http::Access::open,
             [text = json::to_string(api_description())](http::Request&) {
               auto response = http::json(text);
               response.cache.cacheable = true;
               return response;
             });
}

}  // namespace gongkai::app
