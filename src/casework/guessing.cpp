#include "casework/guessing.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "platform/auth/store.hpp"

namespace gongkai::casework {

namespace {

constexpr Budget phone_budget{};
constexpr std::size_t network_bytes = 8;  // a /64

db::Bytes from_here(const Context& context, std::string_view number) {
  return directory::attempt_subject(context, "case", std::string(number) + " " + network_of(context.address));
}

db::Bytes from_anywhere(const Context& context, std::string_view number) {
  return directory::attempt_subject(context, "case_phone", number);
}

}  // namespace

std::string network_of(std::string_view address) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET6, std::string(address).c_str(), bytes.data()) != 1) return std::string(address);
  return to_hex(std::string_view(bytes.data(), network_bytes));
}

std::int64_t spent_at(const auth::Failures& wrong, Instant now, const Budget& budget) {
  const auto won_back = (now.micros - wrong.last_at.micros) / 1'000'000 / budget.refill_seconds;
  return std::clamp<std::int64_t>(wrong.count - won_back, 0, budget.most);
}

Result<void> begin_guess(Context& context, std::string_view number, Proof proof) {
  CHECK_OK(directory::begin_attempt(context, from_here(context, number)));
  if (proof == Proof::code) return {};
  const auto subject = from_anywhere(context, number);
  return context.database().write([&](db::Session& session) -> Result<void> {
    const auto spent = spent_at(auth::store::failures_of(session, subject), context.now(), phone_budget);
    if (spent >= phone_budget.most) return refuse(FaultKind::too_many, "case.phone_closed", "proof");
    auth::store::keep_failures(session, subject, {.count = spent + 1, .last_at = context.now()});
    return {};
  });
}

void guessed_right(db::Session& session, const Context& context, std::string_view number, Proof proof) {
  directory::succeed(session, from_here(context, number));
  if (proof == Proof::code) return;
  const auto subject = from_anywhere(context, number);
  auto wrong = auth::store::failures_of(session, subject);
  wrong.count = std::max<std::int64_t>(wrong.count - 1, 0);
  auth::store::keep_failures(session, subject, wrong);
}

}  // namespace gongkai::casework
