// What a process that reads foreign files gives up: memory, time, writing, the network, other programs and processes.
#pragma once
#include <cstdint>

namespace gongkai::documents {

/// Once, before the first foreign byte is read. Cannot be undone.
void enter_sandbox(std::int64_t memory_bytes);
/// Kills this process when the current job has used that much more processor time.
void limit_cpu(std::int64_t seconds);

}  // namespace gongkai::documents
