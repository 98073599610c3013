// The proofs that a write came from our own pages, and the session cookie.
#pragma once
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "platform/auth/vault.hpp"
#include "platform/http/message.hpp"

namespace gongkai::directory {

constexpr std::string_view session_cookie = "gongkai_session";
constexpr std::string_view form_cookie = "gongkai_form";

/// Bound to the session: it changes whenever the session's token does.
std::string csrf_token(const auth::Vault& vault, std::string_view session_token);
bool is_csrf_token(const auth::Vault& vault, std::string_view session_token, std::string_view given);

/// For readers without a session: signed for the value of their cookie, until a moment.
std::string signed_form_token(const auth::Vault& vault, std::string_view cookie, Instant until);
bool is_form_token(const auth::Vault& vault, std::string_view cookie, std::string_view given, Instant now);

/// A browser says where a request comes from (Sec-Fetch-Site, Origin); a request from elsewhere may not write.
bool is_from_here(const http::Request& request);

/// HttpOnly, SameSite=Strict, ends with the browser; "" deletes it.
void set_session_cookie(http::Response& response, std::string_view token, bool secure);

}  // namespace gongkai::directory
