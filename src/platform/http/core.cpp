#include "platform/http/core.hpp"

#include <fmt/format.h>
#include <time.h>
#include <unistd.h>

#include <stdexcept>

#include "base/text.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/error_page.hpp"
#include "platform/log/log.hpp"

namespace gongkai::http {

namespace {

constexpr std::int64_t sent_from_disk = 1 << 20;  // measured: 200 KB from memory cost less than by sendfile

ServerOptions completed(ServerOptions options) {
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  if (options.loops <= 0) options.loops = cores;
  if (options.workers <= 0) options.workers = std::max(4, 2 * cores);
  if (options.upload_folder.empty()) options.upload_folder = std::filesystem::temp_directory_path();
  for (std::string& host : options.hosts) host = to_lower(host);
  return options;
}

std::vector<Network> networks_of(const std::vector<std::string>& texts) {
  std::vector<Network> networks;
  for (const std::string& text : texts) {
    const auto network = parse_network(text);
    if (!network) throw std::invalid_argument("not a network address: " + text);
    networks.push_back(*network);
  }
  return networks;
}

/// "host:port" and "[::1]:port" without the port.
std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const std::size_t bracket = host.rfind(']');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

Result<Fields> read_form(std::string_view body, const FormLimits& limits) {
  if (static_cast<std::size_t>(std::ranges::count(body, '&')) >= limits.fields) {
    return refuse(FaultKind::too_large, "http.too_many_fields", {}, {{"limit", std::to_string(limits.fields)}});
  }
  Fields fields = parse_form(body);
  for (const auto& [name, value] : fields.pairs()) {
    if (value.size() > limits.field_bytes) {
      return refuse(FaultKind::too_large, "http.field_too_large", name,
                    {{"limit", size_text(static_cast<std::int64_t>(limits.field_bytes))}});
    }
    if (!is_valid_utf8(name) || !is_valid_utf8(value) || value.contains('\0'))
      return refuse(FaultKind::invalid, "http.bad_encoding");
  }
  return fields;
}

}  // namespace

Counters::Counters()
    : duration(metrics::registry().histogram("gongkai_http_request_seconds",
                                             "Time from the head of a request to the head of its answer")),
      rate_limited(metrics::registry().counter("gongkai_http_rate_limited_total",
                                               "Requests refused because their address asked too often")),
      busy(metrics::registry().counter("gongkai_http_busy_total",
                                       "Requests refused because every worker was busy and the queue full")),
      timeouts(metrics::registry().counter("gongkai_http_timeouts_total",
                                           "Connections closed because their peer was too slow")),
      protocol_errors(
          metrics::registry().counter("gongkai_http_protocol_errors_total", "Requests that were no valid HTTP")) {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    classes[i] = &metrics::registry().counter("gongkai_http_requests_total", "Answered requests",
                                              {{"class", fmt::format("{}xx", i + 1)}});
  }
}

Core::Core(ServerOptions given, const Router& the_router, PageCache* cache)
    : options(completed(std::move(given))),
      router(the_router),
      pages(cache == nullptr ? nullptr : &cache->implementation()),
      serializer(options.content_security_policy),
      trusted(networks_of(options.trusted_proxies)),
      general(options.rate),
      count(options.connections, options.connections_per_address),
      m_uncacheable(router.routes().size()) {
  for (const auto& [name, limit] : options.rates) named.try_emplace(name, limit);
  if (options.tls) tls = std::make_unique<tls::ServerContext>(*options.tls);
  if (options.hsts_seconds > 0) hsts = fmt::format("Strict-Transport-Security: max-age={}\r\n", options.hsts_seconds);
  if (pages != nullptr) pages->set_serializer(serializer);
  auto& registry = metrics::registry();
  const auto watch = [&](std::string_view name, std::string_view help, bool is_counter, std::function<double()> value) {
    m_registrations.push_back(registry.callback(name, help, {}, std::move(value), is_counter));
  };
  watch("gongkai_http_connections", "Open connections", false, [this] { return static_cast<double>(count.total()); });
  watch("gongkai_log_dropped_lines_total", "Access log lines lost because the disk was too slow", true,
        [] { return static_cast<double>(log::dropped_access_lines()); });
  if (pages == nullptr) return;
  const auto page_count = [&](std::string_view name, std::string_view help, bool is_counter, auto member) {
    watch(name, help, is_counter, [this, member] { return static_cast<double>(pages->statistics().*member); });
  };
  page_count("gongkai_pages_hits_total", "Answers from the page cache", true, &PageCache::Statistics::hits);
  page_count("gongkai_pages_misses_total", "Pages that had to be rendered", true, &PageCache::Statistics::misses);
  page_count("gongkai_pages_evictions_total", "Pages given up for room", true, &PageCache::Statistics::evictions);
  page_count("gongkai_pages_invalidations_total", "Pages dropped because something they show changed", true,
             &PageCache::Statistics::invalidations);
  page_count("gongkai_pages", "Pages in the cache", false, &PageCache::Statistics::pages);
  page_count("gongkai_pages_bytes", "Memory of the page cache", false, &PageCache::Statistics::bytes);
}

