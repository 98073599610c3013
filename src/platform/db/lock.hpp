// A lock by name, held to the end of the transaction: whoever asks for the same name waits, on every node.
#pragma once
#include <string_view>

#include "platform/db/session.hpp"

namespace gongkai::db {

/// For a transaction that reads what has been committed (Isolation::read_committed): behind the lock it sees what the holder
/// before it has written. On SQLite nothing is needed, because one thread writes.
void hold(Session& session, std::string_view name);

}  // namespace gongkai::db
