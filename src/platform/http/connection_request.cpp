// From the head of a request to something that will answer it: the page cache, a worker, or a refusal.
#include "base/text.hpp"
#include "platform/http/connection.hpp"
#include "platform/http/error_page.hpp"
#include "platform/http/loop.hpp"
#include "platform/http/target.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {

/// What travels to a worker. The connection comes back to its loop with it, and is never released elsewhere.
struct Job {
  std::shared_ptr<Connection> connection;
  std::unique_ptr<Exchange> exchange;
};

bool is_host(std::string_view host) {
  return host.size() <= 255 && std::ranges::all_of(host, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  std::string_view(".-_:[]").contains(c);
         });
}

FaultKind kind_of(int status) {
  if (status == 413 || status == 431) return FaultKind::too_large;
  if (status == 429) return FaultKind::too_many;
  return status == 503 ? FaultKind::unavailable : FaultKind::invalid;
}

/// Multipart pieces go to the disk on a worker: the loop never waits for it.
void write_spool(Exchange& exchange) {
  try {
    auto written = exchange.multipart->feed(exchange.spool);
    if (!written) exchange.fault = std::move(written).error();
  } catch (const std::exception& error) {
    log::error("an upload could not be stored: {} (request {})", error.what(), exchange.id);
    exchange.fault = Fault{.kind = FaultKind::unavailable, .code = "http.failure"};
  }
  exchange.spool.clear();
}

Fields only(const Fields& query, const std::vector<std::string>& names) {
  Fields kept;
  for (const auto& [name, value] : query.pairs()) {
    if (std::ranges::find(names, name) != names.end()) kept.add(name, value);
  }
  return kept;
}

}  // namespace

void Connection::begin_request(std::string_view bytes) {
  m_exchange = m_loop.take_exchange();
  Exchange& exchange = *m_exchange;
  exchange.received = SystemClock().now();
  if (const auto fault = exchange.parser.parse_head(bytes)) return refuse_protocol(*fault);
  const RequestHead& head = exchange.parser.head();
  exchange.keep_alive = head.keep_alive && !m_draining;
  if (!head.method) return refuse_protocol({501, "http.not_implemented"});
  identify_client(head);
  if (const int wait = m_loop.core().rate_limited(limit_key(m_client), nullptr, coarse_ms())) {
    return refuse_rate(wait, exchange.keep_alive && !head.has_body);
  }
  if (answer_from_cache(head)) return;
  if (const auto fault = build_request(head)) return refuse_protocol(*fault);
  choose_route(head);
}

void Connection::identify_client(const RequestHead& head) {
  m_client = m_peer;
  m_client_secure = m_transport.is_secure();
  const auto& trusted = m_loop.core().trusted;
  if (trusted.empty() || !is_in(trusted, m_peer)) return;
  const ForwardedHeaders forwarded{head.find("forwarded"), head.find("x-forwarded-for"), head.find("x-forwarded-proto"),
                                   head.find("x-forwarded-host")};
  Client client = resolve_client(m_peer, m_client_secure, forwarded, trusted);
  m_client = client.address;
  m_client_secure = client.secure;
  m_exchange->request.host = std::move(client.host);
}

bool Connection::answer_from_cache(const RequestHead& head) {
  Core& core = m_loop.core();
  const bool reads = head.method == Method::get || head.method == Method::head;
  if (core.pages == nullptr || !reads || head.has_body || !is_plain_target(head.target)) return false;
  const std::string_view reading = cookie_value(head.cookie, "reading");
  if (!is_reading_mode(reading)) return false;
  const std::string_view host =
      m_exchange->request.host.empty() ? head.host : std::string_view(m_exchange->request.host);
  plain_page_key(m_loop.key_buffer(), m_client_secure, host, head.target, reading);
  auto page = core.pages->find(m_loop.key_buffer());
  if (!page) return false;
  const Conditions conditions{.head_only = head.method == Method::head,
                              .is_read = true,
                              .encodings = accepted_encodings(head.accept_encoding),
                              .if_none_match = head.if_none_match,
                              .range = head.range,
                              .if_range = head.range.empty() ? std::string_view{} : head.find("if-range")};
  const Page& chosen = *page;
  answer_page(chosen, std::move(page), conditions, m_exchange->keep_alive);
  return true;
}

