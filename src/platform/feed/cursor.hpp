// A place in the change feed from which nothing is skipped, and reading on from there.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "platform/db/session.hpp"
#include "platform/feed/outbox.hpp"

namespace gongkai::feed {

/// Everything at or before the place has been seen. `transaction` is 0 on SQLite, where one thread writes and seq alone
/// says the order. PostgreSQL numbers rows before they commit: there the transaction leads, and nothing is read at or
/// above the oldest transaction that still runs.
struct Cursor {
  std::string epoch;
  std::int64_t transaction = 0;
  std::int64_t seq = 0;
  auto operator<=>(const Cursor&) const = default;
};
/// "epoch:transaction:seq", for followers that keep their place beside their own data.
std::string to_text(const Cursor& cursor);
std::optional<Cursor> parse_cursor(std::string_view text);

struct Batch {
  std::vector<Change> changes;
  Cursor next;
  Instant newest_at{};  // of the last change; 0 when there is none
};
/// Up to `limit` changes behind the cursor, in an order in which none can appear in front of a delivered one.
Batch read_after(db::Session& session, const Cursor& cursor, std::int64_t limit);

/// Where a follower stands that has just read everything in this very snapshot.
Cursor horizon(db::Session& session);
/// False when changes behind the cursor were trimmed, or the numbering began anew: only a rebuild helps.
bool can_follow(db::Session& session, const Cursor& cursor);

/// The epoch of this database; makes it at the first call and anew when the PostgreSQL cluster is another one.
std::string ensure_epoch(db::Session& session);
/// After a backup was restored: every follower rebuilds.
void begin_new_epoch(db::Session& session);

/// The kept place of a node's consumer.
std::optional<Cursor> saved_cursor(db::Session& session, std::string_view node, std::string_view consumer);
void save_cursor(db::Session& session, std::string_view node, std::string_view consumer, const Cursor& cursor,
                 Instant now);

/// Removes changes that every kept cursor has passed and that are older than `keep_days`; those older than four times as
/// long go in any case: a node that never came back must not fill the disk, and rebuilds when it does.
std::int64_t trim(db::Session& session, Instant now, int keep_days);

/// When the oldest change behind the cursor was written, also one that is not readable yet; nothing when there is none.
std::optional<Instant> oldest_behind(db::Session& session, const Cursor& cursor);

}  // namespace gongkai::feed
