#include "platform/auth/crypto.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>
#include <stdexcept>

#include "base/bytes.hpp"

namespace gongkai::auth {
namespace {
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;
constexpr std::size_t gcm_nonce = 12, gcm_tag = 16, sm4_block = 16, mac_length = 32;

const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
int size_of(std::string_view bytes) {
  return static_cast<int>(bytes.size());
}

void must(int ok, const char* what) {
  if (ok != 1) throw std::runtime_error(std::string("OpenSSL: ") + what + " failed");
}

std::string hmac(const EVP_MD* method, std::string_view key, std::string_view bytes) {
  std::string mac(EVP_MAX_MD_SIZE, '\0');
  unsigned length = 0;
  if (!HMAC(method, key.data(), size_of(key), in(bytes), bytes.size(), out(mac), &length))
    throw std::runtime_error("OpenSSL: HMAC failed");
  mac.resize(length);
  return mac;
}

Cipher new_cipher() {
  return {EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free};
}

// The lengths stand in front, so that no byte can move from the associated data into the ciphertext.
std::string sm4_mac(std::string_view key, std::string_view associated, std::string_view body) {
  std::string bytes = std::to_string(associated.size()) + ":";
  bytes += associated;
  bytes += body;
  return hmac_sm3(hmac_sm3(key, "gongkai sm4 mac"), bytes);
}
std::string sm4_key(std::string_view key) {
  return hmac_sm3(key, "gongkai sm4 key").substr(0, 16);
}
}  // namespace

std::string sha256(std::string_view bytes) {
  std::string digest(32, '\0');
  unsigned length = 0;
  must(EVP_Digest(bytes.data(), bytes.size(), out(digest), &length, EVP_sha256(), nullptr), "SHA-256");
  return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  return hmac(EVP_sha256(), key, bytes);
}
std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  return hmac(EVP_sha1(), key, bytes);
}
std::string hmac_sm3(std::string_view key, std::string_view bytes) {
  return hmac(EVP_sm3(), key, bytes);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string aes_gcm_seal(std::string_view key32, std::string_view associated, std::string_view plain) {
  const auto nonce = random_bytes(gcm_nonce);
  std::string body(plain.size(), '\0'), tag(gcm_tag, '\0');
  const auto cipher = new_cipher();
  int length = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(key32), in(nonce)), "AES-GCM");
  must(EVP_EncryptUpdate(cipher.get(), nullptr, &length, in(associated), size_of(associated)), "AES-GCM data");
  must(EVP_EncryptUpdate(cipher.get(), out(body), &length, in(plain), size_of(plain)), "AES-GCM text");
  must(EVP_EncryptFinal_ex(cipher.get(), out(body) + length, &length), "AES-GCM end");
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(gcm_tag), tag.data()), "AES-GCM tag");
  return nonce + body + tag;
}

std::optional<std::string> aes_gcm_open(std::string_view key32, std::string_view associated, std::string_view sealed) {
  if (sealed.size() < gcm_nonce + gcm_tag) return std::nullopt;
  const auto nonce = sealed.substr(0, gcm_nonce);
  const auto body = sealed.substr(gcm_nonce, sealed.size() - gcm_nonce - gcm_tag);
  std::string tag(sealed.substr(sealed.size() - gcm_tag));
  std::string plain(body.size(), '\0');
  const auto cipher = new_cipher();
  int length = 0;
  must(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(key32), in(nonce)), "AES-GCM");
  must(EVP_DecryptUpdate(cipher.get(), nullptr, &length, in(associated), size_of(associated)), "AES-GCM data");
  must(EVP_DecryptUpdate(cipher.get(), out(plain), &length, in(body), size_of(body)), "AES-GCM text");
  must(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(gcm_tag), tag.data()), "AES-GCM tag");
  if (EVP_DecryptFinal_ex(cipher.get(), out(plain) + length, &length) != 1) return std::nullopt;
  return plain;
}

std::string sm4_seal(std::string_view key32, std::string_view associated, std::string_view plain) {
  const auto nonce = random_bytes(sm4_block);
  std::string body(plain.size() + sm4_block, '\0');
  const auto key = sm4_key(key32);
  const auto cipher = new_cipher();
  int length = 0, rest = 0;
  must(EVP_EncryptInit_ex(cipher.get(), EVP_sm4_cbc(), nullptr, in(key), in(nonce)), "SM4");
  must(EVP_EncryptUpdate(cipher.get(), out(body), &length, in(plain), size_of(plain)), "SM4 text");
  must(EVP_EncryptFinal_ex(cipher.get(), out(body) + length, &rest), "SM4 end");
  body.resize(static_cast<std::size_t>(length) + static_cast<std::size_t>(rest));
  body.insert(0, nonce);
  return body + sm4_mac(key32, associated, body);
}

std::optional<std::string> sm4_open(std::string_view key32, std::string_view associated, std::string_view sealed) {
  if (sealed.size() < 2 * sm4_block + mac_length) return std::nullopt;
  const auto signed_part = sealed.substr(0, sealed.size() - mac_length);
  if (!equal_in_constant_time(sealed.substr(signed_part.size()), sm4_mac(key32, associated, signed_part)))
    return std::nullopt;
  const auto body = signed_part.substr(sm4_block);
  std::string plain(body.size() + sm4_block, '\0');
  const auto key = sm4_key(key32);
  const auto cipher = new_cipher();
  int length = 0, rest = 0;
  must(EVP_DecryptInit_ex(cipher.get(), EVP_sm4_cbc(), nullptr, in(key), in(signed_part)), "SM4");
  must(EVP_DecryptUpdate(cipher.get(), out(plain), &length, in(body), size_of(body)), "SM4 text");
  if (EVP_DecryptFinal_ex(cipher.get(), out(plain) + length, &rest) != 1) return std::nullopt;
  plain.resize(static_cast<std::size_t>(length) + static_cast<std::size_t>(rest));
  return plain;
}

}  // namespace gongkai::auth
