#include "platform/http/serialize.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <map>
#include <stdexcept>

#include "base/bytes.hpp"
#include "platform/http/header_values.hpp"

namespace gongkai::http {

namespace {

std::string_view reason_of(int status) {
  static const std::map<int, std::string_view> reasons{{100, "Continue"},
                                                       {200, "OK"},
                                                       {201, "Created"},
                                                       {202, "Accepted"},
                                                       {204, "No Content"},
                                                       {206, "Partial Content"},
                                                       {301, "Moved Permanently"},
                                                       {302, "Found"},
                                                       {303, "See Other"},
                                                       {304, "Not Modified"},
                                                       {307, "Temporary Redirect"},
                                                       {308, "Permanent Redirect"},
                                                       {400, "Bad Request"},
                                                       {401, "Unauthorized"},
                                                       {403, "Forbidden"},
                                                       {404, "Not Found"},
                                                       {405, "Method Not Allowed"},
                                                       {406, "Not Acceptable"},
                                                       {408, "Request Timeout"},
                                                       {409, "Conflict"},
                                                       {410, "Gone"},
                                                       {411, "Length Required"},
                                                       {412, "Precondition Failed"},
                                                       {413, "Content Too Large"},
                                                       {414, "URI Too Long"},
                                                       {415, "Unsupported Media Type"},
                                                       {416, "Range Not Satisfiable"},
                                                       {417, "Expectation Failed"},
                                                       {421, "Misdirected Request"},
                                                       {422, "Unprocessable Content"},
                                                       {428, "Precondition Required"},
                                                       {429, "Too Many Requests"},
                                                       {431, "Request Header Fields Too Large"},
                                                       {500, "Internal Server Error"},
                                                       {501, "Not Implemented"},
                                                       {502, "Bad Gateway"},
                                                       {503, "Service Unavailable"},
                                                       {504, "Gateway Timeout"},
                                                       {505, "HTTP Version Not Supported"}};
  const auto found = reasons.find(status);
  return found == reasons.end() ? std::string_view("Status") : found->second;
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

void append_handlers(std::string& out, const Response& response, bool only_validators) {
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name) || value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
      throw std::invalid_argument("header " + name + " is malformed");
    }
    const bool validates = equals_ignoring_case(name, "Cache-Control") || equals_ignoring_case(name, "Vary") ||
                           equals_ignoring_case(name, "Expires") || equals_ignoring_case(name, "Set-Cookie");
    if (!only_validators || validates) append_line(out, name, value);
  }
}

std::string_view default_caching(const Response& response) {
  if (response.cache.cacheable) return "no-cache";  // keep it, but ask each time: a withdrawal must reach everybody
  return response.file || !response.etag.empty() ? "private, no-cache" : "no-store";
}

void append_caching(std::string& out, const Response& response, const HeadExtras& extras) {
  if (!extras.etag.empty()) append_line(out, "ETag", extras.etag);
  if (!has_header(response, "Cache-Control")) append_line(out, "Cache-Control", default_caching(response));
  if (has_header(response, "Vary")) return;
  if (response.cache.cacheable) {
    append_line(out, "Vary", "Accept-Encoding, Cookie");
  } else if (extras.varies_by_encoding) {
    append_line(out, "Vary", "Accept-Encoding");
  }
}

}  // namespace

std::string_view status_line(int status) {
  static const auto* lines = [] {
    auto* fresh = new std::array<std::string, 600>;
    for (int i = 100; i < 600; ++i)
      (*fresh)[static_cast<std::size_t>(i)] = fmt::format("HTTP/1.1 {} {}\r\n", i, reason_of(i));
    return fresh;
  }();
  return (*lines)[static_cast<std::size_t>(status < 100 || status >= 600 ? 500 : status)];
}

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const auto& header) { return equals_ignoring_case(header.first, name); });
}

Serializer::Serializer(std::string_view content_security_policy) : m_policy(content_security_policy) {}

std::string Serializer::head(const Response& response, const HeadExtras& extras) const {
  std::string out;
  out.reserve(768);
  if (!response.content_type.empty() && !has_header(response, "Content-Type"))
    append_line(out, "Content-Type", response.content_type);
  if (extras.length) append_line(out, "Content-Length", std::to_string(*extras.length));
  if (!extras.encoding.empty()) append_line(out, "Content-Encoding", extras.encoding);
  if (!extras.content_range.empty()) append_line(out, "Content-Range", extras.content_range);
  if (extras.accepts_ranges) append_line(out, "Accept-Ranges", "bytes");
  append_caching(out, response, extras);
  append_handlers(out, response, false);
  append_line(out, "X-Content-Type-Options", "nosniff");
  if (!has_header(response, "Referrer-Policy")) append_line(out, "Referrer-Policy", "same-origin");
  if (!has_header(response, "Content-Security-Policy")) append_line(out, "Content-Security-Policy", m_policy);
  if (!has_header(response, "X-Frame-Options")) append_line(out, "X-Frame-Options", "DENY");
  if (!has_header(response, "Permissions-Policy"))
    append_line(out, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  append_line(out, "Cross-Origin-Opener-Policy", "same-origin");
  out += "\r\n";
  return out;
}

std::string Serializer::not_modified(const Response& response, const HeadExtras& extras) const {
  std::string out;
  append_caching(out, response, extras);
  append_handlers(out, response, true);
  out += "\r\n";
  return out;
}

std::string etag_of(const Response& response) {
  if (!response.etag.empty()) return "\"" + response.etag + "\"";
  std::array<unsigned char, 32> digest{};
  unsigned int size = 0;
  EVP_Digest(response.body.data(), response.body.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return "\"" + to_base64url({reinterpret_cast<const char*>(digest.data()), 15}) + "\"";
}

}  // namespace gongkai::http
