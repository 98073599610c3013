// SQL of the trail. There is no statement here that changes or removes a row.
#pragma once
#include <functional>

#include "platform/audit/chain.hpp"
#include "platform/audit/query.hpp"
#include "platform/db/session.hpp"

namespace gongkai::audit::store {

struct Head {
  std::int64_t seq = 0;
  std::string hash = genesis();
};

using audit::Filter;
std::vector<Entry> find(db::Session& session, const Filter& filter);
std::vector<std::string> acts(db::Session& session);

std::int64_t insert_now(db::Session& session, const Entry& entry);  // the new row's id
void insert_later(db::Session& session, const Entry& entry);        // pipelined; PostgreSQL makes the id
Head head(db::Session& session);
/// Sets the entry's seq, algorithm and hash behind the head and writes its seal; returns the new head.
Head seal(db::Session& session, Entry entry, const Head& head);

/// Sealed entries with first <= seq <= last in order; f returns false to stop.
void each_sealed(db::Session& session, std::int64_t first, std::int64_t last, const std::function<bool(Entry&&)>& f);
std::string hash_at(db::Session& session, std::int64_t seq);  // "" when there is no such seal
/// The oldest event that no seal points to and that was written before the moment; 0 when there is none.
std::int64_t first_unsealed(db::Session& session, Instant before);
std::int64_t count_unsealed(db::Session& session);

std::int64_t count_sealed(db::Session& session);

/// PostgreSQL: the snapshot's horizon, and unsealed events of transactions that ended below it, in the order of
/// (transaction, id). `from` is the horizon of the last complete pass: older transactions hold nothing unsealed.
std::string horizon(db::Session& session);
std::vector<Entry> unsealed(db::Session& session, const std::string& from, std::int64_t count);
/// Held until the end of the transaction: one sealer at a time over all nodes.
bool try_lock(db::Session& session);

}  // namespace gongkai::audit::store
