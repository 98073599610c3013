// A signed statement of how far the trail had come: last number, hash, count and time. It lives outside the database
// (data folder, public page), so that cutting off the tail or writing the whole chain anew can be proven.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/db/database.hpp"

namespace gongkai::audit {

struct Checkpoint {
  std::int64_t seq = 0;
  std::int64_t count = 0;
  std::string hash;  // 32 bytes
  Instant at{};
  std::string signature;  // Ed25519, 64 bytes
};

std::string to_json_text(const Checkpoint& checkpoint);
std::optional<Checkpoint> parse_checkpoint(std::string_view json_text);

/// The Ed25519 key of an installation: <folder>/signing.key (0600) and, for everybody, <folder>/signing.pub.
class Signer {
 public:
  /// Makes the key on first use.
  static Signer open(const std::filesystem::path& folder);
  Checkpoint sign(Checkpoint unsigned_checkpoint) const;
  /// The Ed25519 signature of the bytes, 64 bytes; `openssl pkeyutl -verify -rawin` checks it with public_pem().
  std::string signature_of(std::string_view bytes) const;
  std::string public_pem() const;
  const std::string& public_key() const { return m_public; }  // 64 hexadecimal digits

 private:
  std::string m_private;
  std::string m_public;
};

/// Where the platform keeps its signing key; a part of the services, set by app/.
struct SigningFolder {
  std::filesystem::path path;
};

/// True when the holder of the key made it and nothing was changed since. `public_key` in hexadecimal.
bool is_genuine(const Checkpoint& checkpoint, std::string_view public_key);

/// Signs the present end of the trail and writes <folder>/checkpoints/<number>.json; nothing when the trail is empty.
std::optional<Checkpoint> write_checkpoint(db::Database& database, const std::filesystem::path& folder, Instant now);
/// A file, or all *.json files of a folder, by rising number. A file that cannot be read is a checkpoint with number 0
/// and without signature, so that verify reports it.
std::vector<Checkpoint> read_checkpoints(const std::filesystem::path& place);

}  // namespace gongkai::audit
