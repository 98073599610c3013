// The audit trail: append-only, chained by hashes. SQLite seals in the writing transaction (there is one writer);
// PostgreSQL writes unsealed rows that one sealer (audit/sealer.hpp) chains within a second, in the order of their commit.
#pragma once
#include "platform/audit/event.hpp"
#include "platform/db/database.hpp"
#include "platform/db/session.hpp"

namespace gongkai::audit {

/// Writes the event in the running transaction.
void append(db::Session& session, const Event& event);

/// For looking at sensitive data, where nothing else is written: a transaction with just the event.
void record_read(db::Database& database, const Event& event);

}  // namespace gongkai::audit
