#include "directory/tokens.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/bytes.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::directory {
namespace {
std::string form_signature(const auth::Vault& vault, std::string_view cookie, std::string_view until) {
  return to_base64url(vault.sign("form", fmt::format("{}.{}", cookie, until)));
}
}  // namespace

std::string csrf_token(const auth::Vault& vault, std::string_view session_token) {
  return to_base64url(vault.sign("csrf", session_token));
}

bool is_csrf_token(const auth::Vault& vault, std::string_view session_token, std::string_view given) {
  return !session_token.empty() && auth::equal_in_constant_time(csrf_token(vault, session_token), given);
}

std::string signed_form_token(const auth::Vault& vault, std::string_view cookie, Instant until) {
  const auto seconds = std::to_string(until.micros / 1'000'000);
  return fmt::format("{}.{}", seconds, form_signature(vault, cookie, seconds));
}

bool is_form_token(const auth::Vault& vault, std::string_view cookie, std::string_view given, Instant now) {
  const auto dot = given.find('.');
  if (cookie.empty() || dot == std::string_view::npos) return false;
  const auto until = given.substr(0, dot);
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(until.data(), until.data() + until.size(), seconds);
  if (error != std::errc() || end != until.data() + until.size()) return false;
  return auth::equal_in_constant_time(form_signature(vault, cookie, until), given.substr(dot + 1)) &&
         now.micros / 1'000'000 < seconds;
}

bool is_from_here(const http::Request& request) {
  const auto site = request.headers.get("sec-fetch-site");
  if (!site.empty()) return site == "same-origin" || site == "none";
  const auto origin = request.headers.get("origin");
  if (origin.empty()) return true;  // no browser: it holds no cookie that somebody else could abuse
  const auto scheme = origin.find("://");
  return scheme != std::string_view::npos && origin.substr(scheme + 3) == request.host;
}

void set_session_cookie(http::Response& response, std::string_view token, bool secure) {
  response.header("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", session_cookie, token,
                                            token.empty() ? "; Max-Age=0" : "", secure ? "; Secure" : ""));
}

}  // namespace gongkai::directory
