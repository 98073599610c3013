#include "directory/passwords.hpp"

#include "directory/api.hpp"
#include "directory/attempts.hpp"
#include "directory/roles.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/password_policy.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {

Result<std::string> hash_new_password(Context& context, const Person& person, std::string_view password) {
  const auto& policy = role_book().policy.password;
  auto faults = auth::why_not_password(password, person.login, policy);
  if (password.size() <= 1024) {
    const auto earlier = context.database().read(
        [&](db::Session& session) { return auth::store::earlier_hashes(session, person.id, policy.history); });
    if (auth::was_used_before(password, earlier))
      faults.push_back({FaultKind::invalid,
                        "auth.password_used_before",
                        "password",
                        {{"count", std::to_string(policy.history)}},
                        {}});
  }
  CHECK_OK(all_of(std::move(faults)));
  return auth::hash_password(password, policy.cost);
}

Result<void> check_password(Context& context, std::string_view password) {
  const auto credential = context.database().read(
      [&](db::Session& session) { return auth::store::find_credential(session, context.actor.person); });
  if (!credential || !context.actor.session) return refuse(FaultKind::unauthenticated, "auth.login_needed");
  if (password.size() > 1024) return refuse(FaultKind::invalid, "auth.password_wrong", "password");
  CHECK_OK(begin_attempt(context, attempt_subject(context, "password", to_text(context.actor.person))));
  if (auth::verify_password(password, credential->password_hash).matches) return {};
  CHECK_OK(in_transaction(context, "session.refuse_password", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", context.actor.person.value, context.actor.unit);
    return {};
  }));
  return refuse(FaultKind::invalid, "auth.password_wrong", "password");
}

Result<std::string> change_password(Context& context, std::string_view old_password, std::string_view new_password) {
  context.idempotency_key.clear();
  CHECK_OK(check_password(context, old_password));
  const auto person =
      context.database().read([&](db::Session& session) { return find_person(session, context.actor.person); });
  if (!person) return refuse(FaultKind::unauthenticated, "auth.login_needed");
  const auto hash = TRY(hash_new_password(context, *person, new_password));
  auto token = auth::new_session_token();
  CHECK_OK(in_transaction(context, "session.change_password", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", person->id.value, person->unit);
    succeed(tx.db(), attempt_subject(context, "password", to_text(person->id)));
    auth::store::set_password(tx.db(), person->id, hash, false, tx.now());
    auth::store::renew_session(tx.db(), context.actor.session, auth::token_hash(token), context.actor.second_factor);
    tx.detail("ended_sessions", auth::store::end_sessions(tx.db(), person->id, context.actor.session));
    return {};
  }));
  return token;
}

Result<void> reauthenticate(Context& context, std::string_view password) {
  context.idempotency_key.clear();
  CHECK_OK(check_password(context, password));
  return in_transaction(context, "session.reauthenticate", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", context.actor.person.value, context.actor.unit);
    succeed(tx.db(), attempt_subject(context, "password", to_text(context.actor.person)));
    auth::store::reauthenticate_session(tx.db(), context.actor.session, tx.now());
    return {};
  });
}

}  // namespace gongkai::directory
