#include "base/text.hpp"
#include "directory/api.hpp"
#include "directory/attempts.hpp"
#include "directory/roles.hpp"
#include "directory/store.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {
constexpr std::size_t longest_login = 100, longest_password = 1024, longest_agent = 200;

struct Account {
  std::optional<Person> person;
  std::optional<auth::store::Credential> credential;
  std::optional<auth::Actor> actor;  // only of active people
};

Account find_account(db::Session& session, std::string_view login) {
  Account account;
  if (!is_login_name(login)) return account;  // nobody can be called that; the database need not see it
  account.person = find_person_by_login(session, login);
  if (!account.person) return account;
  account.credential = auth::store::find_credential(session, account.person->id);
  account.actor = load_actor(session, account.person->id);
  return account;
}

/// Costs one Argon2 computation whether or not there is such an account.
auth::Verdict verify(const Account& account, std::string_view password) {
  const auto& cost = role_book().policy.password.cost;
  if (account.credential) return auth::verify_password(password, account.credential->password_hash, cost);
  auth::verify_nothing(password, cost);
  return {};
}

Result<void> note_refusal(Context& context, const Account& account) {
  return in_transaction(context, "session.refuse", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    count_address(tx.db(), context);
    if (account.person) tx.about("person", account.person->id.value, account.person->unit);
    // The name that was typed stays out of the trail: it may be a password in the wrong field.
    tx.detail("known", account.person.has_value());
    tx.detail("disabled", account.person && account.person->state == PersonState::disabled);
    return {};
  });
}

auth::LoginSession new_session(Context& context, const LoginForm& form, const auth::Actor& actor,
                               std::string_view token) {
  const auto policy = role_book().session_policy(actor.roles);
  const auto now = context.now();
  auth::LoginSession session{
      .id = context.services.ids.make<SessionId>(), .person = actor.person, .created_at = now, .last_seen_at = now};
  session.expires_at = now.plus_seconds(policy.absolute_hours * 3600);
  session.idle_seconds = policy.idle_minutes * 60;
  session.authenticated_at = now;
  session.address = context.address;
  session.agent = shorten(clean_utf8(form.agent), longest_agent);
  session.token_hash = auth::token_hash(token);
  return session;
}
}  // namespace

Result<Entrance> log_in(Context& context, const LoginForm& form) {
  Context own{context.services, auth::nobody(), context.request_id, context.address, {}};  // a login is never replayed
  if (form.login.size() > longest_login || form.password.size() > longest_password)
    return refuse(FaultKind::unauthenticated, "auth.login_failed");
  const auto login = fold(trim(form.login));
  const auto subject = attempt_subject(own, "login", login);
  CHECK_OK(check_address(own));
  CHECK_OK(begin_attempt(own, subject));
  const auto account = own.database().read([&](db::Session& session) { return find_account(session, login); });
  const auto verdict = verify(account, form.password);
  if (!verdict.matches || !account.actor) {
    CHECK_OK(note_refusal(own, account));
    return refuse(FaultKind::unauthenticated, "auth.login_failed");
  }
  const auto rehashed =
      verdict.outdated ? auth::hash_password(form.password, role_book().policy.password.cost) : std::string();
  own.actor = *account.actor;
  const auto token = auth::new_session_token();
  const auto session = new_session(own, form, own.actor, token);
  CHECK_OK(in_transaction(own, "session.log_in", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", own.actor.person.value, own.actor.unit);
    succeed(tx.db(), subject);
    if (!rehashed.empty()) auth::store::rehash_password(tx.db(), own.actor.person, rehashed);
    auth::store::forget_expired_sessions(tx.db(), tx.now());
    auth::store::insert_session(tx.db(), session);
    if (role_book().session_policy(own.actor.roles).single_session)
      tx.detail("ended_sessions", auth::store::end_sessions(tx.db(), own.actor.person, session.id));
    store::note_login(tx.db(), own.actor.person, tx.now());
    return {};
  }));
  return Entrance{token, own.actor.person, session.id};
}

}  // namespace gongkai::directory
