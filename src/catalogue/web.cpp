#include "catalogue/web.hpp"

#include <algorithm>
#include <charconv>

#include "catalogue/pages.hpp"
#include "directory/api.hpp"

namespace gongkai::catalogue {

Adding adding(http::Router& router, Services& services) {
  return
      [&router, &services](http::Method method, std::string pattern, std::string name, directory::JsonHandler handler) {
        router.add({.method = method,
                    .pattern = std::move(pattern),
                    .name = std::move(name),
                    .access = http::Access::staff,
                    .upload_limit = method == http::Method::post ? table_limit : 0,
                    .handler = directory::answering(router, services, std::move(handler))});
      };
}

json::object item_json(const Item& item, const std::vector<directory::Unit>& units) {
  return {{"id", to_text(item.id)},
          {"code", item.code},
          {"position", item.position},
          {"title", item.title},
          {"class", item.statutory_class},
          {"topic", item.topic},
          {"unit", item.unit ? json::value(to_text(item.unit)) : json::value()},
          {"unit_name", unit_name(units, item.unit)},
          {"duty", item.duty},
          {"term_days", item.term_days},
          {"form", item.form},
          {"basis", item.basis},
          {"source", item.source},
          {"audiences", item.audiences},
          {"type", item.type},
          {"column", item.column}};
}

json::object fault_json(std::string_view place, std::string_view column, std::string_view value,
                        std::string_view reason) {
  return {{"place", place}, {"column", column}, {"value", value}, {"reason", reason}};
}

Result<const http::Upload*> uploaded_table(const http::Request& request) {
  const auto found = std::ranges::find(request.uploads, "file", &http::Upload::field);
  if (found == request.uploads.end()) return refuse(FaultKind::invalid, "document.attachment_missing", "file");
  return &*found;
}

http::Response workbook(std::string bytes, std::string_view file_name) {
  http::Response answer{.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        .body = std::move(bytes)};
  answer.header("Content-Disposition", "attachment; filename*=UTF-8''" + http::percent_encode(file_name));
  return answer;
}

std::int64_t number_in_query(const http::Request& request, std::string_view name, std::int64_t otherwise) {
  const auto text = request.query.get(name);
  std::int64_t number = otherwise;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : otherwise;
}

std::vector<directory::Unit> units_asked(db::Session& session, const Context& context, const http::Request& request) {
  auto units = directory::units(session);
  const UnitId top{parse_id(request.query.get("unit")).value_or(0)};
  const auto found = std::ranges::find(units, top, &directory::Unit::id);
  const auto path = found == units.end() ? std::string("/") : found->path;
  std::erase_if(units, [&](const directory::Unit& unit) {
    return !unit.path.starts_with(path) || !context.actor.may("content.read", unit.path);
  });
  return units;
}

std::string unit_name(const std::vector<directory::Unit>& units, UnitId id) {
  const auto found = std::ranges::find(units, id, &directory::Unit::id);
  if (found == units.end()) return {};
  return found->short_name.empty() ? found->name : found->short_name;
}

void add_routes(http::Router& router, Services& services) {
  add_catalogue_routes(router, services);
  add_overview_routes(router, services);
  add_review_routes(router, services);
  add_pages(router, services);
}

}  // namespace gongkai::catalogue
