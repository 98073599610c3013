// The inside of PageCache: shards of pages in SIEVE order, the index of tags, and the renderings under way.
//
// Locks, always in this order: tags, then one shard. Reading a page takes its shard alone.
#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "platform/http/page.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::http {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T>
using ByText = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

/// The right and the duty to render a page: whoever holds it finishes it, with a page or without.
struct Ticket {
  std::string key;
  std::uint64_t generation = 0;
};

struct PageCache::Implementation {
  using PagePointer = std::shared_ptr<const Page>;
  /// Called once, on any thread; without a page the waiter looks again.
  using Waiter = std::move_only_function<void(PagePointer)>;

  explicit Implementation(Options options);
  ~Implementation();

  /// A fresh page, or null. Counts a hit.
  PagePointer find(std::string_view key);
  struct Joined {
    PagePointer page;              // there is one (perhaps a stale one that somebody renders anew)
    std::optional<Ticket> ticket;  // nobody renders it: you do
  };  // neither: the waiter will be called
  Joined join(std::string_view key, const std::function<Waiter()>& make_waiter);
  /// Stores the page unless a tag was invalidated since the ticket was given; null gives the ticket back.
  void finish(const Ticket& ticket, PagePointer page, const std::vector<std::string>& tags);

  void invalidate(const std::vector<std::string>& tags, bool hard);
  void clear();
  Statistics statistics() const;
  void set_serializer(const Serializer& serializer);  // for the background compression

 private:
  struct Node {
    PagePointer page;
    std::vector<std::string> tags;
    bool visited = false;
    std::uint32_t uses = 0;
    std::int64_t stale_until = 0;  // 0: fresh
    std::list<const std::string*>::iterator place{};
  };
  struct Shard {
    mutable std::mutex mutex;
    ByText<Node> nodes;
    std::list<const std::string*> order;  // newest first
    std::list<const std::string*>::iterator hand = order.end();
    ByText<std::vector<Waiter>> flights;
    std::size_t bytes = 0;
  };
  struct Tag {
    std::uint64_t invalidated = 0;
    std::unordered_set<std::string> keys;
  };
  struct Squeeze {
    std::string key;
    PagePointer page;
    bool is_hot = false;
  };

  Shard& shard_of(std::string_view key);
  PagePointer use(Node& node, std::string_view key);
  bool is_outdated(const Ticket& ticket, const std::vector<std::string>& tags) const;  // under m_tags_mutex
  void store(Shard& shard, const std::string& key, PagePointer page, const std::vector<std::string>& tags);
  void make_room(Shard& shard, std::size_t needed);
  void erase(Shard& shard, ByText<Node>::iterator node);
  void forget_tags(const std::string& key, const std::vector<std::string>& tags);
  void drop_old_tags();
  void squeeze_hot_pages();
  void replace(const Squeeze& job, PagePointer better);

  static constexpr std::size_t shard_count = 16;
  std::size_t m_shard_budget;
  std::array<Shard, shard_count> m_shards;

  mutable std::mutex m_tags_mutex;
  ByText<Tag> m_tags;
  std::atomic<std::uint64_t> m_generation{1};
  std::uint64_t m_floor = 0;  // tickets older than this are refused: what was forgotten about tags may concern them

  mutable metrics::Counter m_hits, m_misses, m_evictions, m_invalidations;

  std::mutex m_squeeze_mutex;
  std::condition_variable m_squeeze_wake;
  std::deque<Squeeze> m_squeeze;
  std::optional<Serializer> m_serializer;
  bool m_stopping = false;
  std::thread m_squeezer;
};

/// The key of a page; `query` in any order.
std::string page_key(bool secure, std::string_view host, std::string_view path,
                     std::vector<std::pair<std::string, std::string>> query, std::string_view reading);
/// The same without a query, into a buffer that is used again.
void plain_page_key(std::string& out, bool secure, std::string_view host, std::string_view path,
                    std::string_view reading);
/// A reading cookie that may be part of a key; anything else is not cached at all.
bool is_reading_mode(std::string_view cookie);

}  // namespace gongkai::http
