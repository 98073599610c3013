#include "platform/http/message.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/id.hpp"
#include "platform/http/header_values.hpp"

namespace gongkai::http {

std::string_view Fields::get(std::string_view name) const {
  for (const auto& [key, value] : m_pairs) {
    if (key == name) return value;
  }
  return {};
}

bool Fields::has(std::string_view name) const {
  return std::ranges::any_of(m_pairs, [&](const auto& pair) { return pair.first == name; });
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : m_pairs) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::int64_t Request::id_param(std::string_view name) const {
  return parse_id(params.get(name)).value_or(0);
}

std::int64_t Request::int_param(std::string_view name) const {
  const std::string_view text = params.get(name);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Day Request::day_param(std::string_view name) const {
  return parse_day(params.get(name)).value_or(Day{});
}

bool Request::wants_json() const {
  if (path.starts_with("/api/")) return true;
  const std::string_view accept = headers.get("accept");
  return !accept.empty() && quality_of(accept, "application/json") > quality_of(accept, "text/html");
}

Response& Response::cookie(std::string_view name, std::string_view value, std::int64_t max_age_seconds, bool secure) {
  std::string line = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", name, value);
  if (max_age_seconds >= 0) line += fmt::format("; Max-Age={}", max_age_seconds);
  if (secure) line += "; Secure";
  return header("Set-Cookie", std::move(line));
}

Response html(std::string body, int status) {
  Response answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

Response json(std::string body, int status) {
  auto answer = html(std::move(body), status);
  answer.content_type = "application/json; charset=utf-8";
  return answer;
}

Response text(std::string body, int status) {
  auto answer = html(std::move(body), status);
  answer.content_type = "text/plain; charset=utf-8";
  return answer;
}

Response redirect(std::string location, int status) {
  Response answer;
  answer.status = status;
  answer.content_type.clear();
  answer.header("Location", std::move(location));
  return answer;
}

Response file(std::filesystem::path path, std::int64_t size, std::string content_type) {
  Response answer;
  answer.content_type = std::move(content_type);
  answer.file = FileBody{std::move(path), size};
  return answer;
}

int status_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::invalid: return 422;
    case FaultKind::unauthenticated: return 401;
    case FaultKind::forbidden: return 403;
    case FaultKind::not_found: return 404;
    case FaultKind::gone: return 410;
    case FaultKind::conflict: return 409;
    case FaultKind::too_large: return 413;
    case FaultKind::too_many: return 429;
    case FaultKind::unavailable: return 503;
  }
  return 500;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

namespace {
int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
}  // namespace

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' && plus_is_space ? ' ' : text[i];
    }
  }
  return out;
}

Fields parse_form(std::string_view body) {
  Fields fields;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decode(pair.substr(0, equals), true);
    auto value = percent_decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (name && value) fields.add(*std::move(name), *std::move(value));
  }
  return fields;
}

}  // namespace gongkai::http
