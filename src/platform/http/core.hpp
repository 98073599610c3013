// What the loops and the workers of one server share, and the worker's half of a request.
#pragma once
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "platform/http/address.hpp"
#include "platform/http/exchange.hpp"
#include "platform/http/page_store.hpp"
#include "platform/http/reply.hpp"
#include "platform/http/server.hpp"
#include "platform/http/worker_pool.hpp"
#include "platform/metrics/metrics.hpp"

namespace gongkai::http {

struct Counters {
  Counters();
  metrics::Counter& by_class(int status) {
    return *classes[static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1)];
  }
  std::array<metrics::Counter*, 5> classes{};
  metrics::Histogram& duration;
  metrics::Counter& rate_limited;
  metrics::Counter& busy;
  metrics::Counter& timeouts;
  metrics::Counter& protocol_errors;
};

struct Core {
  Core(ServerOptions options, const Router& router, PageCache* cache);

  /// Seconds to wait when the address has used up a limit; 0 otherwise.
  int rate_limited(std::string_view key, const Route* route, std::int64_t now_ms);
  bool is_known_host(std::string_view host) const;
  /// True unless answers of this route turned out not to be cacheable: those must not wait for each other.
  bool may_cache(const Route& route) const;

  /// The worker's half: form, gate, handler, cache, bytes. Never throws.
  Reply handle(Exchange& exchange);

  ServerOptions options;
  const Router& router;
  PageCache::Implementation* pages = nullptr;
  Serializer serializer;
  std::vector<Network> trusted;
  std::unique_ptr<tls::ServerContext> tls;
  std::string hsts;  // the whole header line
  RateLimiter general;
  std::map<std::string, RateLimiter, std::less<>> named;
  ConnectionCount count;
  Counters counters;
  std::unique_ptr<WorkerPool> pool;  // null while the server does not run

 private:
  Response respond(Exchange& exchange);
  Reply finish(Exchange& exchange, Response response, std::vector<std::string> tags);
  std::shared_ptr<const Page> page_of(Response& response, Encodings wanted) const;
  std::size_t index_of(const Route& route) const;

  std::deque<std::atomic<bool>> m_uncacheable;  // by route
  std::vector<metrics::Registry::Registration> m_registrations;
};

/// Steady, cheap, in milliseconds: good to 4 ms.
std::int64_t coarse_ms();

}  // namespace gongkai::http
