// The log: one line an event, as text or JSON. The access log has a ring of its own, so that a slow disk never stops an
// event loop: when the ring is full, lines are dropped and counted.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "base/time.hpp"

namespace gongkai::log {

enum class Level { debug, info, warn, error };
enum class Format { text, json };

/// One answered request. The path comes without its query: that may hold what a citizen searched for.
struct Access {
  Instant received{};
  std::string_view method{};
  std::string_view path{};
  std::string_view address{};
  std::string_view request_id{};
  int status = 0;
  std::int64_t bytes = 0;
  std::int64_t micros = 0;
};

struct Options {
  Format format = Format::text;
  Level level = Level::info;
  std::filesystem::path file{};         // "" is standard error
  std::filesystem::path access_file{};  // "" writes no access log, "-" is standard output
  /// Sees every answered request, on the access log's own thread: never on an event loop. Must not call the log.
  std::function<void(const Access&)> on_access{};
};

/// Before start() lines go to standard error as text. start() and stop() may be called again, while no server runs.
void start(const Options& options);
/// Writes what is waiting; reopens the files, so that a rotated log goes on in a new file.
void flush();
void reopen();
void stop();

bool is_enabled(Level level);
void write(Level level, std::string_view message);

template <class... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
  if (is_enabled(Level::debug)) write(Level::debug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
  if (is_enabled(Level::info)) write(Level::info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warn(fmt::format_string<Args...> format, Args&&... args) {
  if (is_enabled(Level::warn)) write(Level::warn, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
  write(Level::error, fmt::format(format, std::forward<Args>(args)...));
}

bool access_enabled();
void access(const Access& record);
/// Lines lost because the ring was full.
std::uint64_t dropped_access_lines();

}  // namespace gongkai::log