std::optional<ProtocolFault> Connection::build_request(const RequestHead& head) {
  Exchange& exchange = *m_exchange;
  Request& request = exchange.request;
  request.method = *head.method;
  auto target = parse_target(head.target);
  if (!target) return ProtocolFault{target.error().code == "http.address_too_long" ? 414 : 400, target.error().code};
  request.path = std::move(target->path);
  request.raw_query = std::move(target->raw_query);
  request.query = std::move(target->query);
  if (request.host.empty())
    request.host = to_lower(target->authority.empty() ? head.host : std::string_view(target->authority));
  if (!is_host(request.host)) return ProtocolFault{400, "http.bad_host"};
  if (!m_loop.core().is_known_host(request.host)) return ProtocolFault{421, "http.unknown_host"};
  for (const HeaderView& header : head.headers) {
    request.headers.add(to_lower(header.name),
                        is_valid_utf8(header.value) ? std::string(header.value) : clean_utf8(header.value));
  }
  request.cookies = parse_cookies(head.cookie);
  request.address = to_text(m_client);
  request.secure = m_client_secure;
  request.received = exchange.received;
  exchange.id = m_loop.next_request_id();
  request.id = exchange.id;
  return std::nullopt;
}

void Connection::choose_route(const RequestHead& head) {
  Core& core = m_loop.core();
  Exchange& exchange = *m_exchange;
  exchange.route = core.router.match(exchange.request.method, exchange.request.path).route;
  if (exchange.route && !exchange.route->rate.empty()) {
    const int wait = core.rate_limited(limit_key(m_client), exchange.route, coarse_ms());
    if (wait > 0) return refuse_rate(wait, exchange.keep_alive && !head.has_body);
  }
  if (!head.has_body) return submit();
  if (!exchange.route) {  // whatever the body is, the answer is 404 or 405
    exchange.keep_alive = false;
    return submit();
  }
  begin_body(head, exchange.request.headers.get("content-type"));
}

void Connection::begin_body(const RequestHead& head, std::string_view content_type) {
  Core& core = m_loop.core();
  Exchange& exchange = *m_exchange;
  const Route& route = *exchange.route;
  const std::string type = media_type(content_type);
  exchange.body_limit = route.body_limit;
  if (type == "multipart/form-data") {
    const auto boundary = header_parameter(content_type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) return refuse_protocol({400, "http.bad_form"});
    exchange.body_limit += route.upload_limit;
    exchange.multipart =
        std::make_unique<MultipartReader>(*boundary, core.options.upload_folder, route.upload_limit, core.options.form);
  }
  exchange.wants_form = type == "application/x-www-form-urlencoded";
  if (head.content_length.value_or(0) > static_cast<std::uint64_t>(exchange.body_limit))
    return refuse_protocol({413, "http.body_too_large"});
  if (!head.expect.empty()) {
    if (!equals_ignoring_case(head.expect, "100-continue")) return refuse_protocol({417, "http.bad_expectation"});
    if (head.version >= 11) write_interim("HTTP/1.1 100 Continue\r\n\r\n");
  }
  if (m_state == State::closed) return;
  m_state = State::body;
  m_since = coarse_ms();
  m_moved = 0;
}

void Connection::write_interim(std::string_view line) {
  const Moved moved = m_transport.write(std::array{line});
  if (moved.bytes != line.size()) abort();  // the first bytes we ever send here do not fit: nobody reads
}

void Connection::add_to_body(std::string_view bytes) {
  if (m_exchange->multipart) m_exchange->spool += bytes;
  else m_exchange->request.body += bytes;
}

void Connection::spool_body() {
  m_state = State::waiting;
  auto job = std::make_unique<Job>(shared_from_this(), std::move(m_exchange));
  m_loop.core().pool->submit([job = std::move(job), mailbox = m_loop.mailbox()]() mutable {
    write_spool(*job->exchange);
    mailbox->post([job = std::move(job)] { job->connection->on_spooled(std::move(job->exchange)); });
  });
}

void Connection::on_spooled(std::unique_ptr<Exchange> exchange) {
  if (m_state == State::closed) return;
  m_exchange = std::move(exchange);
  m_since = coarse_ms();
  m_moved = 0;
  if (m_exchange->fault) {
    m_exchange->keep_alive = false;  // the rest of the body stays unread
    send_to_worker();
  } else {
    m_state = State::body;
  }
  run();
}

