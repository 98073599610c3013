#include "platform/http/page_store.hpp"

#include <sys/resource.h>

#include <chrono>

namespace gongkai::http {

namespace {

constexpr std::int64_t stale_for_ms = 1000;
constexpr std::uint32_t hot_after_uses = 64;
constexpr std::size_t largest_squeezed = 256 << 10;
constexpr std::size_t most_squeezes_waiting = 256;
constexpr std::size_t most_tags = 200'000;
constexpr std::size_t node_overhead = 400;

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::size_t cost_of(std::string_view key, const Page& page) {
  return page.bytes() + key.size() + node_overhead;
}

}  // namespace

PageCache::Implementation::Implementation(Options options)
    : m_shard_budget(options.byte_budget / shard_count), m_squeezer([this] { squeeze_hot_pages(); }) {}

PageCache::Implementation::~Implementation() {
  {
    const std::lock_guard lock(m_squeeze_mutex);
    m_stopping = true;
  }
  m_squeeze_wake.notify_one();
  m_squeezer.join();
}

void PageCache::Implementation::set_serializer(const Serializer& serializer) {
  const std::lock_guard lock(m_squeeze_mutex);
  m_serializer = serializer;
}

PageCache::Implementation::Shard& PageCache::Implementation::shard_of(std::string_view key) {
  return m_shards[StringHash{}(key) % m_shards.size()];
}

PageCache::Implementation::PagePointer PageCache::Implementation::use(Node& node, std::string_view key) {
  node.visited = true;
  m_hits.add();
  const auto uses = ++node.uses;
  // a page that is asked for again gets all its forms, one that is asked for often the smallest
  const bool is_hot = uses == hot_after_uses;
  if ((is_hot || uses == 1) && node.page->compressible && node.page->body_size <= largest_squeezed) {
    const std::lock_guard lock(m_squeeze_mutex);
    if (m_squeeze.size() < most_squeezes_waiting) m_squeeze.push_back({std::string(key), node.page, is_hot});
    m_squeeze_wake.notify_one();
  }
  return node.page;
}

PageCache::Implementation::PagePointer PageCache::Implementation::find(std::string_view key) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto node = shard.nodes.find(key);
  if (node == shard.nodes.end() || node->second.stale_until != 0) return nullptr;
  return use(node->second, key);
}

PageCache::Implementation::Joined PageCache::Implementation::join(std::string_view key,
                                                                  const std::function<Waiter()>& make_waiter) {
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto node = shard.nodes.find(key);
  const auto flight = shard.flights.find(key);
  const bool rendering = flight != shard.flights.end();
  if (node != shard.nodes.end()) {
    const std::int64_t until = node->second.stale_until;
    if (until == 0 || (rendering && now_ms() < until)) return {use(node->second, key), {}};
  }
  m_misses.add();
  if (rendering) {
    flight->second.push_back(make_waiter());
    return {};
  }
  shard.flights.emplace(std::string(key), std::vector<Waiter>{});
  return {nullptr, Ticket{std::string(key), m_generation.load(std::memory_order_acquire)}};
}

bool PageCache::Implementation::is_outdated(const Ticket& ticket, const std::vector<std::string>& tags) const {
  if (ticket.generation < m_floor) return true;
  return std::ranges::any_of(tags, [&](const std::string& tag) {
    const auto known = m_tags.find(tag);
    return known != m_tags.end() && known->second.invalidated > ticket.generation;
  });
}

void PageCache::Implementation::finish(const Ticket& ticket, PagePointer page, const std::vector<std::string>& tags) {
  std::vector<Waiter> waiters;
  Shard& shard = shard_of(ticket.key);
  {
    const std::lock_guard tags_lock(m_tags_mutex);
    const std::lock_guard shard_lock(shard.mutex);
    if (page && is_outdated(ticket, tags)) page = nullptr;
    if (page) store(shard, ticket.key, page, tags);
    if (const auto flight = shard.flights.find(ticket.key); flight != shard.flights.end()) {
      waiters = std::move(flight->second);
      shard.flights.erase(flight);
    }
  }
  for (Waiter& waiter : waiters) waiter(page);
}

void PageCache::Implementation::store(Shard& shard, const std::string& key, PagePointer page,
                                      const std::vector<std::string>& tags) {
  if (const auto old = shard.nodes.find(key); old != shard.nodes.end()) erase(shard, old);
  const std::size_t cost = cost_of(key, *page);
  if (cost > m_shard_budget) return;
  make_room(shard, cost);  // before it is in: the newest page must not be the victim of its own arrival
  const auto [place, is_new] = shard.nodes.try_emplace(key);
  place->second.page = std::move(page);
  place->second.tags = tags;
  shard.order.push_front(&place->first);
  place->second.place = shard.order.begin();
  shard.bytes += cost;
  for (const std::string& tag : tags) m_tags[tag].keys.insert(key);
}

