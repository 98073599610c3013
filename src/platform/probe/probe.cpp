#include "platform/probe/probe.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

namespace gongkai::probe {
namespace {
using Time = std::chrono::steady_clock;
constexpr std::size_t most_head = 32 << 10;

class Socket {
 public:
  explicit Socket(int fd) : m_fd(fd) {}
  ~Socket() {
    if (m_fd >= 0) ::close(m_fd);
  }
  Socket(Socket&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  int fd() const { return m_fd; }

 private:
  int m_fd;
};

bool wait(int fd, short events, Time::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Time::now()).count();
  pollfd one{.fd = fd, .events = events, .revents = 0};
  return left > 0 && ::poll(&one, 1, static_cast<int>(left)) > 0;
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

Addresses look_up(const Target& target) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(target.host.c_str(), target.port.c_str(), &hints, &found) != 0) return nullptr;
  return Addresses(found);
}

std::optional<Socket> connect_to(const addrinfo& address, Time::time_point end) {
  Socket socket(::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol));
  if (socket.fd() < 0) return std::nullopt;
  if (::connect(socket.fd(), address.ai_addr, address.ai_addrlen) != 0) {
    int error = errno;
    socklen_t size = sizeof error;
    if (error != EINPROGRESS || !wait(socket.fd(), POLLOUT, end) ||
        ::getsockopt(socket.fd(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0)
      return std::nullopt;
  }
  return socket;
}

/// A connection with or without TLS. Certificates are not judged: the question is whether somebody is there.
class Talk {
 public:
  Talk(Socket socket, Time::time_point end) : m_socket(std::move(socket)), m_end(end) {}

  bool secure(const std::string& host) {
    static const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> shared(SSL_CTX_new(TLS_client_method()),
                                                                          SSL_CTX_free);
    m_tls.reset(SSL_new(shared.get()));
    if (!m_tls || SSL_set_fd(m_tls.get(), m_socket.fd()) != 1) return false;
    SSL_set_tlsext_host_name(m_tls.get(), host.c_str());
    return again([&] { return SSL_connect(m_tls.get()); }) == 1;
  }
  bool send(std::string_view text) {
    while (!text.empty()) {
      const auto size = static_cast<int>(text.size());
      const auto sent =
          m_tls ? again([&] { return SSL_write(m_tls.get(), text.data(), size); })
                : plain([&] { return ::send(m_socket.fd(), text.data(), text.size(), MSG_NOSIGNAL); }, POLLOUT);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// Up to the blank line behind the headers; what came when the connection ended.
  std::string head() {
    std::string text;
    std::array<char, 4096> piece{};
    while (text.size() < most_head && text.find("\r\n\r\n") == std::string::npos) {
      const auto got = m_tls
                           ? again([&] { return SSL_read(m_tls.get(), piece.data(), static_cast<int>(piece.size())); })
                           : plain([&] { return ::recv(m_socket.fd(), piece.data(), piece.size(), 0); }, POLLIN);
      if (got <= 0) break;
      text.append(piece.data(), static_cast<std::size_t>(got));
    }
    return text;
  }

 private:
  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  template <class F>
  int again(F&& f) {
    for (;;) {
      ERR_clear_error();
      const int done = f();
      if (done > 0) return done;
      const int wants = SSL_get_error(m_tls.get(), done);
      if (wants != SSL_ERROR_WANT_READ && wants != SSL_ERROR_WANT_WRITE) return done;
      if (!wait(m_socket.fd(), wants == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, m_end)) return -1;
    }
  }
  template <class F>
  ssize_t plain(F&& f, short events) {
    for (;;) {
      if (!wait(m_socket.fd(), events, m_end)) return -1;
      const ssize_t done = f();
      if (done >= 0 || (errno != EAGAIN && errno != EINTR)) return done;
    }
  }

  Socket m_socket;
  Time::time_point m_end;
  std::unique_ptr<SSL, FreeTls> m_tls;
};

struct Reply {
  int status = 0;
  std::string location{};
};

Reply parse_reply(std::string_view head) {
  Reply reply;
  if (!head.starts_with("HTTP/1.") || head.size() < 12) return reply;
  std::from_chars(head.data() + 9, head.data() + 12, reply.status);
  for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
    auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    constexpr std::string_view name = "location:";
    const bool same = line.size() > name.size() &&
                      std::equal(name.begin(), name.end(), line.begin(),
                                 [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
    if (!same) continue;
    line.remove_prefix(name.size());
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    reply.location = line.substr(0, line.find_last_not_of(' ') + 1);
  }
  return reply;
}

Reply ask(Talk& talk, const Target& target, std::string_view method) {
  const auto host = target.host.find(':') == std::string::npos ? target.host : "[" + target.host + "]";
  const bool usual = target.port == (target.secure ? "443" : "80");
  const auto request = std::string(method) + " " + target.path + " HTTP/1.1\r\nHost: " + host +
                       (usual ? "" : ":" + target.port) +
                       "\r\nUser-Agent: gongkai-link-check\r\nAccept: */*\r\nConnection: close\r\n\r\n";
  return talk.send(request) ? parse_reply(talk.head()) : Reply{};
}

/// One address of the host after the other, the private ones left out.
Reply ask_host(const Target& target, std::string_view method, const Limits& limits, Seen& seen) {
  const auto end = Time::now() + limits.time;
  const auto addresses = look_up(target);
  if (!addresses) return seen.remark = "no such host", Reply{};
  for (const auto* address = addresses.get(); address; address = address->ai_next) {
    if (!limits.private_too && is_private(address->ai_addr)) {
      seen = {Outcome::refused, 0, "private address"};
      return {};
    }
    auto socket = connect_to(*address, end);
    if (!socket) continue;
    Talk talk(std::move(*socket), end);
    if (target.secure && !talk.secure(target.host)) continue;
    if (auto reply = ask(talk, target, method); reply.status != 0) return reply;
  }
  seen.remark = Time::now() >= end ? "timeout" : "no answer";
  return {};
}

Outcome outcome_of(int status) {
  if (status == 404 || status == 410) return Outcome::gone;
  return status >= 500 ? Outcome::unreachable : Outcome::alive;
}
}  // namespace

Seen visit(std::string_view address, const Limits& limits) {
  Seen seen;
  std::string next(address);
  for (int hop = 0; hop <= limits.redirects; ++hop) {
    Target target;
    if (!parse_target(next, target)) return {Outcome::refused, 0, "no web address"};
    seen = {};
    auto reply = ask_host(target, "HEAD", limits, seen);
    // some servers know no HEAD and say so in their own ways
    if (reply.status == 405 || reply.status == 501 || reply.status == 403 || reply.status == 404)
      reply = ask_host(target, "GET", limits, seen);
    if (reply.status == 0) return seen;
    const bool leads_on = reply.status >= 300 && reply.status < 400 && reply.status != 304 && !reply.location.empty();
    if (!leads_on) return {outcome_of(reply.status), reply.status, "HTTP " + std::to_string(reply.status)};
    next = resolve_location(target, reply.location);
  }
  return {Outcome::unreachable, 0, "too many redirects"};
}

}  // namespace gongkai::probe
