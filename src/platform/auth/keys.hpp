// Key files of the data folder: small text files with mode 0600, made on first start.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace gongkai::auth {

enum class Suite { aes_gcm = 1, sm4_hmac = 2 };

/// What the vault works with: numbered column keys of which one seals, and two that never change, because everything
/// that was looked up or signed with them would be lost.
struct KeyRing {
  struct Key {
    Suite suite = Suite::aes_gcm;
    std::string bytes;  // 32
  };
  std::map<std::uint32_t, Key> keys;
  std::uint32_t active = 0;
  std::string index_key;  // blind index
  std::string token_key;  // CSRF and form tokens, recovery codes
};

KeyRing new_key_ring(Suite suite);
std::string to_text(const KeyRing& ring);
/// Throws std::runtime_error naming the line that is wrong.
KeyRing parse_key_ring(std::string_view text);

/// Reads a file that only its owner may read; throws when others may.
std::string read_private_file(const std::filesystem::path& file);
/// Writes it whole or not at all (temporary file, fsync, rename), mode 0600.
void write_private_file(const std::filesystem::path& file, std::string_view content);

}  // namespace gongkai::auth