/// SIEVE: the hand moves from old to new, spares what was used since it last passed, and takes the first that was not.
/// A crawler that reads everything once therefore pushes out only what nobody else asks for either.
void PageCache::Implementation::make_room(Shard& shard, std::size_t needed) {
  while (shard.bytes + needed > m_shard_budget && !shard.order.empty()) {
    if (shard.hand == shard.order.end()) shard.hand = std::prev(shard.order.end());
    const auto victim = shard.nodes.find(**shard.hand);
    Node& node = victim->second;
    if (node.visited) {
      node.visited = false;
    } else if (auto slim = without_identity(*node.page)) {
      shard.bytes -= cost_of(victim->first, *node.page) - cost_of(victim->first, *slim);
      node.page = std::move(slim);
      continue;
    } else {
      m_evictions.add();
      erase(shard, victim);  // moves the hand on
      continue;
    }
    shard.hand = shard.hand == shard.order.begin() ? shard.order.end() : std::prev(shard.hand);
  }
}

void PageCache::Implementation::erase(Shard& shard, ByText<Node>::iterator node) {
  if (shard.hand == node->second.place) {
    shard.hand = shard.hand == shard.order.begin() ? shard.order.end() : std::prev(shard.hand);
  }
  shard.order.erase(node->second.place);
  shard.bytes -= cost_of(node->first, *node->second.page);
  forget_tags(node->first, node->second.tags);
  shard.nodes.erase(node);
}

void PageCache::Implementation::forget_tags(const std::string& key, const std::vector<std::string>& tags) {
  for (const std::string& tag : tags) {
    const auto known = m_tags.find(tag);
    if (known == m_tags.end()) continue;
    known->second.keys.erase(key);
    if (known->second.keys.empty() && known->second.invalidated == 0) m_tags.erase(known);
  }
}

void PageCache::Implementation::invalidate(const std::vector<std::string>& tags, bool hard) {
  const std::lock_guard lock(m_tags_mutex);
  const std::uint64_t generation = m_generation.fetch_add(1, std::memory_order_acq_rel) + 1;
  for (const std::string& tag : tags) {
    m_tags[tag].invalidated = generation;
    const auto keys = m_tags[tag].keys;  // erasing changes the set
    for (const std::string& key : keys) {
      Shard& shard = shard_of(key);
      const std::lock_guard shard_lock(shard.mutex);
      const auto node = shard.nodes.find(key);
      if (node == shard.nodes.end()) continue;
      m_invalidations.add();
      if (hard) {
        erase(shard, node);
      } else if (node->second.stale_until == 0) {
        node->second.stale_until = now_ms() + stale_for_ms;
      }
    }
  }
  if (m_tags.size() > most_tags) drop_old_tags();
}

/// Forgets when tags without pages were invalidated, and refuses every rendering that began before now instead.
void PageCache::Implementation::drop_old_tags() {
  m_floor = m_generation.load(std::memory_order_acquire);
  std::erase_if(m_tags, [](const auto& tag) { return tag.second.keys.empty(); });
}

void PageCache::Implementation::clear() {
  const std::lock_guard lock(m_tags_mutex);
  m_generation.fetch_add(1, std::memory_order_acq_rel);
  for (Shard& shard : m_shards) {
    const std::lock_guard shard_lock(shard.mutex);
    while (!shard.nodes.empty()) erase(shard, shard.nodes.begin());
  }
  drop_old_tags();
}

PageCache::Statistics PageCache::Implementation::statistics() const {
  Statistics sum{.hits = m_hits.value(),
                 .misses = m_misses.value(),
                 .evictions = m_evictions.value(),
                 .invalidations = m_invalidations.value()};
  for (const Shard& shard : m_shards) {
    const std::lock_guard lock(shard.mutex);
    sum.pages += shard.nodes.size();
    sum.bytes += shard.bytes;
  }
  return sum;
}

void PageCache::Implementation::squeeze_hot_pages() {
  ::setpriority(PRIO_PROCESS, 0, 15);  // on Linux: this thread only
  std::unique_lock lock(m_squeeze_mutex);
  for (;;) {
    m_squeeze_wake.wait(lock, [this] { return m_stopping || (m_serializer && !m_squeeze.empty()); });
    if (m_stopping) return;
    const Squeeze job = std::move(m_squeeze.front());
    m_squeeze.pop_front();
    const Serializer serializer = *m_serializer;
    lock.unlock();
    auto better = job.is_hot ? with_best_brotli(*job.page, serializer) : completed(*job.page, serializer);
    if (better) replace(job, std::move(better));
    lock.lock();
  }
}

void PageCache::Implementation::replace(const Squeeze& job, PagePointer better) {
  Shard& shard = shard_of(job.key);
  const std::lock_guard lock(shard.mutex);
  const auto node = shard.nodes.find(job.key);
  if (node == shard.nodes.end() || node->second.page != job.page) return;  // rendered anew meanwhile
  shard.bytes -= cost_of(job.key, *job.page);
  shard.bytes += cost_of(job.key, *better);
  node->second.page = std::move(better);
}

}  // namespace gongkai::http
