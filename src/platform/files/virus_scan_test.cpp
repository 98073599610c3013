#include "platform/files/virus_scan.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <thread>

#include "platform/files/descriptor.hpp"
#include "tests/files_samples/samples.hpp"

namespace gongkai::files {
namespace {
using samples::Folder;

/// Speaks INSTREAM as clamd does, for one connection, and keeps what it was sent.
class FakeClamd {
 public:
  FakeClamd(const std::filesystem::path& socket, std::string reply)
      : m_reply(std::move(reply)), m_listener(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket.c_str(), sizeof address.sun_path - 1);
    ::bind(m_listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(m_listener.get(), 1);
    m_thread = std::jthread([this] { serve(); });
  }
  std::string received() {
    m_thread.join();
    return m_received;
  }

 private:
  void serve() {
    const Descriptor peer(::accept(m_listener.get(), nullptr, nullptr));
    char command[10];
    if (::recv(peer.get(), command, sizeof command, MSG_WAITALL) != sizeof command) return;
    for (;;) {
      std::uint32_t size = 0;
      if (::recv(peer.get(), &size, sizeof size, MSG_WAITALL) != sizeof size || size == 0) break;
      std::string chunk(ntohl(size), '\0');
      if (::recv(peer.get(), chunk.data(), chunk.size(), MSG_WAITALL) <= 0) break;
      m_received += chunk;
    }
    ::send(peer.get(), m_reply.data(), m_reply.size(), MSG_NOSIGNAL);
  }
  std::string m_reply, m_received;
  Descriptor m_listener;
  std::jthread m_thread;
};

VirusScan scan_with(const std::string& reply, const std::string& content, std::string* seen = nullptr) {
  const Folder folder;
  FakeClamd clamd(folder.path() / "s", reply);
  const auto result = scan_for_viruses(folder.path() / "s", folder.write("a", content));
  const auto received = clamd.received();
  if (seen) *seen = received;
  return result;
}

TEST(VirusScan, streams_the_whole_file) {
  std::string seen;
  const std::string content(200'000, 'v');
  EXPECT_EQ(scan_with(std::string("stream: OK\0", 11), content, &seen).verdict, Verdict::clean);
  EXPECT_EQ(seen, content);
}

TEST(VirusScan, names_what_was_found) {
  const auto result = scan_with(std::string("stream: Eicar-Signature FOUND\0", 30), "x");
  EXPECT_EQ(result.verdict, Verdict::infected);
  EXPECT_EQ(result.reply, "Eicar-Signature");
}

TEST(VirusScan, anything_but_a_clear_word_is_not_scanned) {
  EXPECT_EQ(scan_with(std::string("INSTREAM size limit exceeded. ERROR\0", 36), "x").verdict, Verdict::not_scanned);
  EXPECT_EQ(scan_with("", "x").verdict, Verdict::not_scanned);
  const Folder folder;
  EXPECT_EQ(scan_for_viruses(folder.path() / "none", folder.write("a", "x")).verdict, Verdict::not_scanned);
}
}  // namespace
}  // namespace gongkai::files
