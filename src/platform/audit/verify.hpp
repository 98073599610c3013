// Proves that the trail is as it was written, or names the first record that is not.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/audit/checkpoint.hpp"

namespace gongkai::audit {

enum class Harm {
  changed,     // the record, or its seal, is not what was sealed
  missing,     // the number is not there, or its event is gone
  truncated,   // a checkpoint proves that records followed the last one
  rewritten,   // the chain is whole, but a checkpoint proves that it was another one
  unsealed,    // an event that no seal points to, though its time has come
  forged,      // a checkpoint without a good signature
  unreadable,  // a line of an export that is no record
};
std::string_view name_of(Harm harm);

struct Finding {
  Harm harm = Harm::changed;
  std::int64_t seq = 0;    // number of the record in the chain; of an unsealed event 0
  std::int64_t event = 0;  // id of the event row, when known
  bool operator==(const Finding&) const = default;
};

struct Report {
  std::int64_t records = 0;  // that were checked
  std::int64_t last_seq = 0;
  std::int64_t erased = 0;       // records whose personal columns were blanked: lawful, but counted
  std::int64_t checkpoints = 0;  // genuine ones that fit
  std::optional<Finding> first;  // the first harm, by number

  bool is_intact() const { return !first; }
};

struct Proof {
  std::vector<Checkpoint> checkpoints{};
  std::string public_key{};  // hexadecimal; needed when there are checkpoints
};

/// Reads the whole trail, by ranges on `threads` threads. `now` decides which PostgreSQL events should be sealed already.
Report verify(db::Database& database, const Proof& proof, Instant now, int threads = 2);

/// One record a line, as JSON, in order of the chain. Returns how many.
std::int64_t write_export(db::Database& database, const std::filesystem::path& file);
/// Needs nothing but the file, the checkpoints and the public key.
Report verify_export(const std::filesystem::path& file, const std::filesystem::path& checkpoints,
                     const std::string& public_key);

}  // namespace gongkai::audit