void Connection::submit() {
  Core& core = m_loop.core();
  Exchange& exchange = *m_exchange;
  Request& request = exchange.request;
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (exchange.route && reads) {
    if (exchange.route->query) request.query = only(request.query, *exchange.route->query);
    const std::string_view reading = request.cookies.get("reading");
    const bool shareable = core.pages != nullptr && exchange.route->access == Access::open && exchange.body_limit == 0;
    if (shareable && is_reading_mode(reading)) {
      exchange.page_key = page_key(request.secure, request.host, request.path, request.query.pairs(), reading);
      if (join_rendering()) return;
    }
  }
  send_to_worker();
}

/// True when the answer is on its way: a page was there, or somebody is rendering it.
bool Connection::join_rendering() {
  Core& core = m_loop.core();
  Exchange& exchange = *m_exchange;
  if (!core.may_cache(*exchange.route)) return false;
  auto joined = core.pages->join(exchange.page_key, [this]() -> PageCache::Implementation::Waiter {
    return [self = shared_from_this(), mailbox = m_loop.mailbox()](std::shared_ptr<const Page> page) mutable {
      mailbox->post([self = std::move(self), page = std::move(page)] { self->on_page(page); });
    };
  });
  if (joined.page) {
    const Page& page = *joined.page;
    answer_page(page, joined.page, conditions_of(exchange.request), exchange.keep_alive);
    return true;
  }
  exchange.ticket = std::move(joined.ticket);
  if (exchange.ticket) return false;
  m_state = State::waiting;
  return true;
}

void Connection::on_page(std::shared_ptr<const Page> page) {
  if (m_state == State::closed) return;
  if (page) {
    const Page& chosen = *page;
    answer_page(chosen, std::move(page), conditions_of(m_exchange->request), m_exchange->keep_alive);
  } else if (!join_rendering()) {
    send_to_worker();
  }
  run();
}

void Connection::send_to_worker() {
  m_state = State::waiting;
  Core& core = m_loop.core();
  auto owned = std::make_unique<Job>(shared_from_this(), std::move(m_exchange));
  Job& job = *owned;
  WorkerPool::Task task = [job = std::move(owned), mailbox = m_loop.mailbox(), &core]() mutable {
    Reply reply = core.handle(*job->exchange);
    mailbox->post([job = std::move(job), reply = std::move(reply)]() mutable {
      job->connection->on_reply(std::move(job->exchange), std::move(reply));
    });
  };
  if (core.pool->try_submit(task)) return;
  m_exchange = std::move(job.exchange);
  core.counters.busy.add();
  if (m_exchange->ticket) core.pages->finish(*std::exchange(m_exchange->ticket, std::nullopt), nullptr, {});
  refuse(503, {.kind = FaultKind::unavailable, .code = "http.busy"}, m_exchange->keep_alive, 2);
}

void Connection::refuse_rate(int wait_seconds, bool keep_alive) {
  m_loop.core().counters.rate_limited.add();
  refuse(429,
         {.kind = FaultKind::too_many,
          .code = "http.too_many_requests",
          .details = {{"seconds", std::to_string(wait_seconds)}}},
         keep_alive, wait_seconds);
}

void Connection::refuse_protocol(const ProtocolFault& fault) {
  m_loop.core().counters.protocol_errors.add();
  Fault shown{.kind = kind_of(fault.status), .code = fault.code};
  if (m_exchange) shown.details.emplace_back("limit", size_text(m_exchange->body_limit));
  refuse(fault.status, shown, false);
}

/// Said by the loop itself: the plain page, because the drawn one may need the database and a worker.
void Connection::refuse(int status, const Fault& fault, bool keep_alive, int retry_after) {
  if (!m_exchange) {
    m_exchange = m_loop.take_exchange();
    m_exchange->received = SystemClock().now();
  }
  Exchange& exchange = *m_exchange;
  if (exchange.request.path.empty()) {  // refused before it was read: only enough to know whom we answer
    exchange.request.path = exchange.parser.head().target.starts_with("/api/") ? "/api/" : "/";
    exchange.request.method = exchange.parser.head().method.value_or(Method::get);
  }
  exchange.keep_alive = keep_alive;
  Response response = default_error(exchange.request, fault);
  response.status = status;
  if (retry_after > 0) response.header("Retry-After", std::to_string(retry_after));
  answer(make_reply({.head_only = exchange.request.method == Method::head}, std::move(response),
                    m_loop.core().serializer));
}

}  // namespace gongkai::http
