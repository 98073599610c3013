#include "platform/files/virus_scan.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <string_view>

#include "platform/files/descriptor.hpp"

namespace gongkai::files {
namespace {
Descriptor connect_to(const std::filesystem::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto& path = socket.native();
  if (path.size() >= sizeof address.sun_path) return {};
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const timeval patience{.tv_sec = 120, .tv_usec = 0};
  if (!fd || ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0 ||
      ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
      ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return {};
  return fd;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool send_chunk(int fd, std::string_view bytes) {
  const auto size = htonl(static_cast<std::uint32_t>(bytes.size()));
  return send_all(fd, {reinterpret_cast<const char*>(&size), sizeof size}) && send_all(fd, bytes);
}

bool stream(int fd, const std::filesystem::path& file) {
  const Descriptor in(file, O_RDONLY);
  if (!in || !send_all(fd, std::string_view("zINSTREAM\0", 10))) return false;
  std::array<char, 64 << 10> buffer;
  for (;;) {
    const auto got = ::read(in.get(), buffer.data(), buffer.size());
    if (got < 0) return false;
    // a chunk of no bytes ends the stream
    if (!send_chunk(fd, {buffer.data(), static_cast<std::size_t>(got)})) return false;
    if (got == 0) return true;
  }
}

std::string receive_line(int fd) {
  std::string line;
  std::array<char, 512> buffer;
  while (line.size() < 4096 && line.find('\0') == std::string::npos) {
    const auto got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    line.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return line.substr(0, line.find('\0'));
}
}  // namespace

VirusScan scan_for_viruses(const std::filesystem::path& socket, const std::filesystem::path& file) {
  const auto fd = connect_to(socket);
  if (!fd) return {Verdict::not_scanned, "no clamd at " + socket.string()};
  // Even when clamd closes early (its size limit), its last word is worth reading.
  const bool sent = stream(fd.get(), file);
  std::string_view reply;
  const auto line = receive_line(fd.get());
  reply = line;
  if (reply.starts_with("stream: ")) reply.remove_prefix(8);
  constexpr std::string_view found = " FOUND";
  if (reply.ends_with(found)) return {Verdict::infected, std::string(reply.substr(0, reply.size() - found.size()))};
  if (sent && reply == "OK") return {Verdict::clean, {}};
  return {Verdict::not_scanned, reply.empty() ? "clamd did not answer" : std::string(reply)};
}

}  // namespace gongkai::files
