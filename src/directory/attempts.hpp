// Counting guesses. An attempt is counted before it is looked at, so that a thousand at once are a thousand.
#pragma once
#include "platform/auth/lock_out.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

/// The key of a counter: a digest, so that the table tells nothing about names.
db::Bytes attempt_subject(const Context& context, std::string_view purpose, std::string_view name);

/// Counts one more guess, or says how long to wait ("auth.wait", seconds).
Result<void> begin_attempt(Context& context, const db::Bytes& subject);
/// The guess was right.
void succeed(db::Session& session, const db::Bytes& subject);

/// Addresses are only counted when a guess was wrong: many people share one.
Result<void> check_address(Context& context);
void count_address(db::Session& session, const Context& context);

}  // namespace gongkai::directory
