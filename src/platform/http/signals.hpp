// SIGTERM and friends as values: blocked in every thread, fetched by one that waits.
#pragma once

namespace gongkai::http {

/// Make it first thing in main, before any thread exists: threads inherit what is blocked.
class Signals {
 public:
  Signals();
  /// SIGINT and SIGTERM end the program, SIGHUP asks it to read its certificates and log files again.
  enum class Wish { stop, reload };
  Wish wait() const;
};

}  // namespace gongkai::http
