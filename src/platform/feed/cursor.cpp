#include "platform/feed/cursor.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/bytes.hpp"
#include "base/text.hpp"

namespace gongkai::feed {
namespace {
struct ChangeRow {
  std::int64_t transaction = 0, seq = 0, object = 0, version = 0;
  std::string topic;
  Operation operation = Operation::upsert;
  Instant at{};
};
struct Place {
  std::int64_t transaction = 0, seq = 0;
};
struct StateRow {
  std::string epoch, cluster;
  std::int64_t trimmed_transaction = 0, trimmed_seq = 0;
};
}  // namespace
}  // namespace gongkai::feed

template <>
struct gongkai::db::Columns<gongkai::feed::ChangeRow> {
  using Row = gongkai::feed::ChangeRow;
  static constexpr auto list = std::tuple{column("transaction_id", &Row::transaction),
                                          column("seq", &Row::seq),
                                          column("topic", &Row::topic),
                                          column("object", &Row::object),
                                          column("operation", &Row::operation),
                                          column("version", &Row::version),
                                          column("at", &Row::at)};
};
template <>
struct gongkai::db::Columns<gongkai::feed::Place> {
  using Row = gongkai::feed::Place;
  static constexpr auto list = std::tuple{column("transaction_id", &Row::transaction), column("seq", &Row::seq)};
};
template <>
struct gongkai::db::Columns<gongkai::feed::StateRow> {
  using Row = gongkai::feed::StateRow;
  static constexpr auto list =
      std::tuple{column("epoch", &Row::epoch), column("cluster", &Row::cluster),
                 column("trimmed_transaction", &Row::trimmed_transaction), column("trimmed_seq", &Row::trimmed_seq)};
};
template <>
struct gongkai::db::Columns<gongkai::feed::Cursor> {
  using Row = gongkai::feed::Cursor;
  static constexpr auto list =
      std::tuple{column("epoch", &Row::epoch), column("transaction_id", &Row::transaction), column("seq", &Row::seq)};
};

namespace gongkai::feed {
namespace {
using db::Query;
using db::TwoTexts;

// PostgreSQL has no cast between xid8 and a number but by way of text.
#define XID "cast(cast(xid AS text) AS bigint)"
#define AS_XID(parameter) "cast(cast(cast(" parameter " AS bigint) AS text) AS xid8)"
#define BELOW_RUNNING "xid < pg_snapshot_xmin(pg_current_snapshot())"

const Query read_changes{
    "feed.read_after",
    TwoTexts{.sqlite =
                 "SELECT cast($1 AS INTEGER) AS transaction_id, seq, topic, object, operation, version, at FROM outbox "
                 "WHERE seq > $2 ORDER BY seq LIMIT $3",
             .postgres = "SELECT " XID " AS transaction_id, seq, topic, object, operation, version, at FROM outbox "
                         "WHERE (xid, seq) > (" AS_XID("$1") ", $2) AND " BELOW_RUNNING " ORDER BY xid, seq LIMIT $3"}};
const Query find_horizon{
    "feed.horizon",
    TwoTexts{.sqlite = "SELECT 0 AS transaction_id, coalesce(max(seq), 0) AS seq FROM outbox",
             .postgres =
                 "SELECT cast(cast(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS transaction_id, "
                 "cast(0 AS bigint) AS seq"}};
const Query find_oldest{
    "feed.oldest_behind",
    TwoTexts{.sqlite = "SELECT at FROM outbox WHERE cast($1 AS INTEGER) IS NOT NULL AND seq > $2 ORDER BY seq LIMIT 1",
             .postgres = "SELECT at FROM outbox WHERE (xid, seq) > (" AS_XID("$1") ", $2) ORDER BY xid, seq LIMIT 1"}};
// The newest row always stays: SQLite hands out the numbers of an empty table again.
const Query last_to_trim{
    "feed.last_to_trim",
    TwoTexts{
        .sqlite =
            "SELECT 0 AS transaction_id, seq FROM outbox WHERE seq < (SELECT max(seq) FROM outbox) AND (at < $1 OR "
            "at < $2 AND seq <= (SELECT coalesce(min(seq), 0) FROM feed_cursor)) ORDER BY seq DESC LIMIT 1",
        .postgres =
            "SELECT " XID " AS transaction_id, seq FROM outbox WHERE " BELOW_RUNNING " AND (at < $1 OR at < $2 AND "
            "(" XID ", seq) <= (SELECT transaction_id, seq FROM feed_cursor ORDER BY transaction_id, seq LIMIT 1)) "
            "ORDER BY xid DESC, seq DESC LIMIT 1"}};
const Query delete_changes{"feed.delete_changes",
                           TwoTexts{.sqlite = "DELETE FROM outbox WHERE cast($1 AS INTEGER) IS NOT NULL AND seq <= $2",
                                    .postgres = "DELETE FROM outbox WHERE (xid, seq) <= (" AS_XID("$1") ", $2)"}};
const Query cluster_name{
    "feed.cluster",
    TwoTexts{.sqlite = "SELECT ''", .postgres = "SELECT cast(system_identifier AS text) FROM pg_control_system()"}};

const Query find_state{"feed.state",
                       "SELECT epoch, cluster, trimmed_transaction, trimmed_seq FROM feed_state WHERE id = 1"};
const Query set_epoch{
    "feed.set_epoch",
    "INSERT INTO feed_state (id, epoch, cluster, trimmed_transaction, trimmed_seq) VALUES (1, $1, $2, 0, 0) "
    "ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, cluster = excluded.cluster, trimmed_transaction = 0, "
    "trimmed_seq = 0"};
// Rows of another cluster carry numbers that this one has not reached: they would come back one day.
const Query delete_of_old_epoch{"feed.delete_of_old_epoch",
                                TwoTexts{.sqlite = "DELETE FROM outbox WHERE seq < (SELECT max(seq) FROM outbox)",
                                         .postgres = "DELETE FROM outbox"}};
const Query set_trimmed{"feed.set_trimmed",
                        "UPDATE feed_state SET trimmed_transaction = $1, trimmed_seq = $2 WHERE id = 1"};
const Query find_cursor{"feed.find_cursor",
                        "SELECT epoch, transaction_id, seq FROM feed_cursor WHERE node = $1 AND consumer = $2"};
const Query put_cursor{
    "feed.save_cursor",
    "INSERT INTO feed_cursor (node, consumer, epoch, transaction_id, seq, updated_at) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (node, consumer) DO UPDATE SET epoch = excluded.epoch, transaction_id = excluded.transaction_id, "
    "seq = excluded.seq, updated_at = excluded.updated_at"};
}  // namespace

std::string to_text(const Cursor& cursor) {
  return fmt::format("{}:{}:{}", cursor.epoch, cursor.transaction, cursor.seq);
}

std::optional<Cursor> parse_cursor(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 3 || parts[0].empty()) return std::nullopt;
  Cursor cursor{.epoch = std::string(parts[0])};
  const auto read = [](std::string_view digits, std::int64_t& number) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() && number >= 0;
  };
  if (!read(parts[1], cursor.transaction) || !read(parts[2], cursor.seq)) return std::nullopt;
  return cursor;
}

