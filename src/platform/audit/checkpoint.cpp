#include "platform/audit/checkpoint.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "platform/audit/store.hpp"
#include "platform/auth/keys.hpp"
#include "platform/json/json.hpp"

namespace gongkai::audit {
namespace {
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
constexpr std::size_t key_length = 32, signature_length = 64;

const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// What is signed: one line a value, so that a person can rebuild it with a text editor and openssl.
std::string statement(const Checkpoint& c) {
  return fmt::format("gongkai audit checkpoint 1\nsm3\n{}\n{}\n{}\n{}\n", c.seq, to_hex(c.hash), c.count, to_iso(c.at));
}

std::string public_key_of(std::string_view private_key) {
  const Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, in(private_key), private_key.size()),
                &EVP_PKEY_free};
  std::string bytes(key_length, '\0');
  auto length = bytes.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(bytes.data()), &length) != 1)
    throw std::runtime_error("the signing key of the audit trail is not a key");
  return to_hex(bytes);
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in_file(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in_file), {}};
}

void write_text(const std::filesystem::path& file, std::string_view content) {
  auth::write_private_file(file, content);
  std::filesystem::permissions(file, std::filesystem::perms::group_read | std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
}
}  // namespace

std::string to_json_text(const Checkpoint& c) {
  return json::to_string({{"format", 1},
                          {"algorithm", "sm3"},
                          {"seq", c.seq},
                          {"count", c.count},
                          {"hash", to_hex(c.hash)},
                          {"at", to_iso(c.at)},
                          {"signature", to_hex(c.signature)}}) +
         "\n";
}

std::optional<Checkpoint> parse_checkpoint(std::string_view json_text) {
  const auto parsed = json::parse(json_text);
  if (!parsed) return std::nullopt;
  json::Reader reader(*parsed);
  Checkpoint checkpoint{.seq = reader.integer("seq"), .count = reader.integer("count")};
  const auto hash = from_hex(reader.text("hash")), signature = from_hex(reader.text("signature"));
  const auto at = parse_instant(reader.text("at"));
  if (!reader.finish() || !hash || !signature || !at || checkpoint.seq < 1) return std::nullopt;
  checkpoint.hash = *hash;
  checkpoint.signature = *signature;
  checkpoint.at = *at;
  return checkpoint;
}

Signer Signer::open(const std::filesystem::path& folder) {
  Signer signer;
  const auto file = folder / "signing.key";
  if (!std::filesystem::exists(file)) auth::write_private_file(file, to_hex(random_bytes(key_length)) + "\n");
  const auto bytes = from_hex(trim(auth::read_private_file(file)));
  if (!bytes || bytes->size() != key_length)
    throw std::runtime_error(file.string() + ": 64 hexadecimal digits expected");
  signer.m_private = *bytes;
  signer.m_public = public_key_of(*bytes);
  if (const auto shown = folder / "signing.pub"; trim(read_text(shown)) != signer.m_public)
    write_text(shown, signer.m_public + "\n");
  return signer;
}

std::string Signer::signature_of(std::string_view bytes) const {
  const Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, in(m_private), m_private.size()),
                &EVP_PKEY_free};
  const Context context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  std::string signature(signature_length, '\0');
  auto length = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, in(bytes),
                     bytes.size()) != 1)
    throw std::runtime_error("the key of the audit trail could not sign");
  return signature;
}

std::string Signer::public_pem() const {
  // The fixed head of a SubjectPublicKeyInfo with an Ed25519 key (RFC 8410), then the key.
  const auto der = *from_hex("302a300506032b6570032100" + m_public);
  std::string base64(4 * ((der.size() + 2) / 3) + 1, '\0');
  const auto length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()), in(der), static_cast<int>(der.size()));
  base64.resize(static_cast<std::size_t>(length));
  return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
}

Checkpoint Signer::sign(Checkpoint checkpoint) const {
  checkpoint.signature = signature_of(statement(checkpoint));
  return checkpoint;
}

bool is_genuine(const Checkpoint& checkpoint, std::string_view public_key) {
  const auto bytes = from_hex(trim(public_key));
  if (!bytes || bytes->size() != key_length || checkpoint.signature.size() != signature_length) return false;
  const Key key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, in(*bytes), bytes->size()), &EVP_PKEY_free};
  const Context context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  const auto text = statement(checkpoint);
  return key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), in(checkpoint.signature), signature_length, in(text), text.size()) == 1;
}

std::optional<Checkpoint> write_checkpoint(db::Database& database, const std::filesystem::path& folder, Instant now) {
  Checkpoint checkpoint{.at = now};
  database.read([&](db::Session& session) {
    const auto head = store::head(session);
    checkpoint.seq = head.seq;
    checkpoint.hash = head.hash;
    checkpoint.count = store::count_sealed(session);
  });
  if (checkpoint.seq == 0) return std::nullopt;
  checkpoint = Signer::open(folder).sign(checkpoint);
  write_text(folder / "checkpoints" / fmt::format("{:012}.json", checkpoint.seq), to_json_text(checkpoint));
  return checkpoint;
}

std::vector<Checkpoint> read_checkpoints(const std::filesystem::path& place) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(place)) {
    for (const auto& file : std::filesystem::directory_iterator(place))
      if (file.path().extension() == ".json") files.push_back(file.path());
  } else if (std::filesystem::exists(place)) {
    files.push_back(place);
  }
  std::vector<Checkpoint> checkpoints;
  for (const auto& file : files) checkpoints.push_back(parse_checkpoint(read_text(file)).value_or(Checkpoint{}));
  std::sort(checkpoints.begin(), checkpoints.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
  return checkpoints;
}

}  // namespace gongkai::audit
