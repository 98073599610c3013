#include "platform/http/connection.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include "platform/http/loop.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {
constexpr int steps_in_a_row = 256;  // then the others have their turn
}

Connection::Connection(Loop& loop, int descriptor, const Address& peer, Transport transport)
    : m_loop(loop),
      m_descriptor(descriptor),
      m_transport(std::move(transport)),
      m_peer(peer),
      m_client(peer),
      m_client_secure(m_transport.is_secure()),
      m_peer_text(to_text(peer)),
      m_since(coarse_ms()) {
  m_loop.link(*this);
}

Connection::~Connection() {
  abort();
  m_loop.unlink(*this);
  m_loop.core().count.leave(limit_key(m_peer));
}

void Connection::start() {
  if (m_transport.is_secure()) m_state = State::handshake;
  m_loop.watch(m_descriptor, *this);
  m_self = shared_from_this();
}

void Connection::on_ready(std::uint32_t events) {
  if (m_state == State::closed) return;
  m_peer_ended = m_peer_ended || (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  m_readable = m_readable || m_peer_ended || (events & EPOLLIN) != 0;
  run();
}

void Connection::run() {
  const auto self = shared_from_this();  // a step may drop the last other owner
  try {
    for (int steps = 0; step(); ++steps) {
      if (steps < steps_in_a_row) continue;
      stash();
      m_loop.run_again(self);
      return;
    }
  } catch (const std::exception& error) {
    log::error("connection from {} failed: {}", m_peer_text, error.what());
    abort();
  }
  stash();
}

bool Connection::step() {
  switch (m_state) {
    case State::handshake: return step_handshake();
    case State::reading: return step_reading();
    case State::body: return step_body();
    case State::writing: return step_writing();
    case State::streaming: return step_streaming();
    case State::lingering: return step_lingering();
    case State::waiting:
    case State::closed: return false;
  }
  return false;
}

bool Connection::step_handshake() {
  switch (m_transport.handshake()) {
    case Progress::done: m_state = State::reading; return true;
    case Progress::want_read:
    case Progress::want_write: return false;
    case Progress::closed: abort(); return false;
  }
  return false;
}

bool Connection::step_reading() {
  while (available().starts_with("\r\n")) consume(2);  // RFC 9112 §2.2: forgiven between requests
  const std::string_view bytes = available();
  if (bytes.empty() || bytes == "\r") {
    if (m_draining) {
      close_after_answer();
      return true;
    }
    return fill();
  }
  const std::size_t limit = m_loop.core().options.header_limit;
  const std::size_t end = find_head_end(bytes.substr(0, limit), m_searched);
  if (end == 0) {
    refuse_protocol({});
  } else if (end == std::string_view::npos) {
    if (bytes.size() < limit) {
      m_searched = bytes.size();
      return fill();
    }
    refuse_protocol({431, "http.header_too_large"});
  } else {
    m_searched = 0;
    begin_request(bytes.substr(0, end));
    if (m_state != State::closed) consume(end);
  }
  return true;
}

bool Connection::step_body() {
  Exchange& exchange = *m_exchange;
  const auto body = exchange.parser.parse_body(available(), exchange.body_limit,
                                               [this](std::string_view bytes) { add_to_body(bytes); });
  m_moved += static_cast<std::int64_t>(body.used);
  consume(body.used);
  if (body.fault) {
    refuse_protocol(*body.fault);
    return true;
  }
  if (body.complete) {
    submit();
    return true;
  }
  if (exchange.spool.size() >= 64 << 10) {
    spool_body();
    return false;
  }
  return body.used > 0 && !available().empty() ? true : fill();
}

bool Connection::step_writing() {
  Output& out = m_output;
  while (!out.head.empty() || !out.tail.empty() || !out.body.empty() || out.left > 0) {
    const bool has_text = !out.head.empty() || !out.tail.empty() || !out.body.empty();
    const std::array<std::string_view, 3> pieces{out.head, out.tail, out.body};
    const Moved moved =
        has_text ? m_transport.write(pieces, out.left > 0) : m_transport.send_file(out.file, out.offset, out.left);
    if (moved.progress == Progress::closed) {
      abort();
      return false;
    }
    m_moved += static_cast<std::int64_t>(moved.bytes);
    if (has_text) out.advance(moved.bytes);
    else out.left -= static_cast<std::int64_t>(moved.bytes);
    if (moved.progress != Progress::done) {
      out.keep_head();
      return false;
    }
  }
  if (out.events) {
    m_state = State::streaming;
    m_since = coarse_ms();
    out.close = m_draining;  // from now on it says that the source has ended
    pull_events();
    return true;
  }
  const bool close = out.close || m_draining;
  m_output = Output{};
  if (m_exchange) m_loop.give_back(std::move(m_exchange));
  m_served = true;
  m_since = coarse_ms();
  m_moved = 0;
  if (close) {
    close_after_answer();
    return true;
  }
  m_state = State::reading;
  return true;
}

void Connection::Output::advance(std::size_t bytes) {
  for (std::string_view* piece : {&head, &tail, &body}) {
    const std::size_t taken = std::min(bytes, piece->size());
    piece->remove_prefix(taken);
    bytes -= taken;
  }
}

/// The loop's buffer is the next answer's.
void Connection::Output::keep_head() {
  if (head.empty() || !own_head.empty()) return;
  own_head = head;
  head = own_head;
}

bool Connection::step_streaming() {
  Output& out = m_output;
  while (!out.body.empty()) {
    const Moved moved = m_transport.write(std::array{out.body});
    if (moved.progress == Progress::closed) {
      abort();
      return false;
    }
    m_moved += static_cast<std::int64_t>(moved.bytes);
    out.body.remove_prefix(moved.bytes);
    if (moved.progress != Progress::done) return false;
  }
  if (out.close) {
    close_after_answer();
    return true;
  }
  consume(available().size());  // a client of a stream has nothing more to say; a closed end is what we wait for
  return fill();
}

bool Connection::step_lingering() {
  consume(available().size());
  return fill();
}

bool Connection::fill() {
  if (!m_readable && !m_transport.has_buffered()) return false;
  stash();
  const Moved moved = m_transport.read(m_loop.scratch());
  if (moved.progress == Progress::want_read) {
    m_readable = false;
    return false;
  }
  if (moved.progress == Progress::want_write) return false;
  if (moved.progress == Progress::closed) {
    abort();
    return false;
  }
  // a short read has emptied the socket; one through TLS says nothing about it
  m_readable = m_peer_ended || m_transport.is_secure() || moved.bytes == m_loop.scratch().size();
  const std::string_view bytes(m_loop.scratch().data(), moved.bytes);
  if (m_state == State::reading && m_input.empty()) m_since = coarse_ms();  // the head's time runs from its first byte
  if (m_input.empty()) m_fresh = bytes;
  else m_input += bytes;
  return true;
}

void Connection::consume(std::size_t count) {
  if (m_input.empty()) m_fresh.remove_prefix(count);
  else if (count == m_input.size()) m_input = std::string{};  // an idle connection keeps no buffer
  else m_input.erase(0, count);
}

/// The scratch buffer is the next connection's.
void Connection::stash() {
  if (m_fresh.empty()) return;
  m_input.append(m_fresh);
  m_fresh = {};
}

/// Our side says goodbye; theirs may still read it. Closing at once would reset what they have not read.
void Connection::close_after_answer() {
  m_output = Output{};
  if (m_wake) m_wake->connection = nullptr;
  m_transport.shut_down();
  m_state = State::lingering;
  m_since = coarse_ms();
}

/// Nothing is under way: nothing can be lost. A TLS client is told, or it could not resume its session.
void Connection::close_idle() {
  m_transport.shut_down();
  abort();
}

void Connection::abort() {
  if (m_state == State::closed) return;
  m_state = State::closed;
  if (m_wake) m_wake->connection = nullptr;
  m_output = Output{};
  m_input.clear();
  m_fresh = {};
  if (m_exchange && m_exchange->ticket) m_loop.core().pages->finish(*m_exchange->ticket, nullptr, {});
  m_exchange.reset();
  ::close(m_descriptor);
  if (m_self) m_loop.bury(std::move(m_self));
}

}  // namespace gongkai::http
