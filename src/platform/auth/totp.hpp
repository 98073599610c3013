// The second factor: time-based one-time passwords (RFC 6238; SHA-1, 30 s, 6 digits: what every authenticator app speaks).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace gongkai::auth {

std::string new_totp_secret();  // 20 random bytes
std::int64_t totp_step(Instant now);
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

/// The step whose code this is: the current one, the one before or the one after, but never one that was used already.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant now,
                                       std::int64_t last_used_step);

/// otpauth://totp/… for the authenticator app, and the same as a QR code.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view login);
/// Hidden from screen readers: whoever shows it says beside it what it is.
std::string qr_svg(std::string_view text);
/// The dark modules of the same code row by row, without the quiet zone: for print.
std::vector<std::vector<bool>> qr_modules(std::string_view text);

/// Ten codes for the day the telephone is lost, each good once; only their hashes are kept.
std::vector<std::string> new_recovery_codes();
/// The form that is hashed: upper case without spaces and hyphens.
std::string recovery_code_form(std::string_view code);

}  // namespace gongkai::auth
