// The change feed: a row of the outbox is written in the transaction that changes a thing; consumers (search index,
// page cache, statistics) follow it with a cursor that never skips, on both engines.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/db/database.hpp"

namespace gongkai::feed {

enum class Operation { upsert = 1, remove = 2 };

/// Says that something changed, never what: the consumer reads the thing again, so that replay does no harm.
struct Change {
  std::string topic;  // "document", "site", "unit"
  std::int64_t object = 0;
  Operation operation = Operation::upsert;
  std::int64_t version = 0;
};

void append(db::Session& session, const Change& change, Instant at);

}  // namespace gongkai::feed
