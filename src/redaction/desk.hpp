// A redaction that is to be changed.
#pragma once
#include "platform/transaction/transaction.hpp"
#include "redaction/model.hpp"

namespace gongkai::redaction {

/// In the transaction: with permission, not applied, of this version, and nothing is being made of it.
Result<Redaction> open_desk(Transaction& tx, RedactionId id, std::int64_t version);

/// Whether its job waits or runs.
bool is_underway(db::Session& session, const Redaction& redaction);

}  // namespace gongkai::redaction
