#include "platform/log/access_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "platform/log/quote.hpp"

namespace gongkai::log {

AccessLog::AccessLog(std::filesystem::path file, Format format, std::function<void(const Access&)> observer)
    : m_file(std::move(file)), m_format(format), m_observer(std::move(observer)) {
  open();
  m_thread = std::thread([this] { run(); });
}

AccessLog::~AccessLog() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_one();
  m_thread.join();
  if (m_descriptor > STDERR_FILENO) ::close(m_descriptor);
}

void AccessLog::open() {
  if (m_file.empty()) return;
  if (m_file == "-") {
    m_descriptor = STDOUT_FILENO;
    return;
  }
  const int fresh = ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (fresh < 0) {
    error("cannot open the access log {}: {}", m_file.string(), std::strerror(errno));
    return;
  }
  if (m_descriptor > STDERR_FILENO) ::close(m_descriptor);
  m_descriptor = fresh;
}

void AccessLog::push(const Access& record) {
  if (!m_ring.push(record)) {
    m_dropped.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  // the thread looks every 100 ms; only a burst wakes it before, and only once
  if (m_ring.is_half_full() && !m_nudged.exchange(true, std::memory_order_relaxed)) m_wake.notify_one();
}

void AccessLog::run() {
  std::unique_lock lock(m_mutex);
  while (!m_stopping) {
    m_wake.wait_for(lock, std::chrono::milliseconds(100));
    m_nudged.store(false, std::memory_order_relaxed);
    write_waiting();
  }
  write_waiting();
}

void AccessLog::flush() {
  const std::lock_guard lock(m_mutex);
  write_waiting();
}

void AccessLog::reopen() {
  const std::lock_guard lock(m_mutex);
  write_waiting();
  open();
}

void AccessLog::write_waiting() {
  m_buffer.clear();
  m_ring.drain([this](const Access& record) {
    if (m_observer) m_observer(record);
    if (m_descriptor >= 0) append_line(record);
  });
  std::string_view rest = m_buffer;
  while (!rest.empty() && m_descriptor >= 0) {
    const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {  // a full disk costs log lines, never requests
      m_dropped.fetch_add(static_cast<std::uint64_t>(std::ranges::count(rest, '\n')), std::memory_order_relaxed);
      return;
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void AccessLog::append_time(Instant instant) {
  const std::int64_t second = instant.micros / 1'000'000;
  if (second != m_second) {
    m_second = second;
    m_second_text = to_iso(Instant{second * 1'000'000}).substr(0, 20);  // with the point
  }
  std::array<char, 7> fraction{'0', '0', '0', '0', '0', '0', 'Z'};
  std::int64_t rest = instant.micros % 1'000'000;
  for (std::size_t i = 6; rest > 0; rest /= 10) fraction[--i] = static_cast<char>('0' + rest % 10);
  m_buffer += m_second_text;
  m_buffer.append(fraction.data(), fraction.size());
}

void AccessLog::append_line(const Access& record) {
  const auto add = [this](auto... parts) { (m_buffer.append(parts), ...); };
  const auto add_number = [this](std::string_view before, std::int64_t number) {
    const fmt::format_int digits(number);
    m_buffer.append(before).append(digits.data(), digits.size());
  };
  const bool is_json = m_format == Format::json;
  if (is_json) m_buffer += R"({"time":")";
  append_time(record.received);
  if (is_json) {
    m_buffer += R"(","address":)";
    append_quoted(m_buffer, record.address);
    add(R"(,"method":")", record.method, R"(","path":)");
  } else {
    add(" ", record.address, " ", record.method, " ");
  }
  append_quoted(m_buffer, record.path);
  add_number(is_json ? R"(,"status":)" : " ", record.status);
  add_number(is_json ? R"(,"bytes":)" : " ", record.bytes);
  add_number(is_json ? R"(,"micros":)" : " ", record.micros);
  add(is_json ? R"(,"request":")" : " ", record.request_id, is_json ? "\"}\n" : "\n");
}

}  // namespace gongkai::log
