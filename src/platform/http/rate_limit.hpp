// Token buckets by client address: what one address may ask for in a while, and how many connections it may hold.
#pragma once
#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace gongkai::http {

struct RateLimit {
  double per_second = 0;  // 0: no limit
  double burst = 0;
};

struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};
template <class T>
using ByKey = std::unordered_map<std::string, T, KeyHash, std::equal_to<>>;

class RateLimiter {
 public:
  explicit RateLimiter(RateLimit limit) : m_limit(limit) {}
  /// Seconds to wait, 0 when the request may go on. Time only moves forward here.
  int take(std::string_view key, std::int64_t now_ms);
  std::size_t size() const;

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;
  };
  struct Shard {
    mutable std::mutex mutex;
    ByKey<Bucket> buckets;
    std::size_t purge_at = 1024;
  };
  void purge(Shard& shard, std::int64_t now_ms) const;

  RateLimit m_limit;
  std::array<Shard, 16> m_shards;
};

/// Open connections, in all and by address.
class ConnectionCount {
 public:
  ConnectionCount(std::size_t most, std::size_t most_of_address) : m_most(most), m_most_of_address(most_of_address) {}
  enum class Verdict { admitted, full, too_many };
  Verdict enter(std::string_view key);
  void leave(std::string_view key);
  std::size_t total() const;

 private:
  std::size_t m_most;
  std::size_t m_most_of_address;
  mutable std::mutex m_mutex;
  std::size_t m_total = 0;
  ByKey<std::size_t> m_by_address;
};

}  // namespace gongkai::http
