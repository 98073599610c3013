// The few primitives the rest of auth is built on. OpenSSL stays behind this header.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::auth {

std::string sha256(std::string_view bytes);
std::string hmac_sha256(std::string_view key, std::string_view bytes);
std::string hmac_sha1(std::string_view key, std::string_view bytes);  // TOTP only: RFC 6238's default, what apps speak
std::string hmac_sm3(std::string_view key, std::string_view bytes);

/// Takes the same time whatever the contents; texts of different length differ at once.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Authenticated encryption. The result is nonce + ciphertext + tag; opening yields nothing when a bit was changed,
/// the associated data differ or the key is wrong.
std::string aes_gcm_seal(std::string_view key32, std::string_view associated, std::string_view plain);
std::optional<std::string> aes_gcm_open(std::string_view key32, std::string_view associated, std::string_view sealed);

/// SM4-CBC with HMAC-SM3 over associated data, nonce and ciphertext: OpenSSL 3.0 has no SM4-GCM (it came with 3.1).
/// The two keys are derived from the one given.
std::string sm4_seal(std::string_view key32, std::string_view associated, std::string_view plain);
std::optional<std::string> sm4_open(std::string_view key32, std::string_view associated, std::string_view sealed);

}  // namespace gongkai::auth
