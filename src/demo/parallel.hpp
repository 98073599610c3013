// Work on several threads. Password hashes use all cores that way, and commits of several threads share one fdatasync.
#pragma once
#include <atomic>
#include <future>
#include <vector>

#include "base/result.hpp"

namespace gongkai::demo {

constexpr unsigned threads = 8;  // they mostly wait for the disk

/// Calls f(item) -> Result<void> for each item; after a refusal nobody begins another item.
template <class Item, class F>
Result<void> for_each_parallel(const std::vector<Item>& items, F&& f) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> refused = false;
  const auto work = [&]() -> Result<void> {
    for (std::size_t i = next++; i < items.size() && !refused; i = next++) {
      const Result<void> done = f(items[i]);
      if (done) continue;
      refused = true;
      return done;
    }
    return {};
  };
  std::vector<std::future<Result<void>>> running;
  for (unsigned i = 0; i < threads; ++i) running.push_back(std::async(std::launch::async, work));
  Result<void> outcome;
  for (auto& one : running) {
    auto done = one.get();
    if (!done && outcome) outcome = std::move(done);
  }
  return outcome;
}

}  // namespace gongkai::demo
