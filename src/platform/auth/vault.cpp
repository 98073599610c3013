#include "platform/auth/vault.hpp"

#include <fmt/format.h>

#include <mutex>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/auth/crypto.hpp"

namespace gongkai::auth {
namespace {
// A sealed value: version 1, suite, key number (4 bytes, most significant first), then what the suite makes.
constexpr char format_version = 1;
constexpr std::size_t head_length = 6;

std::string head_of(Suite suite, std::uint32_t key) {
  std::string head{format_version, static_cast<char>(suite)};
  for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>((key >> shift) & 255);
  return head;
}

std::uint32_t key_number(std::string_view sealed) {
  if (sealed.size() < head_length || sealed[0] != format_version) return 0;
  std::uint32_t key = 0;
  for (std::size_t i = 2; i < head_length; ++i) key = (key << 8) | static_cast<unsigned char>(sealed[i]);
  return key;
}

std::string associated(std::string_view head, std::string_view column, std::int64_t id) {
  return fmt::format("{}{}:{}", head, column, id);
}
}  // namespace

Vault Vault::open_file(const std::filesystem::path& file, Suite suite) {
  if (!std::filesystem::exists(file)) write_private_file(file, to_text(new_key_ring(suite)));
  Vault vault(parse_key_ring(read_private_file(file)));
  vault.m_file = file;
  return vault;
}

db::Bytes Vault::seal(std::string_view column, std::int64_t id, std::string_view plain) const {
  const std::shared_lock lock(m_mutex);
  const auto& key = m_ring.keys.at(m_ring.active);
  const auto head = head_of(key.suite, m_ring.active);
  const auto data = associated(head, column, id);
  switch (key.suite) {
    case Suite::aes_gcm: return {head + aes_gcm_seal(key.bytes, data, plain)};
    case Suite::sm4_hmac: return {head + sm4_seal(key.bytes, data, plain)};
  }
  throw std::logic_error("unknown cipher suite");
}

std::string Vault::open(std::string_view column, std::int64_t id, const db::Bytes& sealed) const {
  const std::shared_lock lock(m_mutex);
  const auto found = m_ring.keys.find(key_number(sealed.value));
  if (found == m_ring.keys.end())
    throw std::runtime_error(fmt::format("the key of a value in {} is not in the key file", column));
  const auto head = sealed.value.substr(0, head_length);
  const auto data = associated(head, column, id);
  const auto body = std::string_view(sealed.value).substr(head_length);
  const auto plain = found->second.suite == Suite::aes_gcm ? aes_gcm_open(found->second.bytes, data, body)
                                                           : sm4_open(found->second.bytes, data, body);
  if (!plain) throw std::runtime_error(fmt::format("a value in {} was changed outside this program", column));
  return *plain;
}

bool Vault::is_outdated(const db::Bytes& sealed) const {
  const std::shared_lock lock(m_mutex);
  return key_number(sealed.value) != m_ring.active;
}

db::Bytes Vault::blind_index(std::string_view column, std::string_view plain) const {
  const std::shared_lock lock(m_mutex);
  return {hmac_sha256(m_ring.index_key, fmt::format("{}\n{}", column, fold(trim(plain))))};
}

std::string Vault::sign(std::string_view purpose, std::string_view text) const {
  const std::shared_lock lock(m_mutex);
  return hmac_sha256(m_ring.token_key, fmt::format("{}\n{}", purpose, text));
}

void Vault::rotate(Suite suite) {
  const std::unique_lock lock(m_mutex);
  auto ring = m_ring;
  const auto next = ring.keys.rbegin()->first + 1;
  auto fresh = new_key_ring(suite);
  ring.keys[next] = std::move(fresh.keys.at(1));
  ring.active = next;
  if (!m_file.empty()) write_private_file(m_file, to_text(ring));
  m_ring = std::move(ring);
}

std::uint32_t Vault::active_key() const {
  const std::shared_lock lock(m_mutex);
  return m_ring.active;
}

}  // namespace gongkai::auth
