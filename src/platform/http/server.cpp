#include "platform/http/server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <system_error>

#include "platform/http/core.hpp"
#include "platform/http/loop.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_storage socket_address(const std::string& text, std::uint16_t port, socklen_t& length) {
  const auto address = parse_address(text);
  if (!address) throw std::invalid_argument("not an address to listen on: " + text);
  sockaddr_storage storage{};
  if (address->is_v4()) {
    auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    std::memcpy(&v4.sin_addr, address->bytes.data() + 12, 4);
    length = sizeof v4;
  } else {
    auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    std::memcpy(&v6.sin6_addr, address->bytes.data(), 16);
    length = sizeof v6;
  }
  return storage;
}

int listen_on(const std::string& address, std::uint16_t port) {
  socklen_t length = 0;
  const sockaddr_storage storage = socket_address(address, port, length);
  const int descriptor = ::socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) fail("socket");
  const int on = 1;
  ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&storage), length) != 0 || ::listen(descriptor, 4096) != 0) {
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
    fail(fmt::format("listening on {}:{}", address, port));
  }
  return descriptor;
}

std::uint16_t port_of(int descriptor) {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&storage), &length);
  return ntohs(storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(storage).sin6_port
                                             : reinterpret_cast<sockaddr_in&>(storage).sin_port);
}

/// SO_REUSEPORT would let a second server of the same user share the port silently: a probe without it says no.
void refuse_taken_port(const std::string& address, std::uint16_t port) {
  socklen_t length = 0;
  const sockaddr_storage storage = socket_address(address, port, length);
  const int probe = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const int outcome = ::bind(probe, reinterpret_cast<const sockaddr*>(&storage), length);
  const int reason = errno;
  ::close(probe);
  errno = reason;
  if (outcome != 0) fail(fmt::format("listening on {}:{}", address, port));
}

}  // namespace

struct Server::Implementation {
  Implementation(ServerOptions options, const Router& router, PageCache* cache)
      : core(std::move(options), router, cache) {}

  Core core;
  std::vector<std::unique_ptr<Loop>> loops;
  std::uint16_t port = 0;
  bool is_stopped = false;
};

Server::Server(ServerOptions options, const Router& router, PageCache* cache)
    : m_implementation(std::make_unique<Implementation>(std::move(options), router, cache)) {}

Server::~Server() {
  stop(std::chrono::milliseconds(0));
  m_implementation->core.pool.reset();  // answers that come now go to mailboxes that nobody reads
}

void Server::start() {
  ::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
  Implementation& self = *m_implementation;
  const ServerOptions& options = self.core.options;
  self.port = options.port;
  if (self.port != 0) refuse_taken_port(options.address, self.port);
  self.core.pool = std::make_unique<WorkerPool>(static_cast<std::size_t>(options.workers), options.worker_queue);
  for (int i = 0; i < options.loops; ++i) {
    const int listener = listen_on(options.address, self.port);
    self.port = port_of(listener);  // the first one chose it for all
    self.loops.push_back(std::make_unique<Loop>(self.core, listener, i));
  }
  for (auto& loop : self.loops) loop->start();
  log::info("listening on {}:{} with {} loops and {} workers", options.address, self.port, options.loops,
            options.workers);
}

std::uint16_t Server::port() const {
  return m_implementation->port;
}
std::size_t Server::connections() const {
  return m_implementation->core.count.total();
}

void Server::reload_tls() {
  if (m_implementation->core.tls) m_implementation->core.tls->reload();
}

bool Server::stop(std::chrono::milliseconds grace) {
  Implementation& self = *m_implementation;
  if (self.loops.empty() || std::exchange(self.is_stopped, true)) return true;
  for (auto& loop : self.loops) loop->drain();
  const auto deadline = std::chrono::steady_clock::now() + grace;
  while (connections() > 0 && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const bool all_ended = connections() == 0;
  for (auto& loop : self.loops) loop->abort_all();
  for (auto& loop : self.loops) loop->join();
  return all_ended;
}

}  // namespace gongkai::http
