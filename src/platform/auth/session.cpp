#include "platform/auth/session.hpp"

#include "base/bytes.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::auth {

std::string new_session_token() {
  return to_base64url(random_bytes(32));
}
db::Bytes token_hash(std::string_view token) {
  return {sha256(token)};
}

bool is_alive(const LoginSession& session, Instant now) {
  return now < session.expires_at && now < session.last_seen_at.plus_seconds(session.idle_seconds);
}

bool is_reauthenticated(const LoginSession& session, const Policy& policy, Instant now) {
  return now < session.authenticated_at.plus_seconds(policy.reauthentication_minutes * 60);
}

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::none: return "none";
    case Stage::new_password: return "new_password";
    case Stage::enrol_second_factor: return "enrol_second_factor";
    case Stage::second_factor: return "second_factor";
    case Stage::ready: return "ready";
  }
  return "none";
}

Stage stage_of(const LoginSession& session, const Standing& standing, const SessionPolicy& session_policy,
               const PasswordPolicy& password_policy, Instant now) {
  if (standing.totp_confirmed && !session.second_factor) return Stage::second_factor;
  const auto oldest = standing.password_changed_at.plus_seconds(password_policy.max_age_days * 86'400);
  if (standing.must_change_password || oldest <= now) return Stage::new_password;
  if (session_policy.second_factor && !standing.totp_confirmed) return Stage::enrol_second_factor;
  return Stage::ready;
}

}  // namespace gongkai::auth
