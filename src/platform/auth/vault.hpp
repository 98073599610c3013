// Encrypts the columns that hold personal data, and keeps the keys for everything that is signed or looked up blindly.
//
//   person.phone = vault.seal("person.phone", id.value, "13812341234");   // Bytes for the column
//   person.phone_index = vault.blind_index("person.phone", "13812341234"); // equality search without the plain text
//   auto phone = vault.open("person.phone", id.value, person.phone);
//
// A sealed value says which algorithm and which key it needs, and opens only in the column and row it was made for.
#pragma once
#include <filesystem>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "platform/auth/keys.hpp"
#include "platform/db/value.hpp"

namespace gongkai::auth {

class Vault {
 public:
  /// Opens the key file, or makes it when there is none. `suite` is the algorithm of a new key.
  static Vault open_file(const std::filesystem::path& file, Suite suite = Suite::aes_gcm);
  /// Keys that live as long as the object: tests.
  explicit Vault(KeyRing ring) : m_ring(std::move(ring)) {}
  Vault(Vault&& other) noexcept : m_file(std::move(other.m_file)), m_ring(std::move(other.m_ring)) {}

  db::Bytes seal(std::string_view column, std::int64_t id, std::string_view plain) const;
  /// Throws std::runtime_error when the value was changed, moved to another row or its key is gone.
  std::string open(std::string_view column, std::int64_t id, const db::Bytes& sealed) const;
  /// Made with an older key than the active one: seal it again when the row is written next.
  bool is_outdated(const db::Bytes& sealed) const;

  /// Equal for equal texts (after folding), otherwise meaningless.
  db::Bytes blind_index(std::string_view column, std::string_view plain) const;
  /// Signs a text for one purpose: CSRF tokens, recovery codes.
  std::string sign(std::string_view purpose, std::string_view text) const;

  /// Adds a key and makes it the active one; the file is written before anything is sealed with it.
  void rotate(Suite suite);
  /// Number of the active key, for the system page.
  std::uint32_t active_key() const;

 private:
  std::filesystem::path m_file;
  mutable std::shared_mutex m_mutex;
  KeyRing m_ring;
};

}  // namespace gongkai::auth
