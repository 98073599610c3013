// The audit trail: append-only, chained by hashes. SQLite seals in the writing transaction (there is one writer);
// PostgreSQL writes unsealed rows that one sealer chains within a second, in the order of their commit.
#pragma once
#include "platform/audit/event.hpp"
#include "platform/db/session.hpp"

namespace gongkai::audit {

/// Writes the event in the running transaction.
void append(db::Session& session, const Event& event);

}  // namespace gongkai::audit
