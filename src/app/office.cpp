#include "app/office.hpp"

#include <map>

#include "base/assets.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::app {
namespace {
constexpr std::string_view folder = "office/dist/";

std::string_view content_type_of(std::string_view path) {
  static const std::map<std::string_view, std::string_view> types{{"html", "text/html; charset=utf-8"},
                                                                  {"js", "text/javascript; charset=utf-8"},
                                                                  {"css", "text/css; charset=utf-8"},
                                                                  {"svg", "image/svg+xml"},
                                                                  {"png", "image/png"},
                                                                  {"ico", "image/x-icon"},
                                                                  {"json", "application/json"},
                                                                  {"woff2", "font/woff2"},
                                                                  {"txt", "text/plain; charset=utf-8"}};
  const auto found = types.find(path.substr(path.rfind('.') + 1));
  return found == types.end() ? "application/octet-stream" : found->second;
}

http::Response asset_response(std::string_view path, std::string_view content) {
  http::Response response;
  response.content_type = content_type_of(path);
  response.body = content;
  response.cache.cacheable = true;
  // The build names its assets by their content; index.html names them.
  const bool immutable = path.starts_with("office/dist/assets/");
  response.header("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

http::Response serve(const std::string& rest) {
  const auto path = std::string(folder) + rest;
  if (const auto content = assets::find(path); content && !rest.empty()) return asset_response(path, *content);
  if (rest.starts_with("assets/")) return http::text(std::string(i18n::text("app.office_file_gone")), 404);
  const auto index = assets::find(std::string(folder) + "index.html");
  if (!index) return http::text(std::string(i18n::text("app.office_not_built")), 503);
  return asset_response("index.html", *index);
}
}  // namespace

void add_office_routes(http::Router& router) {
  router.get("/office", "office.entrance", http::Access::open,
             [](http::Request&) { return http::redirect("/office/"); });
  router.get("/office/{path:rest}", "office.file", http::Access::open,
             [](http::Request& request) { return serve(std::string(request.param("path"))); });
}

}  // namespace gongkai::app
