// What the file store does behind the scenes. Jobs call these; they may run at any time and be killed at any point.
#pragma once
#include <functional>

#include "platform/db/database.hpp"
#include "platform/files/store.hpp"

namespace gongkai::files {

/// Reads the file in a worker and keeps its text; whoever uses the file hears of it through the change feed.
/// A file without readable text ends in TextState::failed with the reason: that is a result, no error.
void extract_text(Store& store, db::Database& database, FileId file, Instant now);

struct ScrubReport {
  std::int64_t checked = 0;
  std::int64_t missing = 0;   // a row without its blob
  std::int64_t corrupt = 0;   // the bytes are not those that were stored
  std::int64_t restored = 0;  // found good after having been missing or corrupt
  std::int64_t orphaned = 0;  // a blob without a row: left for the sweep
};
/// Hashes every blob again and notes in the rows what it finds. `go_on` is asked before each file.
ScrubReport scrub(Store& store, db::Database& database, const std::function<bool()>& go_on = {});

struct SweepReport {
  std::int64_t files = 0;
  std::int64_t blobs = 0;
  std::int64_t scratch = 0;
};
inline constexpr std::int64_t grace_seconds = 24 * 3600;
/// Removes files that nothing has used for a day, then blobs that no file names and nobody put for a day.
SweepReport sweep(Store& store, db::Database& database, Instant now);

}  // namespace gongkai::files
