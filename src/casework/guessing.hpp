// How guessing at the way into a case is made slow without letting one person's guesses keep another one out.
#pragma once
#include <string>
#include <string_view>

#include "directory/attempts.hpp"

namespace gongkai::casework {

/// What somebody shows beside the number of a case.
enum class Proof { code, phone };

/// Whoever has one address of a network of IPv6 has all of its 2^64; of IPv4 each address counts for itself.
std::string network_of(std::string_view address);

/// Telephones can be guessed, codes cannot: over all networks together a number stands so many wrong telephones, and wins
/// one back after so long.
struct Budget {
  std::int64_t most = 30;
  std::int64_t refill_seconds = 48 * 60;  // 30 a day
};
/// What is left of earlier wrong guesses.
std::int64_t spent_at(const auth::Failures& wrong, Instant now, const Budget& budget);

/// Counts one more guess before it is looked at. Refuses with "auth.wait" when too many came for this number from this
/// network, and a telephone with "case.phone_closed" when its budget is spent: the code and the mailbox still open the case.
Result<void> begin_guess(Context& context, std::string_view number, Proof proof);
/// The guess was right: it counts no more.
void guessed_right(db::Session& session, const Context& context, std::string_view number, Proof proof);

}  // namespace gongkai::casework
