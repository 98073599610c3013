// The HTTP server: one event loop per core, handlers on a bounded pool of worker threads.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/multipart.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/rate_limit.hpp"
#include "platform/http/router.hpp"
#include "platform/http/tls.hpp"

namespace gongkai::http {

struct Timeouts {
  using Span = std::chrono::milliseconds;
  Span header{15'000};      // from the first byte of a request to the end of its head
  Span keep_alive{60'000};  // between requests
  Span body_grace{10'000};  // after that long a body must have come at body_rate bytes a second
  std::int64_t body_rate = 1024;
  Span write_stall{30'000};  // a reader to whom less than write_step bytes get through in this time is gone
  std::int64_t write_step = 4096;
  Span linger{2'000};      // how long a closed connection may still read our last words
  Span heartbeat{15'000};  // of server-sent events
  Span sweep{1'000};       // how often all this is looked at
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;        // 0: any free one, see port()
  int loops = 0;                    // 0: one per core
  int workers = 0;                  // 0: two per core, at least four
  std::size_t worker_queue = 1024;  // requests that may wait for a worker; the next ones get 503
  std::size_t header_limit = 8 << 10;
  FormLimits form{};
  std::filesystem::path upload_folder{};  // "" is the system's folder for temporary files
  Timeouts timeouts{};
  std::size_t connections = 20'000;
  std::size_t connections_per_address = 512;   // a whole office may stand behind one address
  RateLimit rate{200, 1000};                   // of every request, by address
  std::map<std::string, RateLimit> rates{};    // further limits for the routes that name them: {"login", {0.2, 10}}
  std::vector<std::string> hosts{};            // answered names, without port; empty: any
  std::vector<std::string> trusted_proxies{};  // networks whose Forwarded headers are believed
  std::optional<tls::Files> tls{};
  std::int64_t hsts_seconds = 31'536'000;   // sent over TLS only; 0 turns it off
  std::size_t cached_file_limit = 1 << 20;  // larger files are sent from the disk each time
  std::string content_security_policy =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
      "frame-ancestors 'none'";
};

class Server {
 public:
  /// Throws std::invalid_argument on options that make no sense. The router must be complete, and outlive the server.
  Server(ServerOptions options, const Router& router, PageCache* cache);
  ~Server();  // stop() with no grace; then waits for handlers that still run

  /// Binds and serves; throws std::system_error when the address is taken.
  void start();
  std::uint16_t port() const;
  /// Accepts nobody any more, closes idle connections, lets running requests end. False when some were still running at
  /// the deadline: their connections are cut.
  bool stop(std::chrono::milliseconds grace);
  /// Reads certificate and key again (SIGHUP).
  void reload_tls();
  std::size_t connections() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> m_implementation;
};

}  // namespace gongkai::http
