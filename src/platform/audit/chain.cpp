#include "platform/audit/chain.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace gongkai::audit {
namespace {
using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// Fetched once: a lookup by name costs more than the hash of a short event.
const EVP_MD* method(Algorithm algorithm) {
  static const EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  switch (algorithm) {
    case Algorithm::sm3: return sm3;
    case Algorithm::sha256: return sha256;
  }
  return nullptr;
}

// Every part carries its length, so that no two different events serialise alike.
void put(std::string& out, std::int64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8)
    out += static_cast<char>((static_cast<std::uint64_t>(number) >> shift) & 255);
}
void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::int64_t>(text.size()));
  out += text;
}
}  // namespace

std::string digest(Algorithm algorithm, std::string_view bytes) {
  thread_local const Context context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
  std::string out(32, '\0');
  unsigned length = 0;
  if (!EVP_DigestInit_ex(context.get(), method(algorithm), nullptr) ||
      !EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) ||
      !EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(out.data()), &length) || length != out.size())
    throw std::runtime_error("the audit digest is not available");
  return out;
}

std::string genesis() {
  return std::string(32, '\0');
}

std::string personal_digest(Algorithm algorithm, std::string_view salt, std::string_view actor_name,
                            std::string_view address) {
  std::string bytes;
  put(bytes, salt);
  put(bytes, actor_name);
  put(bytes, address);
  return digest(algorithm, bytes);
}

std::string link(std::string_view previous_hash, const Entry& entry) {
  std::string bytes;
  bytes.reserve(256 + entry.details.size());
  bytes += previous_hash;
  for (const auto number : {entry.algorithm, entry.seq, entry.event, entry.at.micros, entry.outcome, entry.person,
                            entry.unit, entry.subject})
    put(bytes, number);
  for (const auto* text : {&entry.act, &entry.subject_kind, &entry.details, &entry.request_id, &entry.personal_digest})
    put(bytes, std::string_view(*text));
  return digest(static_cast<Algorithm>(entry.algorithm), bytes);
}

bool is_sound(const Entry& entry, std::string_view previous_hash) {
  if (entry.algorithm != static_cast<std::int64_t>(Algorithm::sm3) &&
      entry.algorithm != static_cast<std::int64_t>(Algorithm::sha256))
    return false;
  if (entry.stored != entry.event || entry.hash != link(previous_hash, entry)) return false;
  if (entry.is_erased()) return true;
  if (!entry.actor_name || !entry.address || !entry.salt) return false;
  return entry.personal_digest ==
         personal_digest(static_cast<Algorithm>(entry.algorithm), *entry.salt, *entry.actor_name, *entry.address);
}

}  // namespace gongkai::audit
