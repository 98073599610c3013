#include "platform/auth/store.hpp"

template <>
struct gongkai::db::Columns<gongkai::auth::store::Credential> {
  using Row = gongkai::auth::store::Credential;
  static constexpr auto list = std::tuple{column("person", &Row::person),
                                          column("password_hash", &Row::password_hash),
                                          column("changed_at", &Row::changed_at),
                                          column("must_change", &Row::must_change),
                                          column("totp_secret", &Row::totp_secret),
                                          column("totp_pending", &Row::totp_pending),
                                          column("totp_confirmed", &Row::totp_confirmed),
                                          column("totp_last_step", &Row::totp_last_step)};
};
template <>
struct gongkai::db::Columns<gongkai::auth::LoginSession> {
  using Row = gongkai::auth::LoginSession;
  static constexpr auto list = std::tuple{column("id", &Row::id),
                                          column("person", &Row::person),
                                          column("token_hash", &Row::token_hash),
                                          column("created_at", &Row::created_at),
                                          column("last_seen_at", &Row::last_seen_at),
                                          column("expires_at", &Row::expires_at),
                                          column("idle_seconds", &Row::idle_seconds),
                                          column("second_factor", &Row::second_factor),
                                          column("authenticated_at", &Row::authenticated_at),
                                          column("address", &Row::address),
                                          column("agent", &Row::agent)};
};
template <>
struct gongkai::db::Columns<gongkai::auth::Failures> {
  using Row = gongkai::auth::Failures;
  static constexpr auto list = std::tuple{column("failures", &Row::count), column("last_at", &Row::last_at),
                                          column("locked_until", &Row::locked_until)};
};

