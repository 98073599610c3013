#include "directory/attempts.hpp"

#include "directory/roles.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::directory {
namespace {
Result<void> wait_until(Instant next, Instant now) {
  if (next <= now) return {};
  const auto seconds = (next.micros - now.micros + 999'999) / 1'000'000;
  return refuse(FaultKind::too_many, "auth.wait", {}, {{"seconds", std::to_string(seconds)}});
}
db::Bytes address_subject(const Context& context) {
  return attempt_subject(context, "address", context.address);
}
}  // namespace

db::Bytes attempt_subject(const Context& context, std::string_view purpose, std::string_view name) {
  return context.services.vault->blind_index("login_failure." + std::string(purpose), name);
}

Result<void> begin_attempt(Context& context, const db::Bytes& subject) {
  const auto& policy = role_book().policy.lock_out;
  const auto now = context.now();
  return context.database().write([&](db::Session& session) -> Result<void> {
    const auto failures = auth::store::failures_of(session, subject);
    CHECK_OK(wait_until(auth::next_attempt_at(failures, auth::Subject::login, policy), now));
    auth::store::forget_old_failures(session, now.plus_seconds(-24 * 3600));
    auth::store::keep_failures(session, subject, auth::failed_again(failures, auth::Subject::login, policy, now));
    return {};
  });
}

void succeed(db::Session& session, const db::Bytes& subject) {
  auth::store::clear_failures(session, subject);
}

Result<void> check_address(Context& context) {
  if (context.address.empty()) return {};
  const auto failures = context.database().read(
      [&](db::Session& session) { return auth::store::failures_of(session, address_subject(context)); });
  return wait_until(auth::next_attempt_at(failures, auth::Subject::address, role_book().policy.lock_out),
                    context.now());
}

void count_address(db::Session& session, const Context& context) {
  if (context.address.empty()) return;
  const auto subject = address_subject(context);
  const auto failures = auth::store::failures_of(session, subject);
  auth::store::keep_failures(
      session, subject,
      auth::failed_again(failures, auth::Subject::address, role_book().policy.lock_out, context.now()));
}

}  // namespace gongkai::directory