Batch read_after(db::Session& session, const Cursor& cursor, std::int64_t limit) {
  Batch batch{.changes = {}, .next = cursor};
  session.each<ChangeRow>(
      [&](ChangeRow&& row) {
        batch.next.transaction = row.transaction;
        batch.next.seq = row.seq;
        batch.newest_at = row.at;
        batch.changes.push_back({std::move(row.topic), row.object, row.operation, row.version});
      },
      read_changes, cursor.transaction, cursor.seq, limit);
  return batch;
}

Cursor horizon(db::Session& session) {
  const auto place = session.one<Place>(find_horizon).value_or(Place{});
  const auto state = session.one<StateRow>(find_state).value_or(StateRow{});
  return {state.epoch, place.transaction, place.seq};
}

bool can_follow(db::Session& session, const Cursor& cursor) {
  const auto state = session.one<StateRow>(find_state);
  return state && state->epoch == cursor.epoch &&
         std::pair(cursor.transaction, cursor.seq) >= std::pair(state->trimmed_transaction, state->trimmed_seq);
}

std::string ensure_epoch(db::Session& session) {
  const auto cluster = session.one<std::string>(cluster_name).value_or("");
  if (auto state = session.one<StateRow>(find_state); state && state->cluster == cluster)
    return std::move(state->epoch);
  begin_new_epoch(session);
  return session.one<StateRow>(find_state).value().epoch;
}

void begin_new_epoch(db::Session& session) {
  session.put(delete_of_old_epoch);
  session.exec(set_epoch, to_hex(random_bytes(8)), session.one<std::string>(cluster_name).value_or(""));
}

std::optional<Cursor> saved_cursor(db::Session& session, std::string_view node, std::string_view consumer) {
  return session.one<Cursor>(find_cursor, node, consumer);
}

void save_cursor(db::Session& session, std::string_view node, std::string_view consumer, const Cursor& cursor,
                 Instant now) {
  session.put(put_cursor, node, consumer, cursor.epoch, cursor.transaction, cursor.seq, now);
}

std::int64_t trim(db::Session& session, Instant now, int keep_days) {
  const auto days_ago = [&](std::int64_t days) { return now.plus_seconds(-days * 86400); };
  const auto last = session.one<Place>(last_to_trim, days_ago(4LL * keep_days), days_ago(keep_days));
  if (!last) return 0;
  session.put(set_trimmed, last->transaction, last->seq);
  return session.exec(delete_changes, last->transaction, last->seq);
}

std::optional<Instant> oldest_behind(db::Session& session, const Cursor& cursor) {
  return session.one<Instant>(find_oldest, cursor.transaction, cursor.seq);
}

}  // namespace gongkai::feed
