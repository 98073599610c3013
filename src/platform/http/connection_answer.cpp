// From a reply to the bytes that are written.
#include "platform/http/connection.hpp"
#include "platform/http/error_page.hpp"
#include "platform/http/loop.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

void Connection::on_reply(std::unique_ptr<Exchange> exchange, Reply reply) {
  if (m_state == State::closed) return m_loop.give_back(std::move(exchange));
  m_exchange = std::move(exchange);
  answer(std::move(reply));
  run();
}

void Connection::answer(Reply reply) {
  const bool keep_alive = m_exchange->keep_alive;
  if (reply.page) {
    const Page& page = *reply.page;
    return answer_page(page, std::move(reply.page), conditions_of(m_exchange->request), keep_alive);
  }
  m_output.own_tail = std::move(reply.head);
  m_output.own_body = std::move(reply.body);
  m_output.own_file = std::move(reply.file);
  m_output.file = m_output.own_file.get();
  m_output.offset = reply.offset;
  m_output.left = m_output.file >= 0 ? reply.length : 0;
  m_output.events = std::move(reply.events);
  begin_writing(reply.status, m_output.own_tail, m_output.own_body, keep_alive && !m_output.events);
}

void Connection::answer_page(const Page& page, std::shared_ptr<const Page> owner, const Conditions& conditions,
                             bool keep_alive) {
  PageChoice choice = choose(page, conditions, m_loop.core().serializer);
  m_output.owner = std::move(owner);
  if (choice.own_body) m_output.owner = choice.own_body;
  m_output.own_tail = std::move(choice.own_head);
  m_output.file = choice.file;
  m_output.offset = choice.offset;
  m_output.left = choice.file >= 0 ? choice.length : 0;
  const std::string_view tail = choice.head.empty() ? std::string_view(m_output.own_tail) : choice.head;
  begin_writing(choice.status, tail, choice.body, keep_alive);
}

void Connection::begin_writing(int status, std::string_view tail, std::string_view body, bool keep_alive) {
  if (m_exchange->id.empty()) m_exchange->id = m_loop.next_request_id();
  const bool close = !keep_alive || m_draining;
  std::string& head = m_loop.head_buffer();
  head.assign(status_line(status));
  head += m_loop.date_line();
  head += "X-Request-Id: ";
  head += m_exchange->id;
  head += "\r\n";
  if (close) head += "Connection: close\r\n";
  else if (m_exchange->parser.head().version < 11) head += "Connection: keep-alive\r\n";
  if (m_client_secure) head += m_loop.core().hsts;
  m_output.head = head;
  m_output.tail = tail;
  m_output.body = body;
  m_output.close = close;
  m_state = State::writing;
  m_since = coarse_ms();
  m_moved = 0;
  m_delivered = 0;
  record(status, static_cast<std::int64_t>(body.size()) + m_output.left);
}

void Connection::record(int status, std::int64_t bytes) {
  Core& core = m_loop.core();
  const std::int64_t micros = SystemClock().now().micros - m_exchange->received.micros;
  core.counters.by_class(status).add();
  core.counters.duration.observe(static_cast<double>(micros) / 1e6);
  if (!log::access_enabled()) return;
  const Request& request = m_exchange->request;
  const RequestHead& head = m_exchange->parser.head();
  // a request built for a worker has outlived the bytes of its head
  const bool is_built = !request.path.empty();
  const std::string_view target = is_built ? std::string_view(request.path) : head.target;
  const std::string client = m_client == m_peer ? std::string{} : to_text(m_client);
  log::access({.received = m_exchange->received,
               .method = name_of(is_built ? request.method : head.method.value_or(Method::get)),
               .path = target,
               .address = client.empty() ? m_peer_text : client,
               .request_id = m_exchange->id,
               .status = status,
               .bytes = bytes,
               .micros = micros});
}

}  // namespace gongkai::http
