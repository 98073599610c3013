// Encodings of bytes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gongkai {

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);
std::string to_base64(std::string_view bytes);                  // RFC 4648 §4, padded
std::string to_base64url(std::string_view bytes);               // §5, without padding
std::optional<std::string> from_base64(std::string_view text);  // both alphabets, padding optional
std::string to_base32(std::string_view bytes);                  // §6, without padding: secrets of authenticator apps

/// `bytes` random bytes from the operating system.
std::string random_bytes(std::size_t count);

}  // namespace gongkai
