// The process that reads foreign files. `gongkai extract-worker` (a hidden subcommand) is run_worker(3).
#pragma once
#include <functional>

#include "platform/documents/message.hpp"

namespace gongkai::documents {

/// Serves orders from the socket until the server closes it; returns the exit code.
int run_worker(int fd);

/// The loop of run_worker with another way to do an order: tests put their misbehaving readers here.
int serve_orders(int fd, const std::function<Answer(const Order&)>& carry_out);

/// What run_worker does with an order, in this process.
Answer carry_out(const Order& order);

}  // namespace gongkai::documents
