// gongkai serve
#include <fmt/format.h>
#include <sys/resource.h>

#include <charconv>
#include <cstdlib>
#include <system_error>

#include "app/demo_city.hpp"
#include "app/output.hpp"
#include "app/platform.hpp"
#include "platform/http/server.hpp"
#include "platform/http/signals.hpp"
#include "platform/i18n/messages.hpp"
#include "platform/log/log.hpp"
#include "readers/counting.hpp"

namespace gongkai::app {
namespace {

struct Listen {
  std::string address;
  std::uint16_t port = 0;
};

Result<Listen> parse_listen(const std::string& text) {
  const auto colon = text.rfind(':');
  unsigned port = 0;
  const auto fault = refuse(FaultKind::invalid, "app.listen_unreadable", "http.listen", {{"value", text}});
  if (colon == std::string::npos || colon == 0) return fault;
  const auto* end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(text.data() + colon + 1, end, port);
  if (error != std::errc() || parsed != end || port > 65535) return fault;
  auto address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  return Listen{address, static_cast<std::uint16_t>(port)};
}

Result<config::Config> configuration_of(const ServeOptions& options) {
  auto config = TRY(read_configuration(options.installation));
  if (!options.listen.empty()) CHECK_OK(config.set("http.listen", options.listen));
  if (options.tls) CHECK_OK(config.set("tls.enabled", "true"));
  return config;
}

void start_log(const config::Config& config, Platform& platform) {
  log::Options options;
  options.format = config.text("log.format") == "json" ? log::Format::json : log::Format::text;
  const auto& level = config.text("log.level");
  options.level = level == "debug"   ? log::Level::debug
                  : level == "warn"  ? log::Level::warn
                  : level == "error" ? log::Level::error
                                     : log::Level::info;
  if (config.boolean("log.access")) options.access_file = data_folder(config).root / "access.log";
  options.on_access = [&visits = readers::visits_of(platform.services())](const log::Access& access) {
    visits.note(access);
  };
  log::start(options);
}

std::optional<http::tls::Files> tls_files(const config::Config& config, const std::string& host) {
  if (!config.boolean("tls.enabled")) return std::nullopt;
  if (!config.text("tls.certificate").empty())
    return http::tls::Files{config.text("tls.certificate"), config.text("tls.key")};
  std::filesystem::create_directories(data_folder(config).tls());
  return http::tls::make_self_signed(data_folder(config).tls(), host);
}

http::ServerOptions server_options(const config::Config& config, const Listen& listen) {
  const auto number = [&](std::string_view key) { return static_cast<double>(config.integer(key)); };
  http::ServerOptions options;
  options.address = listen.address;
  options.port = listen.port;
  options.loops = static_cast<int>(config.integer("http.loops"));
  options.workers = static_cast<int>(config.integer("http.workers"));
  options.worker_queue = static_cast<std::size_t>(config.integer("http.queue"));
  options.connections = static_cast<std::size_t>(config.integer("http.max_connections"));
  options.connections_per_address = static_cast<std::size_t>(config.integer("http.max_connections_per_address"));
  options.rate = {number("http.requests_per_second"), number("http.request_burst")};
  options.rates["login"] = {number("http.logins_per_minute") / 60, number("http.logins_per_minute")};
  options.rates["form"] = {number("http.forms_per_minute") / 60, number("http.forms_per_minute")};
  // a form in pages is saved with each of them, and a whole office may fill in behind one address
  options.rates["draft"] = {4 * number("http.forms_per_minute") / 60, 4 * number("http.forms_per_minute")};
  options.hosts = config.list("http.hosts");
  options.trusted_proxies = config.list("http.trusted_proxies");
  options.upload_folder = data_folder(config).uploads();
  options.tls = tls_files(config, listen.address);
  std::filesystem::create_directories(options.upload_folder);
  return options;
}

/// Each connection is a descriptor; the usual soft limit of 1,024 would be the first to run out.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

/// Serves until SIGTERM or SIGINT; SIGHUP reopens the logs and reads the certificate again.
void wait_for_end(http::Server& server, http::Signals& signals) {
  while (signals.wait() == http::Signals::Wish::reload) {
    log::reopen();
    server.reload_tls();
  }
}

/// A clock that is wrong belongs to no real installation.
Result<void> check_drill(const config::Config& config, bool is_demo) {
  const auto& began = config.text("demo.clock");
  if (began.empty()) return {};
  if (!is_demo) return refuse(FaultKind::invalid, "app.drill_without_demo", "demo.clock");
  if (!parse_instant(began))
    return refuse(FaultKind::invalid, "app.drill_clock_unreadable", "demo.clock", {{"value", began}});
  return {};
}

Result<int> run(const ServeOptions& options) {
  http::Signals signals;  // before any thread
  raise_descriptor_limit();
  const auto config = TRY(configuration_of(options));
  const auto listen = TRY(parse_listen(config.text("http.listen")));
  CHECK_OK(check_drill(config, options.demo));
  auto platform = TRY(Platform::open(config));
  start_log(config, *platform);
  if (options.demo) CHECK_OK(prepare_demo(*platform, options.demo_scale));
  platform->add_routes();
  http::Server server(server_options(config, listen), platform->router(), &platform->pages());
  platform->start();
  try {
    server.start();
  } catch (const std::system_error& error) {
    return refuse(FaultKind::unavailable, "app.listen_failed", {},
                  {{"value", config.text("http.listen")}, {"reason", error.code().message()}});
  }
  say(fmt::format("listening on {}://{}:{}", config.boolean("tls.enabled") ? "https" : "http", listen.address,
                  server.port()));
  wait_for_end(server, signals);
  log::info("stopping");
  server.stop(std::chrono::seconds(config.integer("http.stop_seconds")));
  log::flush();  // the last readings are counted, too
  platform->stop();
  log::stop();
  return fine;
}
}  // namespace

int serve(const ServeOptions& options) {
  const auto result = run(options);
  return result ? *result : report(result.error());
}

}  // namespace gongkai::app
