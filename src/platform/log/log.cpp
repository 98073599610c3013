#include "platform/log/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "platform/log/access_log.hpp"
#include "platform/log/quote.hpp"

namespace gongkai::log {

namespace {

struct State {
  std::mutex mutex;
  Options options;
  std::shared_ptr<spdlog::logger> logger;
  std::shared_ptr<AccessLog> access;
};

std::atomic<Level> current_level{Level::info};
std::atomic<AccessLog*> access_log{nullptr};  // for the event loops: no lock

std::shared_ptr<spdlog::logger> make_logger(const std::filesystem::path& file) {
  spdlog::sink_ptr sink;
  if (file.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  } else {
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string());
  }
  auto logger = std::make_shared<spdlog::logger>("gongkai", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::trace);  // one line a time: an event that explains a crash must be on the disk
  return logger;
}

State& state() {
  static auto* the_state = new State{.mutex = {}, .options = {}, .logger = make_logger({}), .access = nullptr};
  return *the_state;  // never destroyed: threads may log while the program ends
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::warn: return "warn";
    case Level::error: return "error";
  }
  return "error";
}

std::string line_of(Format format, Level level, std::string_view message) {
  const Instant now = SystemClock().now();
  std::string line;
  if (format == Format::json) {
    line = fmt::format(R"({{"time":"{}","level":"{}","message":)", to_iso(now), name_of(level));
    append_quoted(line, message);
    line += '}';
  } else {
    line = fmt::format("{} {:5} ", to_iso(now), name_of(level));
    append_plain(line, message);
  }
  return line;
}

}  // namespace

void start(const Options& options) {
  State& s = state();
  auto logger = make_logger(options.file);
  std::shared_ptr<AccessLog> fresh;
  if (!options.access_file.empty() || options.on_access)
    fresh = std::make_shared<AccessLog>(options.access_file, options.format, options.on_access);
  const std::lock_guard lock(s.mutex);
  access_log.store(fresh.get(), std::memory_order_release);
  s.logger = std::move(logger);
  s.access = std::move(fresh);
  s.options = options;
  current_level.store(options.level);
}

void flush() {
  State& s = state();
  const std::lock_guard lock(s.mutex);
  s.logger->flush();
  if (s.access) s.access->flush();
}

void reopen() {
  State& s = state();
  const std::lock_guard lock(s.mutex);
  s.logger = make_logger(s.options.file);
  if (s.access) s.access->reopen();
}

void stop() {
  start({});
}

bool is_enabled(Level level) {
  return level >= current_level.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view message) {
  State& s = state();
  std::shared_ptr<spdlog::logger> logger;
  Format format = Format::text;
  {
    const std::lock_guard lock(s.mutex);
    logger = s.logger;
    format = s.options.format;
  }
  logger->info(line_of(format, level, message));
}

bool access_enabled() {
  return access_log.load(std::memory_order_relaxed) != nullptr;
}

void access(const Access& record) {
  if (AccessLog* log = access_log.load(std::memory_order_acquire)) log->push(record);
}

std::uint64_t dropped_access_lines() {
  const AccessLog* log = access_log.load(std::memory_order_acquire);
  return log == nullptr ? 0 : log->dropped();
}

}  // namespace gongkai::log
