#include "platform/documents/message.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/text.hpp"

namespace gongkai::documents {
namespace {
using Time = std::chrono::steady_clock;

class Writer {
 public:
  Writer& number(std::int64_t value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    m_out.append(bytes, sizeof value);
    return *this;
  }
  Writer& text(std::string_view value) {
    number(static_cast<std::int64_t>(value.size()));
    m_out += value;
    return *this;
  }
  std::string take() { return std::move(m_out); }

 private:
  std::string m_out;
};

/// Reads what a Writer wrote; after the first mistake everything is empty and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view in) : m_in(in) {}
  std::int64_t number() {
    std::int64_t value = 0;
    if (m_in.size() < sizeof value) return fail(), 0;
    std::memcpy(&value, m_in.data(), sizeof value);
    m_in.remove_prefix(sizeof value);
    return value;
  }
  /// A count of things of which each takes at least eight bytes.
  std::int64_t count() {
    const auto value = number();
    if (value < 0 || static_cast<std::size_t>(value) > m_in.size() / 8 + 1) return fail(), 0;
    return value;
  }
  std::string text() {
    const auto size = number();
    if (size < 0 || static_cast<std::size_t>(size) > m_in.size()) return fail(), std::string();
    std::string value(m_in.substr(0, static_cast<std::size_t>(size)));
    m_in.remove_prefix(value.size());
    return value;
  }
  /// Text that goes into a database.
  std::string utf8() {
    auto value = text();
    if (!is_valid_utf8(value)) fail();
    return value;
  }
  bool ok() const { return m_ok; }
  bool is_done() const { return m_ok && m_in.empty(); }

 private:
  void fail() {
    m_ok = false;
    m_in = {};
  }
  std::string_view m_in;
  bool m_ok = true;
};

void write_pairs(Writer& out, const std::vector<std::pair<std::string, std::string>>& pairs) {
  out.number(static_cast<std::int64_t>(pairs.size()));
  for (const auto& [name, value] : pairs) out.text(name).text(value);
}

std::vector<std::pair<std::string, std::string>> read_pairs(Reader& in) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (auto left = in.count(); left > 0 && in.ok(); --left) {
    auto name = in.utf8();
    pairs.emplace_back(std::move(name), in.utf8());
  }
  return pairs;
}

bool is_within(std::int64_t value, int last) {
  return value >= 0 && value <= last;
}

int milliseconds_left(Time::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Time::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 86'400'000));
}

Received receive_bytes(int fd, char* out, std::size_t size, Time::time_point end) {
  while (size > 0) {
    pollfd poll{.fd = fd, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&poll, 1, milliseconds_left(end));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return Received::timed_out;
    const auto got = ::recv(fd, out, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Received::closed;
    out += got;
    size -= static_cast<std::size_t>(got);
  }
  return Received::frame;
}
}  // namespace

std::string encode(const Order& order) {
  const auto& limits = order.limits;
  return Writer()
      .number(static_cast<int>(order.task))
      .number(static_cast<int>(order.format))
      .text(order.path)
      .number(limits.memory_bytes)
      .number(limits.cpu_seconds)
      .number(limits.wall_seconds)
      .number(limits.jobs)
      .text(order.arguments)
      .take();
}

std::optional<Order> decode_order(std::string_view frame) {
  Reader in(frame);
  const auto task = in.number(), format = in.number();
  if (task < 1 || !is_within(task, static_cast<int>(Task::recognise_pieces)) ||
      !is_within(format, static_cast<int>(Format::mp4)))
    return std::nullopt;
  Order order{.task = static_cast<Task>(task), .format = static_cast<Format>(format), .path = in.text()};
  order.limits.memory_bytes = in.number();
  order.limits.cpu_seconds = in.number();
  order.limits.wall_seconds = in.number();
  order.limits.jobs = static_cast<int>(in.number());
  order.arguments = in.text();
  return in.is_done() ? std::optional(std::move(order)) : std::nullopt;
}

std::string encode(const Answer& answer) {
  Writer out;
  out.number(answer.fault ? 1 : 0);
  if (answer.fault) {
    out.number(static_cast<int>(answer.fault->kind)).text(answer.fault->code);
    write_pairs(out, answer.fault->details);
    return out.take();
  }
  out.text(answer.bytes).number(answer.text.truncated ? 1 : 0);
  write_pairs(out, answer.text.properties);
  out.number(static_cast<std::int64_t>(answer.text.parts.size()));
  for (const auto& part : answer.text.parts)
    out.number(static_cast<int>(part.kind)).text(part.label).number(part.page).text(part.text);
  return out.take();
}

std::optional<Answer> decode_answer(std::string_view frame) {
  Reader in(frame);
  Answer answer;
  if (in.number() == 1) {
    const auto kind = in.number();
    if (!is_within(kind, static_cast<int>(FaultKind::unavailable))) return std::nullopt;
    answer.fault = Fault{static_cast<FaultKind>(kind), in.text(), {}};
    answer.fault->details = read_pairs(in);
    return in.is_done() && answer.fault->code.starts_with("files.") ? std::optional(std::move(answer)) : std::nullopt;
  }
  answer.bytes = in.text();
  answer.text.truncated = in.number() == 1;
  answer.text.properties = read_pairs(in);
  for (auto left = in.count(); left > 0 && in.ok(); --left) {
    const auto kind = in.number();
    if (!is_within(kind, static_cast<int>(PartKind::metadata))) return std::nullopt;
    TextPart part{.kind = static_cast<PartKind>(kind), .label = in.utf8()};
    part.page = static_cast<int>(in.number());
    part.text = in.utf8();
    answer.text.parts.push_back(std::move(part));
  }
  return in.is_done() ? std::optional(std::move(answer)) : std::nullopt;
}

bool send_frame(int fd, std::string_view body) {
  const auto size = static_cast<std::uint32_t>(body.size());
  std::string frame(reinterpret_cast<const char*>(&size), sizeof size);
  frame += body;
  for (std::string_view left = frame; !left.empty();) {
    const auto sent = ::send(fd, left.data(), left.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    left.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

Received receive_frame(int fd, std::string& body, std::chrono::milliseconds timeout) {
  const auto end = Time::now() + timeout;
  std::uint32_t size = 0;
  if (const auto got = receive_bytes(fd, reinterpret_cast<char*>(&size), sizeof size, end); got != Received::frame)
    return got;
  if (size > max_frame_bytes) return Received::closed;
  body.resize(size);
  return receive_bytes(fd, body.data(), size, end);
}

}  // namespace gongkai::documents
