// What time does to a connection: limits, heartbeats, events from other threads, the end of the server.
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include "platform/http/connection.hpp"
#include "platform/http/loop.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {
void wake(const std::shared_ptr<WakeCell>& cell) {
  if (cell->is_posted.exchange(true)) return;
  cell->mailbox->post([cell] {
    cell->is_posted.store(false);
    if (cell->connection != nullptr) cell->connection->on_wake();
  });
}
}  // namespace

void Connection::drain() {
  m_draining = true;
  if (m_state == State::handshake || (m_state == State::reading && available().empty())) close_idle();
  if (m_state == State::streaming) {
    close_after_answer();
    run();
  }
}

bool Connection::is_slow(std::int64_t now_ms) const {
  const Timeouts& limits = m_loop.core().options.timeouts;
  const std::int64_t spent = now_ms - m_since;
  switch (m_state) {
    case State::handshake: return spent > limits.header.count();
    case State::reading:
      return spent > (available().empty() && m_served ? limits.keep_alive.count() : limits.header.count());
    case State::body: return spent > limits.body_grace.count() && m_moved * 1000 < limits.body_rate * spent;
    case State::writing: return spent > limits.write_stall.count();
    case State::streaming: return !m_output.body.empty() && spent > limits.write_stall.count();
    case State::lingering: return spent > limits.linger.count();
    case State::waiting:
    case State::closed: return false;
  }
  return false;
}

void Connection::sweep(std::int64_t now_ms) {
  const auto self = shared_from_this();
  const Timeouts& limits = m_loop.core().options.timeouts;
  const bool writes = m_state == State::writing || (m_state == State::streaming && !m_output.body.empty());
  if (writes) {
    // the kernel holds megabytes for a slow reader and asks for more only when a third has gone: count what has arrived
    int queued = 0;
    ::ioctl(m_descriptor, SIOCOUTQ, &queued);
    if (m_moved - queued >= m_delivered + limits.write_step) {
      m_delivered = m_moved - queued;
      m_since = now_ms;
    }
  }
  if (is_slow(now_ms)) {
    if (m_state != State::lingering) m_loop.core().counters.timeouts.add();
    const bool asks = (m_state == State::reading && !available().empty()) || m_state == State::body;
    if (asks) {
      refuse(408, {.kind = FaultKind::invalid, .code = "http.timeout"}, false);
      run();
    } else if (m_state == State::reading && m_transport.is_secure()) {
      close_idle();
    } else {
      abort();
    }
  } else if (m_state == State::streaming && m_output.body.empty() && now_ms - m_since >= limits.heartbeat.count()) {
    m_output.own_body = ":\n\n";
    m_output.body = m_output.own_body;
    m_since = now_ms;
    on_wake();
  }
}

void Connection::on_wake() {
  if (m_state != State::streaming) return;
  try {
    pull_events();
  } catch (const std::exception& error) {
    log::error("an event source failed: {}", error.what());
    abort();
  }
  run();
}

void Connection::pull_events() {
  constexpr std::size_t most_unread = 1 << 20;
  Output& out = m_output;
  if (!m_wake) {
    m_wake = std::make_shared<WakeCell>(m_loop.mailbox(), this);
    out.events->wake = [cell = m_wake] { wake(cell); };
  }
  const auto text = out.events->next();
  std::string waiting(out.body);
  if (waiting.empty()) m_since = coarse_ms();
  if (text) waiting += *text;
  else out.close = true;
  if (waiting.size() > most_unread) return abort();
  out.own_body = std::move(waiting);
  out.body = out.own_body;
}

}  // namespace gongkai::http