namespace gongkai::auth::store {
namespace {
#define SESSION_COLUMNS                                                                                \
  "SELECT id, person, token_hash, created_at, last_seen_at, expires_at, idle_seconds, second_factor, " \
  "authenticated_at, "                                                                                 \
  "address, agent FROM login_session "

const db::Query find_credential_of{
    "auth.find_credential",
    "SELECT person, password_hash, changed_at, must_change, totp_secret, totp_pending, totp_confirmed, totp_last_step"
    " FROM credential WHERE person = $1"};
const db::Query put_password{
    "auth.put_password",
    "INSERT INTO credential (person, password_hash, changed_at, must_change, totp_confirmed, totp_last_step)"
    " VALUES ($1, $2, $3, $4, FALSE, 0) ON CONFLICT (person) DO UPDATE SET"
    " password_hash = excluded.password_hash, changed_at = excluded.changed_at, must_change = excluded.must_change"};
const db::Query put_history{"auth.put_history",
                            "INSERT INTO password_history (person, changed_at, password_hash) VALUES ($1, $2, $3)"
                            " ON CONFLICT (person, changed_at, password_hash) DO NOTHING"};
const db::Query change_hash{"auth.change_hash", "UPDATE credential SET password_hash = $2 WHERE person = $1"};
const db::Query list_history{
    "auth.list_history",
    "SELECT password_hash FROM password_history WHERE person = $1 ORDER BY changed_at DESC, password_hash LIMIT $2"};
const db::Query offer_totp_to{"auth.offer_totp", "UPDATE credential SET totp_pending = $2 WHERE person = $1"};
const db::Query remove_totp_of{
    "auth.remove_totp",
    "UPDATE credential SET totp_secret = NULL, totp_pending = NULL, totp_confirmed = FALSE WHERE person = $1"};
const db::Query confirm_totp_of{
    "auth.confirm_totp",
    "UPDATE credential SET totp_secret = totp_pending, totp_pending = NULL, totp_confirmed = TRUE,"
    " totp_last_step = $2 WHERE person = $1"};
const db::Query reseal_totp_of{"auth.reseal_totp", "UPDATE credential SET totp_secret = $2 WHERE person = $1"};
const db::Query use_step{"auth.use_totp_step",
                         "UPDATE credential SET totp_last_step = $2 WHERE person = $1 AND totp_last_step < $2"};
const db::Query delete_codes{"auth.delete_recovery_codes", "DELETE FROM recovery_code WHERE person = $1"};
const db::Query insert_code{"auth.insert_recovery_code",
                            "INSERT INTO recovery_code (person, code_hash) VALUES ($1, $2)"};
const db::Query use_code{
    "auth.use_recovery_code",
    "UPDATE recovery_code SET used_at = $3 WHERE person = $1 AND code_hash = $2 AND used_at IS NULL"};

const db::Query insert_session_row{
    "auth.insert_session",
    "INSERT INTO login_session (id, person, token_hash, created_at, last_seen_at, expires_at, idle_seconds,"
    " second_factor, authenticated_at, address, agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query session_by_token{"auth.session_by_token", SESSION_COLUMNS "WHERE token_hash = $1"};
const db::Query session_by_id{"auth.session_by_id", SESSION_COLUMNS "WHERE id = $1"};
const db::Query sessions_by_person{"auth.sessions_by_person",
                                   SESSION_COLUMNS "WHERE person = $1 ORDER BY id DESC LIMIT 200"};
const db::Query sessions_by_time{"auth.sessions_by_time", SESSION_COLUMNS "WHERE id < $1 ORDER BY id DESC LIMIT $2"};
const db::Query touch{"auth.touch_session", "UPDATE login_session SET last_seen_at = $2 WHERE id = $1"};
const db::Query renew{"auth.renew_session",
                      "UPDATE login_session SET token_hash = $2, second_factor = $3 WHERE id = $1"};
const db::Query reauthenticate{"auth.reauthenticate_session",
                               "UPDATE login_session SET authenticated_at = $2 WHERE id = $1"};
const db::Query delete_session{"auth.delete_session", "DELETE FROM login_session WHERE id = $1"};
const db::Query delete_sessions{"auth.delete_sessions",
                                "DELETE FROM login_session WHERE person = $1 AND id <> cast($2 AS BIGINT)"};
const db::Query delete_expired{"auth.delete_expired_sessions", "DELETE FROM login_session WHERE expires_at <= $1"};

const db::Query find_failures{"auth.find_failures",
                              "SELECT failures, last_at, locked_until FROM login_failure WHERE subject = $1"};
const db::Query put_failures{
    "auth.put_failures",
    "INSERT INTO login_failure (subject, failures, last_at, locked_until) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at,"
    " locked_until = excluded.locked_until"};
const db::Query delete_failures{"auth.delete_failures", "DELETE FROM login_failure WHERE subject = $1"};
const db::Query delete_old_failures{"auth.delete_old_failures",
                                    "DELETE FROM login_failure WHERE last_at < $1 AND locked_until < $1"};
}  // namespace

std::optional<Credential> find_credential(db::Session& session, PersonId person) {
  return session.one<Credential>(find_credential_of, person);
}
void set_password(db::Session& session, PersonId person, const std::string& hash, bool must_change, Instant now) {
  session.put(put_password, person, hash, now, must_change);
  session.put(put_history, person, now, hash);
}
void rehash_password(db::Session& session, PersonId person, const std::string& hash) {
  session.put(change_hash, person, hash);
}
std::vector<std::string> earlier_hashes(db::Session& session, PersonId person, std::int64_t count) {
  return session.all<std::string>(list_history, person, count);
}

void offer_totp(db::Session& session, PersonId person, const db::Bytes& sealed) {
  session.put(offer_totp_to, person, sealed);
}
void reseal_totp(db::Session& session, PersonId person, const db::Bytes& sealed) {
  session.put(reseal_totp_of, person, sealed);
}
void remove_totp(db::Session& session, PersonId person) {
  session.put(remove_totp_of, person);
  session.put(delete_codes, person);
}
void confirm_totp(db::Session& session, PersonId person, std::int64_t step) {
  session.put(confirm_totp_of, person, step);
}
bool use_totp_step(db::Session& session, PersonId person, std::int64_t step) {
  return session.exec(use_step, person, step) == 1;
}
void replace_recovery_codes(db::Session& session, PersonId person, const std::vector<std::string>& hashes) {
  session.put(delete_codes, person);
  for (const auto& hash : hashes) session.put(insert_code, person, db::BytesView{hash});
}
bool use_recovery_code(db::Session& session, PersonId person, const std::string& hash, Instant now) {
  return session.exec(use_code, person, db::BytesView{hash}, now) == 1;
}

void insert_session(db::Session& session, const LoginSession& s) {
  session.put(insert_session_row, s.id, s.person, s.token_hash, s.created_at, s.last_seen_at, s.expires_at,
              s.idle_seconds, s.second_factor, s.authenticated_at, s.address, s.agent);
}
std::optional<LoginSession> find_session(db::Session& session, const db::Bytes& hash) {
  return session.one<LoginSession>(session_by_token, hash);
}
std::optional<LoginSession> find_session(db::Session& session, SessionId id) {
  return session.one<LoginSession>(session_by_id, id);
}
std::vector<LoginSession> sessions_of(db::Session& session, PersonId person) {
  return session.all<LoginSession>(sessions_by_person, person);
}
std::vector<LoginSession> recent_sessions(db::Session& session, SessionId after, std::int64_t count) {
  return session.all<LoginSession>(sessions_by_time, after ? after.value : INT64_MAX, count);
}
void touch_session(db::Session& session, SessionId id, Instant now) {
  session.put(touch, id, now);
}
void renew_session(db::Session& session, SessionId id, const db::Bytes& hash, bool second_factor) {
  session.put(renew, id, hash, second_factor);
}
void reauthenticate_session(db::Session& session, SessionId id, Instant now) {
  session.put(reauthenticate, id, now);
}
std::int64_t end_session(db::Session& session, SessionId id) {
  return session.exec(delete_session, id);
}
std::int64_t end_sessions(db::Session& session, PersonId person, SessionId except) {
  return session.exec(delete_sessions, person, except.value);
}
void forget_expired_sessions(db::Session& session, Instant now) {
  session.put(delete_expired, now);
}

Failures failures_of(db::Session& session, const db::Bytes& subject) {
  return session.one<Failures>(find_failures, subject).value_or(Failures{});
}
void keep_failures(db::Session& session, const db::Bytes& subject, const Failures& f) {
  session.put(put_failures, subject, f.count, f.last_at, f.locked_until);
}
void clear_failures(db::Session& session, const db::Bytes& subject) {
  session.put(delete_failures, subject);
}
void forget_old_failures(db::Session& session, Instant before) {
  session.put(delete_old_failures, before);
}

}  // namespace gongkai::auth::store
