// The arithmetic of the chain: hash(n) = digest(hash(n-1), every column of event n). Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "platform/audit/event.hpp"

namespace gongkai::audit {

enum class Algorithm { sm3 = 1, sha256 = 2 };
constexpr Algorithm current_algorithm = Algorithm::sm3;

std::string digest(Algorithm algorithm, std::string_view bytes);

/// An event as it is stored, with its seal. The personal columns are all set, or all empty once they were erased.
struct Entry {
  std::int64_t seq = 0;
  std::int64_t event = 0;
  std::int64_t stored = 0;  // id of the event row that was found: 0 when the row of the seal is gone
  Instant at{};
  std::string act;
  std::int64_t outcome = 0;
  std::int64_t person = 0;
  std::int64_t unit = 0;
  std::string subject_kind;
  std::int64_t subject = 0;
  std::string details;
  std::string request_id;
  std::optional<std::string> actor_name;
  std::optional<std::string> address;
  std::optional<std::string> salt;
  std::string personal_digest;
  std::int64_t algorithm = 0;
  std::string hash;

  bool is_erased() const { return !actor_name && !address && !salt; }
};

/// What stands before the first event.
std::string genesis();
std::string personal_digest(Algorithm algorithm, std::string_view salt, std::string_view actor_name,
                            std::string_view address);
std::string link(std::string_view previous_hash, const Entry& entry);
/// The entry's own columns agree with each other and with the hash before it.
bool is_sound(const Entry& entry, std::string_view previous_hash);

}  // namespace gongkai::audit
