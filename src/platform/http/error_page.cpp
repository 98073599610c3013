#include "platform/http/error_page.hpp"

#include <fmt/format.h>

#include "base/assets.hpp"
#include "platform/json/json.hpp"

namespace gongkai::http {

namespace {

const std::map<std::string, std::string, std::less<>>& messages() {
  static const auto* table = [] {
    auto* fresh = new std::map<std::string, std::string, std::less<>>;
    const auto file = assets::find("catalog/messages/http.json");
    const auto parsed = file ? json::parse(*file) : json::value{};
    if (!parsed || !parsed->is_object()) return fresh;
    for (const auto& [code, text] : parsed->get_object()) {
      if (text.is_string()) fresh->emplace(code, text.get_string().c_str());
    }
    return fresh;
  }();
  return *table;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string_view detail_of(const Fault& fault, std::string_view name) {
  for (const auto& [key, value] : fault.details) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    case Method::options: return "OPTIONS";
  }
  return "GET";
}

std::string http_message(const Fault& fault) {
  const auto& table = messages();
  const auto found = table.find(fault.code);
  std::string text = found == table.end() ? fault.code : found->second;
  for (const auto& [name, value] : fault.details) {
    const std::string placeholder = "{" + name + "}";
    if (const std::size_t at = text.find(placeholder); at != std::string::npos)
      text.replace(at, placeholder.size(), value);
  }
  return text;
}

Response error_json(const Fault& fault, const std::function<std::string(const Fault&)>& message) {
  const auto text_of = [&](const Fault& each) { return message ? message(each) : http_message(each); };
  json::array fields;
  for (const Fault& each : each_of(fault)) {
    if (!each.field.empty()) fields.push_back({{"field", each.field}, {"code", each.code}, {"message", text_of(each)}});
  }
  json::object error{
      {"kind", name_of(fault.kind)}, {"code", fault.code}, {"message", text_of(fault)}, {"fields", std::move(fields)}};
  if (const auto incident = detail_of(fault, "incident"); !incident.empty()) error["incident"] = incident;
  return json(json::to_string(json::object{{"error", std::move(error)}}), status_of(fault.kind));
}

Response default_error_page(const Fault& fault) {
  std::string lines;
  for (const Fault& each : each_of(fault)) lines += fmt::format("<p>{}</p>\n", escaped(http_message(each)));
  if (const auto incident = detail_of(fault, "incident"); !incident.empty()) {
    lines +=
        fmt::format("<p>{}</p>\n",
                    escaped(http_message({.code = "http.incident", .details = {{"incident", std::string(incident)}}})));
  }
  const std::string title = escaped(http_message({.code = fmt::format("http.title_{}", name_of(fault.kind))}));
  return html(fmt::format("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
                          "<meta name=\"viewport\" content=\"width=device-width\"><title>{0}</title></head>\n"
                          "<body><main><h1>{0}</h1>\n{1}<p><a href=\"/\">{2}</a></p></main></body></html>\n",
                          title, lines, escaped(http_message({.code = "http.back_home"}))),
              status_of(fault.kind));
}

Response default_error(const Request& request, const Fault& fault) {
  return request.wants_json() ? error_json(fault, {}) : default_error_page(fault);
}

}  // namespace gongkai::http
