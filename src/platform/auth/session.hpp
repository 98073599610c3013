// Login sessions: what the browser holds is random, what the database holds is its hash. Rules are pure; rows below.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/auth/actor.hpp"
#include "platform/auth/policy.hpp"
#include "platform/db/session.hpp"

namespace gongkai::auth {

struct LoginSession {
  SessionId id{};
  PersonId person{};
  Instant created_at{};
  Instant last_seen_at{};
  Instant expires_at{};  // the absolute limit
  std::int64_t idle_seconds = 0;
  bool second_factor = false;  // passed
  Instant authenticated_at{};  // the password was given, at login or asked again
  std::string address;
  std::string agent;  // the browser, for the person's own list
  db::Bytes token_hash;
};

std::string new_session_token();  // 256 bits, base64url
db::Bytes token_hash(std::string_view token);

bool is_alive(const LoginSession& session, Instant now);
bool is_reauthenticated(const LoginSession& session, const Policy& policy, Instant now);

/// How far somebody has come on the way in.
enum class Stage { none, new_password, enrol_second_factor, second_factor, ready };
std::string_view name_of(Stage stage);

struct Standing {
  bool must_change_password = false;
  Instant password_changed_at{};
  bool totp_confirmed = false;
};
/// The second factor comes before the password change: a stolen password alone must not be able to replace itself.
Stage stage_of(const LoginSession& session, const Standing& standing, const SessionPolicy& session_policy,
               const PasswordPolicy& password_policy, Instant now);

}  // namespace gongkai::auth
