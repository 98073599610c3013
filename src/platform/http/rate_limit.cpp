#include "platform/http/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace gongkai::http {

int RateLimiter::take(std::string_view key, std::int64_t now_ms) {
  if (m_limit.per_second <= 0) return 0;
  Shard& shard = m_shards[std::hash<std::string_view>{}(key) % m_shards.size()];
  const std::lock_guard lock(shard.mutex);
  if (shard.buckets.size() >= shard.purge_at) purge(shard, now_ms);
  auto place = shard.buckets.find(key);
  if (place == shard.buckets.end())
    place = shard.buckets.emplace(std::string(key), Bucket{m_limit.burst, now_ms}).first;
  Bucket& bucket = place->second;
  const double seconds = static_cast<double>(std::max<std::int64_t>(0, now_ms - bucket.at_ms)) / 1000;
  bucket.tokens = std::min(m_limit.burst, bucket.tokens + seconds * m_limit.per_second);
  bucket.at_ms = std::max(bucket.at_ms, now_ms);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / m_limit.per_second)));
}

/// A bucket that has filled up again says the same as none.
void RateLimiter::purge(Shard& shard, std::int64_t now_ms) const {
  std::erase_if(shard.buckets, [&](const auto& entry) {
    const double seconds = static_cast<double>(now_ms - entry.second.at_ms) / 1000;
    return entry.second.tokens + seconds * m_limit.per_second >= m_limit.burst;
  });
  shard.purge_at = std::max<std::size_t>(1024, shard.buckets.size() * 2);
}

std::size_t RateLimiter::size() const {
  std::size_t sum = 0;
  for (const Shard& shard : m_shards) {
    const std::lock_guard lock(shard.mutex);
    sum += shard.buckets.size();
  }
  return sum;
}

ConnectionCount::Verdict ConnectionCount::enter(std::string_view key) {
  const std::lock_guard lock(m_mutex);
  if (m_total >= m_most) return Verdict::full;
  std::size_t& of_address = m_by_address[std::string(key)];
  if (of_address >= m_most_of_address) return Verdict::too_many;
  ++of_address;
  ++m_total;
  return Verdict::admitted;
}

void ConnectionCount::leave(std::string_view key) {
  const std::lock_guard lock(m_mutex);
  --m_total;
  const auto place = m_by_address.find(key);
  if (place != m_by_address.end() && --place->second == 0) m_by_address.erase(place);
}

std::size_t ConnectionCount::total() const {
  const std::lock_guard lock(m_mutex);
  return m_total;
}

}  // namespace gongkai::http
