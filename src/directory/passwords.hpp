// What the use cases with passwords share.
#pragma once
#include "directory/model.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

/// Checks the policy and the history, then makes the hash. Outside of any transaction: it takes its time on purpose.
Result<std::string> hash_new_password(Context& context, const Person& person, std::string_view password);
/// The person's present password, with the counting of guesses.
Result<void> check_password(Context& context, std::string_view password);

}  // namespace gongkai::directory
