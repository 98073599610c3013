// The thread that empties the ring into the access file.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

#include "platform/log/access_ring.hpp"

namespace gongkai::log {

class AccessLog {
 public:
  /// Without a file only the observer gets the records.
  AccessLog(std::filesystem::path file, Format format, std::function<void(const Access&)> observer);
  ~AccessLog();
  void push(const Access& record);
  void flush();
  void reopen();
  std::uint64_t dropped() const { return m_dropped.load(std::memory_order_relaxed); }

 private:
  void open();
  void run();
  void write_waiting();  // under m_mutex
  void append_line(const Access& record);
  void append_time(Instant instant);

  std::filesystem::path m_file;
  Format m_format;
  std::function<void(const Access&)> m_observer;
  AccessRing m_ring{8192};
  std::atomic<std::uint64_t> m_dropped{0};
  std::atomic<bool> m_nudged{false};
  int m_descriptor = -1;
  std::string m_buffer;
  std::int64_t m_second = -1;
  std::string m_second_text;  // of m_second: thousands of lines share it
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_stopping = false;
  std::thread m_thread;
};

}  // namespace gongkai::log