int Core::rate_limited(std::string_view key, const Route* route, std::int64_t now_ms) {
  if (route == nullptr) return general.take(key, now_ms);
  const auto limiter = named.find(route->rate);
  return limiter == named.end() ? 0 : limiter->second.take(key, now_ms);
}

bool Core::is_known_host(std::string_view host) const {
  if (options.hosts.empty()) return true;
  const std::string name = to_lower(without_port(host));
  return std::ranges::find(options.hosts, name) != options.hosts.end();
}

std::size_t Core::index_of(const Route& route) const {
  return static_cast<std::size_t>(&route - router.routes().data());
}
bool Core::may_cache(const Route& route) const {
  return !m_uncacheable[index_of(route)].load(std::memory_order_relaxed);
}

Reply Core::handle(Exchange& exchange) {
  Recorder recorder;
  try {
    Response response = respond(exchange);
    for (const Upload& upload : exchange.request.uploads)
      ::unlink(upload.path.c_str());  // those that nobody moved away
    return finish(exchange, std::move(response), recorder.take());
  } catch (const std::exception& error) {
    // dispatch answers its own exceptions: this one comes from a missing file, a malformed header, a full disk
    if (exchange.ticket) pages->finish(*exchange.ticket, nullptr, {});
    return make_reply(conditions_of(exchange.request), router.fail(exchange.request, error.what()), serializer);
  }
}

Response Core::respond(Exchange& exchange) {
  Request& request = exchange.request;
  if (!exchange.fault && exchange.wants_form) {
    auto form = read_form(request.body, options.form);
    if (form) request.form = *std::move(form);
    else exchange.fault = std::move(form).error();
    request.body.clear();
  }
  if (exchange.multipart && !exchange.fault) {
    auto end = exchange.multipart->feed(exchange.spool);
    if (end) end = exchange.multipart->finish();
    if (!end) exchange.fault = std::move(end).error();
  }
  if (exchange.fault) return router.refuse(request, *exchange.fault);
  if (exchange.multipart) {
    request.form = exchange.multipart->take_fields();
    request.uploads = exchange.multipart->take_uploads();
  }
  return router.dispatch(request);
}

Reply Core::finish(Exchange& exchange, Response response, std::vector<std::string> tags) {
  if (exchange.ticket) {
    std::ranges::move(response.cache.tags, std::back_inserter(tags));
    const auto page = page_of(response, conditions_of(exchange.request).encodings);
    m_uncacheable[index_of(*exchange.route)].store(response.status == 200 && !page, std::memory_order_relaxed);
    const Ticket ticket = *std::exchange(exchange.ticket, std::nullopt);
    pages->finish(ticket, page, tags);
    if (page) return Reply{.status = 200, .page = page};
  }
  return make_reply(conditions_of(exchange.request), std::move(response), serializer);
}

/// Null when the answer must not be shared. Small files become part of the page.
std::shared_ptr<const Page> Core::page_of(Response& response, Encodings wanted) const {
  if (response.status != 200 || !response.cache.cacheable || response.events || has_header(response, "Set-Cookie"))
    return nullptr;
  const bool is_file = response.file.has_value();
  if (is_file) {
    if (response.file->size > static_cast<std::int64_t>(options.cached_file_limit)) return nullptr;
    Conditions whole{.is_read = true};
    Reply reply = make_reply(whole, response, serializer);
    if (reply.length >= sent_from_disk &&
        !is_compressible(response.content_type, static_cast<std::size_t>(reply.length))) {
      return make_file_page(std::move(response), serializer, std::move(reply.etag), reply.length,
                            std::move(reply.file));
    }
    response.body.resize(static_cast<std::size_t>(reply.length));
    const ssize_t got = ::pread(reply.file.get(), response.body.data(), response.body.size(), 0);
    if (got != reply.length) throw std::runtime_error("reading " + response.file->path.string());
  }
  return make_page(response, serializer, is_file, wanted);
}

void Exchange::reset() {
  parser.reset();
  if (!request.path.empty() || !request.host.empty())
    request = Request{};  // an answer from the cache has never filled it
  route = nullptr;
  ticket.reset();
  page_key.clear();
  fault.reset();
  keep_alive = true;
  wants_form = false;
  body_limit = 0;
  multipart.reset();
  spool.clear();
}

std::int64_t coarse_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace gongkai::http
