// Rows of identity. Everything here runs in the caller's session.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/auth/lock_out.hpp"
#include "platform/auth/session.hpp"
#include "platform/auth/vault.hpp"
#include "platform/db/session.hpp"

namespace gongkai::auth::store {

struct Credential {
  PersonId person{};
  std::string password_hash;
  Instant changed_at{};
  bool must_change = false;
  std::optional<db::Bytes> totp_secret;
  std::optional<db::Bytes> totp_pending;
  bool totp_confirmed = false;
  std::int64_t totp_last_step = 0;

  Standing standing() const { return {must_change, changed_at, totp_confirmed}; }
};

std::optional<Credential> find_credential(db::Session& session, PersonId person);
/// The hash in use, and one more line of the history.
void set_password(db::Session& session, PersonId person, const std::string& hash, bool must_change, Instant now);
void rehash_password(db::Session& session, PersonId person, const std::string& hash);
/// The newest first, at most `count`, the present one included.
std::vector<std::string> earlier_hashes(db::Session& session, PersonId person, std::int64_t count);

void offer_totp(db::Session& session, PersonId person, const db::Bytes& sealed);
/// The pending secret becomes the secret.
void confirm_totp(db::Session& session, PersonId person, std::int64_t step);
/// The same secret under another key.
void reseal_totp(db::Session& session, PersonId person, const db::Bytes& sealed);
void remove_totp(db::Session& session, PersonId person);
/// False when the step was used in the meantime.
bool use_totp_step(db::Session& session, PersonId person, std::int64_t step);
void replace_recovery_codes(db::Session& session, PersonId person, const std::vector<std::string>& hashes);
/// False when the code does not exist or was used.
bool use_recovery_code(db::Session& session, PersonId person, const std::string& hash, Instant now);

void insert_session(db::Session& session, const LoginSession& row);
std::optional<LoginSession> find_session(db::Session& session, const db::Bytes& token_hash);
std::optional<LoginSession> find_session(db::Session& session, SessionId id);
std::vector<LoginSession> sessions_of(db::Session& session, PersonId person);
/// Of everybody, the newest first, below `after`.
std::vector<LoginSession> recent_sessions(db::Session& session, SessionId after, std::int64_t count);
void touch_session(db::Session& session, SessionId id, Instant now);
void renew_session(db::Session& session, SessionId id, const db::Bytes& token_hash, bool second_factor);
void reauthenticate_session(db::Session& session, SessionId id, Instant now);
std::int64_t end_session(db::Session& session, SessionId id);
/// Ends all sessions of the person but one (which may be empty).
std::int64_t end_sessions(db::Session& session, PersonId person, SessionId except);
void forget_expired_sessions(db::Session& session, Instant now);

Failures failures_of(db::Session& session, const db::Bytes& subject);
void keep_failures(db::Session& session, const db::Bytes& subject, const Failures& failures);
void clear_failures(db::Session& session, const db::Bytes& subject);
void forget_old_failures(db::Session& session, Instant before);

}  // namespace gongkai::auth::store
