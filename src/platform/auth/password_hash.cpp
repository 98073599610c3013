#include "platform/auth/password_hash.hpp"

#include <argon2.h>

#include <charconv>
#include <optional>
#include <semaphore>
#include <stdexcept>

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace gongkai::auth {
namespace {
constexpr std::size_t salt_length = 16, hash_length = 32;
// Four at once hold 76 MiB at the default cost; the fifth login of the same moment waits some milliseconds.
constexpr std::ptrdiff_t at_once = 4;
std::counting_semaphore<at_once> free_places{at_once};

class Place {
 public:
  Place() { free_places.acquire(); }
  ~Place() { free_places.release(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

std::optional<std::uint32_t> number_behind(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  std::uint32_t value = 0;
  const auto result = std::from_chars(text.data() + name.size(), text.data() + text.size(), value);
  return result.ec == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<HashCost> cost_of(std::string_view stored) {
  const auto parts = split(stored, '$');  // "", argon2id, v=19, m=…,t=…,p=…, salt, hash
  if (parts.size() != 6 || parts[1] != "argon2id") return std::nullopt;
  const auto values = split(parts[3], ',');
  if (values.size() != 3) return std::nullopt;
  const auto memory = number_behind(values[0], "m="), passes = number_behind(values[1], "t="),
             lanes = number_behind(values[2], "p=");
  if (!memory || !passes || !lanes) return std::nullopt;
  return HashCost{*memory, *passes, *lanes};
}
}  // namespace

std::string hash_password(std::string_view password, HashCost cost) {
  const Place place;
  const auto salt = random_bytes(salt_length);
  std::string encoded(argon2_encodedlen(cost.passes, cost.memory_kib, cost.lanes, salt_length, hash_length, Argon2_id),
                      '\0');
  const auto code = argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, password.data(), password.size(),
                                          salt.data(), salt.size(), hash_length, encoded.data(), encoded.size());
  if (code != ARGON2_OK) throw std::runtime_error(std::string("Argon2: ") + argon2_error_message(code));
  encoded.resize(std::strlen(encoded.c_str()));
  return encoded;
}

Verdict verify_password(std::string_view password, std::string_view stored, HashCost cost) {
  const auto used = cost_of(stored);
  if (!used) {
    verify_nothing(password, cost);
    return {};
  }
  const Place place;
  const auto code = argon2id_verify(std::string(stored).c_str(), password.data(), password.size());
  if (code != ARGON2_OK && code != ARGON2_VERIFY_MISMATCH)
    throw std::runtime_error(std::string("Argon2: ") + argon2_error_message(code));
  const bool weaker = used->memory_kib < cost.memory_kib || used->passes < cost.passes || used->lanes < cost.lanes;
  return {code == ARGON2_OK, code == ARGON2_OK && weaker};
}

void verify_nothing(std::string_view password, HashCost cost) {
  (void)hash_password(password, cost);
}

}  // namespace gongkai::auth
