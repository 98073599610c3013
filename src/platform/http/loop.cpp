#include "platform/http/loop.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <system_error>

#include "base/bytes.hpp"
#include "platform/http/error_page.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {

constexpr std::size_t scratch_bytes = 16 << 10;
constexpr std::size_t most_spare_exchanges = 64;
constexpr int accepts_in_a_row = 64;
constexpr std::size_t events_in_a_turn = 128;

Address address_of(const sockaddr_storage& storage) {
  Address address;
  if (storage.ss_family == AF_INET6) {
    std::memcpy(address.bytes.data(), &reinterpret_cast<const sockaddr_in6&>(storage).sin6_addr, 16);
  } else {
    address.bytes[10] = address.bytes[11] = 0xff;
    std::memcpy(address.bytes.data() + 12, &reinterpret_cast<const sockaddr_in&>(storage).sin_addr, 4);
  }
  return address;
}

/// For a connection that is not admitted: one attempt, no state.
void send_refusal(int descriptor, int status, const Fault& fault) {
  const Response page = default_error_page(fault);
  const std::string bytes =
      fmt::format("{}Content-Type: {}\r\nContent-Length: {}\r\nRetry-After: 10\r\nConnection: close\r\n\r\n{}",
                  status_line(status), page.content_type, page.body.size(), page.body);
  [[maybe_unused]] const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

Loop::Loop(Core& core, int listener, int number)
    : m_core(core),
      m_id_prefix(fmt::format("{}{:x}", to_hex(random_bytes(3)), number & 15)),
      m_scratch(scratch_bytes),
      m_mailbox(std::make_shared<Mailbox>()),
      m_poll(::epoll_create1(EPOLL_CLOEXEC)),
      m_listener(listener) {
  if (m_poll.get() < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  add(m_mailbox->descriptor(), EPOLLIN, &m_mailbox);
  add(m_listener.get(), EPOLLIN, &m_listener);
}

Loop::~Loop() {
  join();
  for_each([](Connection& connection) { connection.abort(); });
  m_again.clear();
  m_buried.clear();
  m_mailbox->close();  // connections among the messages end here, where their loop still is
}

void Loop::start() {
  m_thread = std::thread([this] { run(); });
}

void Loop::join() {
  if (m_thread.joinable()) m_thread.join();
}

void Loop::run() {
  m_next_sweep = coarse_ms() + m_core.options.timeouts.sweep.count();
  while (!m_stopping) {
    try {
      turn();
    } catch (const std::exception& error) {
      log::error("the event loop caught: {}", error.what());  // connections catch their own: this is never expected
    }
  }
}

void Loop::turn() {
  std::array<epoll_event, events_in_a_turn> events;
  const int count =
      ::epoll_wait(m_poll.get(), events.data(), static_cast<int>(events.size()), m_again.empty() ? time_to_sweep() : 0);
  for (const auto& connection : std::exchange(m_again, {})) connection->run();
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.ptr == &m_listener) accept_all();
    else if (event.data.ptr == &m_mailbox) read_mail();
    else static_cast<Connection*>(event.data.ptr)->on_ready(event.events);
  }
  if (time_to_sweep() == 0) sweep();
  m_buried.clear();
}

int Loop::time_to_sweep() const {
  return static_cast<int>(std::max<std::int64_t>(0, m_next_sweep - coarse_ms()));
}

void Loop::add(int descriptor, std::uint32_t events, void* tag) {
  epoll_event event{.events = events, .data = {.ptr = tag}};
  if (::epoll_ctl(m_poll.get(), EPOLL_CTL_ADD, descriptor, &event) != 0)
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
}

void Loop::watch(int descriptor, Connection& connection) {
  add(descriptor, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, &connection);
}
void Loop::run_again(std::shared_ptr<Connection> connection) {
  m_again.push_back(std::move(connection));
}
void Loop::bury(std::shared_ptr<Connection> connection) {
  m_buried.push_back(std::move(connection));
}

void Loop::read_mail() {
  auto messages = m_mailbox->take();
  for (auto& message : messages) {
    try {
      message();
    } catch (const std::exception& error) {
      log::error("a message to the event loop failed: {}", error.what());
    }
    message = nullptr;
  }
}

