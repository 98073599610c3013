#include "base/bytes.hpp"
#include "base/text.hpp"
#include "directory/api.hpp"
#include "directory/attempts.hpp"
#include "directory/use_cases.hpp"
#include "platform/auth/store.hpp"
#include "platform/auth/totp.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::directory {
namespace {
constexpr std::string_view secret_column = "credential.totp_secret";

Result<auth::store::Credential> own_credential(Context& context) {
  auto found = context.database().read(
      [&](db::Session& session) { return auth::store::find_credential(session, context.actor.person); });
  if (!found || !context.actor.session) return refuse(FaultKind::unauthenticated, "auth.login_needed");
  return std::move(*found);
}

std::string code_hash(const Context& context, std::string_view code) {
  return context.services.vault->sign("recovery_code." + to_text(context.actor.person), auth::recovery_code_form(code));
}

/// Uses the code up; false when it is wrong or was used.
bool use_code(db::Session& session, const Context& context, const auth::store::Credential& credential,
              std::string_view code, Instant now) {
  if (code.size() > 6)
    return auth::store::use_recovery_code(session, context.actor.person, code_hash(context, code), now);
  const auto secret = context.services.vault->open(secret_column, context.actor.person.value, *credential.totp_secret);
  const auto step = auth::match_totp(secret, code, now, credential.totp_last_step);
  return step && auth::store::use_totp_step(session, context.actor.person, *step);
}

Result<void> note_wrong_code(Context& context) {
  return in_transaction(context, "session.refuse_second_factor", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    count_address(tx.db(), context);
    tx.about("person", context.actor.person.value, context.actor.unit);
    return {};
  });
}
}  // namespace

Result<std::string> pass_second_factor(Context& context, std::string_view code) {
  context.idempotency_key.clear();
  const auto credential = TRY(own_credential(context));
  if (!credential.totp_confirmed) return refuse(FaultKind::conflict, "auth.no_second_factor");
  const auto subject = attempt_subject(context, "second_factor", to_text(context.actor.person));
  CHECK_OK(check_address(context));
  CHECK_OK(begin_attempt(context, subject));
  auto token = auth::new_session_token();
  const auto passed = in_transaction(context, "session.pass_second_factor", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", context.actor.person.value, context.actor.unit);
    tx.detail("kind", code.size() > 6 ? "recovery_code" : "totp");
    if (!use_code(tx.db(), context, credential, code, tx.now()))
      return refuse(FaultKind::invalid, "auth.code_wrong", "code");
    succeed(tx.db(), subject);
    auth::store::renew_session(tx.db(), context.actor.session, auth::token_hash(token), true);
    return {};
  });
  if (!passed) {
    CHECK_OK(note_wrong_code(context));
    return std::unexpected(passed.error());
  }
  return token;
}

Result<TotpOffer> offer_totp(Context& context) {
  context.idempotency_key.clear();
  const auto credential = TRY(own_credential(context));
  if (credential.totp_confirmed && !context.actor.second_factor)
    return refuse(FaultKind::forbidden, "auth.second_factor_needed");
  if (!context.actor.reauthenticated) return refuse(FaultKind::forbidden, "auth.reauthentication_needed");
  const auto secret = auth::new_totp_secret();
  const auto sealed = context.services.vault->seal(secret_column, context.actor.person.value, secret);
  std::string login;
  CHECK_OK(in_transaction(context, "session.offer_second_factor", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", context.actor.person.value, context.actor.unit);
    login = find_person(tx.db(), context.actor.person).value_or(Person{}).login;
    auth::store::offer_totp(tx.db(), context.actor.person, sealed);
    return {};
  }));
  const auto uri = auth::totp_uri(secret, i18n::text("auth.issuer"), login);
  return TotpOffer{to_base32(secret), uri, auth::qr_svg(uri)};
}

Result<TotpConfirmation> confirm_totp(Context& context, std::string_view code) {
  context.idempotency_key.clear();
  const auto credential = TRY(own_credential(context));
  if (!credential.totp_pending) return refuse(FaultKind::conflict, "auth.no_second_factor");
  CHECK_OK(begin_attempt(context, attempt_subject(context, "second_factor", to_text(context.actor.person))));
  const auto secret = context.services.vault->open(secret_column, context.actor.person.value, *credential.totp_pending);
  const auto step = auth::match_totp(secret, code, context.now(), 0);
  if (!step) return refuse(FaultKind::invalid, "auth.code_wrong", "code");
  TotpConfirmation confirmation{auth::new_session_token(), auth::new_recovery_codes()};
  std::vector<std::string> hashes;
  hashes.reserve(confirmation.recovery_codes.size());
  for (const auto& recovery : confirmation.recovery_codes) hashes.push_back(code_hash(context, recovery));
  CHECK_OK(in_transaction(context, "session.confirm_second_factor", [&](Transaction& tx) -> Result<void> {
    tx.open_to_all();
    tx.about("person", context.actor.person.value, context.actor.unit);
    succeed(tx.db(), attempt_subject(context, "second_factor", to_text(context.actor.person)));
    auth::store::confirm_totp(tx.db(), context.actor.person, *step);
    auth::store::replace_recovery_codes(tx.db(), context.actor.person, hashes);
    auth::store::renew_session(tx.db(), context.actor.session, auth::token_hash(confirmation.token), true);
    auth::store::end_sessions(tx.db(), context.actor.person, context.actor.session);
    return {};
  }));
  return confirmation;
}

}  // namespace gongkai::directory