void Loop::accept_all() {
  for (int i = 0; i < accepts_in_a_row && !m_draining && accept_one(); ++i) {
  }
}

bool Loop::accept_one() {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  const int descriptor =
      ::accept4(m_listener.get(), reinterpret_cast<sockaddr*>(&storage), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ECONNABORTED || errno == EINTR) return true;
    if (errno != EAGAIN) {
      m_accept_paused = true;  // no descriptors or no memory: the sweep tries again
      ::epoll_ctl(m_poll.get(), EPOLL_CTL_DEL, m_listener.get(), nullptr);
      log::error("cannot accept connections: {}", std::strerror(errno));
    }
    return false;
  }
  const Address peer = address_of(storage);
  const auto verdict = m_core.count.enter(limit_key(peer));
  if (verdict != ConnectionCount::Verdict::admitted) {
    const bool full = verdict == ConnectionCount::Verdict::full;
    if (!m_core.tls) {
      send_refusal(descriptor, full ? 503 : 429,
                   full ? Fault{.kind = FaultKind::unavailable, .code = "http.busy"}
                        : Fault{.kind = FaultKind::too_many, .code = "http.too_many_connections"});
    }
    ::close(descriptor);
    return true;
  }
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  begin(descriptor, peer);
  return true;
}

void Loop::begin(int descriptor, const Address& peer) {
  std::shared_ptr<Connection> connection;
  try {
    Transport transport(descriptor, m_core.tls ? m_core.tls->accept(descriptor) : nullptr);
    connection = std::make_shared<Connection>(*this, descriptor, peer, std::move(transport));
    connection->start();
  } catch (const std::exception& error) {
    log::error("a connection could not begin: {}", error.what());
    if (connection) return;  // its destructor cleans up
    ::close(descriptor);
    m_core.count.leave(limit_key(peer));
  }
}

template <class F>
void Loop::for_each(F&& use) {
  // a connection may close, and so unlink, any other one only through the loop: the next stays valid while this one is used
  for (Connection* connection = m_first; connection != nullptr;) {
    const auto kept = connection->shared_from_this();
    use(*connection);
    connection = connection->next;
  }
}

void Loop::sweep() {
  const std::int64_t now = coarse_ms();
  m_next_sweep = now + m_core.options.timeouts.sweep.count();
  for_each([now](Connection& connection) { connection.sweep(now); });
  if (m_accept_paused && !m_draining) {
    m_accept_paused = false;
    add(m_listener.get(), EPOLLIN, &m_listener);
  }
}

void Loop::drain() {
  m_mailbox->post([this] {
    m_draining = true;
    m_listener = FileHandle{};
    for_each([](Connection& connection) { connection.drain(); });
  });
}

void Loop::abort_all() {
  m_mailbox->post([this] {
    for_each([](Connection& connection) { connection.abort(); });
    m_stopping = true;
  });
}

std::string_view Loop::date_line() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (now.tv_sec != m_date_second) {
    m_date_second = now.tv_sec;
    m_date = "Date: " + to_http_date(Instant{static_cast<std::int64_t>(now.tv_sec) * 1'000'000}) + "\r\n";
  }
  return m_date;
}

std::string Loop::next_request_id() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string id = m_id_prefix;
  const std::uint32_t number = m_id_counter++;
  for (int shift = 28; shift >= 0; shift -= 4) id += digits[(number >> shift) & 15];
  return id;
}

std::unique_ptr<Exchange> Loop::take_exchange() {
  if (m_spare.empty()) return std::make_unique<Exchange>();
  auto exchange = std::move(m_spare.back());
  m_spare.pop_back();
  return exchange;
}

void Loop::give_back(std::unique_ptr<Exchange> exchange) {
  if (m_spare.size() >= most_spare_exchanges) return;
  exchange->reset();
  m_spare.push_back(std::move(exchange));
}

void Loop::link(Connection& connection) {
  connection.next = m_first;
  if (m_first != nullptr) m_first->previous = &connection;
  m_first = &connection;
}

void Loop::unlink(Connection& connection) {
  if (connection.previous != nullptr) connection.previous->next = connection.next;
  else m_first = connection.next;
  if (connection.next != nullptr) connection.next->previous = connection.previous;
}

}  // namespace gongkai::http
