#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "platform/probe/probe.hpp"

namespace gongkai::probe {
namespace {
/// Answers each path with its reply, one connection after the other.
class LittleServer {
 public:
  using Replies = std::map<std::string, std::string>;
  explicit LittleServer(Replies replies) : m_replies(std::move(replies)), m_fd(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_fd, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_fd, 8) != 0)
      throw std::runtime_error("listen");
    ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
  }
  ~LittleServer() {
    ::shutdown(m_fd, SHUT_RDWR);
    m_thread.join();
    ::close(m_fd);
  }
  std::string at(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(m_port) + path; }

 private:
  void serve() {
    for (int client = ::accept(m_fd, nullptr, nullptr); client >= 0; client = ::accept(m_fd, nullptr, nullptr)) {
      std::array<char, 4096> text{};
      const auto got = ::recv(client, text.data(), text.size(), 0);
      const std::string request(text.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
      const auto first = request.find(' ');
      const auto path =
          first == std::string::npos ? "" : request.substr(first + 1, request.find(' ', first + 1) - first - 1);
      const auto found = m_replies.find(request.substr(0, first) + " " + path);
      const auto reply = found != m_replies.end()   ? found->second
                         : m_replies.contains(path) ? m_replies.at(path)
                                                    : "HTTP/1.1 404 Not Found\r\n\r\n";
      ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
      ::close(client);
    }
  }
  Replies m_replies;
  int m_fd;
  std::uint16_t m_port = 0;
  std::thread m_thread;
};

constexpr Limits loopback{.private_too = true};

TEST(Links, that_answer_are_alive_and_those_that_say_no_are_gone) {
  const LittleServer server(LittleServer::Replies{{"/page", "HTTP/1.1 200 OK\r\n\r\n"},
                                                  {"/log-in", "HTTP/1.1 401 Unauthorized\r\n\r\n"},
                                                  {"/broken", "HTTP/1.1 503 Busy\r\n\r\n"}});
  EXPECT_EQ(visit(server.at("/page"), loopback).outcome, Outcome::alive);
  EXPECT_EQ(visit(server.at("/log-in"), loopback).outcome, Outcome::alive);
  EXPECT_EQ(visit(server.at("/nothing"), loopback).outcome, Outcome::gone);
  EXPECT_EQ(visit(server.at("/nothing"), loopback).remark, "HTTP 404");
  EXPECT_EQ(visit(server.at("/broken"), loopback).outcome, Outcome::unreachable);
}

TEST(Links, are_asked_again_where_a_server_knows_no_head) {
  const LittleServer server(
      LittleServer::Replies{{"HEAD /page", "HTTP/1.1 405 No\r\n\r\n"}, {"GET /page", "HTTP/1.1 200 OK\r\n\r\n"}});
  EXPECT_EQ(visit(server.at("/page"), loopback).outcome, Outcome::alive);
}

TEST(Links, lead_on_a_few_times_only) {
  const LittleServer server(LittleServer::Replies{{"/old", "HTTP/1.1 301 Moved\r\nLocation: /page\r\n\r\n"},
                                                  {"/page", "HTTP/1.1 200 OK\r\n\r\n"},
                                                  {"/round", "HTTP/1.1 302 Found\r\nlocation: /round\r\n\r\n"}});
  EXPECT_EQ(visit(server.at("/old"), loopback).outcome, Outcome::alive);
  EXPECT_EQ(visit(server.at("/round"), loopback).remark, "too many redirects");
}

TEST(Links, never_make_us_knock_at_private_doors) {
  const LittleServer server(LittleServer::Replies{{"/page", "HTTP/1.1 200 OK\r\n\r\n"}});
  EXPECT_EQ(visit(server.at("/page")).outcome, Outcome::refused);
  for (const auto* address : {"http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest",
                              "http://192.168.1.1/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/"})
    EXPECT_EQ(visit(address, {.time = std::chrono::milliseconds(200)}).outcome, Outcome::refused) << address;
}

TEST(Links, of_other_kinds_are_refused) {
  for (const auto* address : {"", "ftp://x/", "file:///etc/passwd", "http://", "http://user@host/", "http://a b/",
                              "http://x:99999999/", "gopher://x", "http://[::1", "http://x\r\nHost: y/"})
    EXPECT_EQ(visit(address, loopback).outcome, Outcome::refused) << address;
}

TEST(Links, to_servers_that_talk_nonsense_are_unreachable) {
  const LittleServer server(LittleServer::Replies{{"/page", "SSH-2.0-something\r\n"}, {"/short", "HTTP"}});
  EXPECT_EQ(visit(server.at("/page"), loopback).outcome, Outcome::unreachable);
  EXPECT_EQ(visit(server.at("/short"), loopback).outcome, Outcome::unreachable);
}

TEST(Links, resolve_their_redirects) {
  Target from;
  ASSERT_TRUE(parse_target("https://a.example/x/y?z#f", from));
  EXPECT_EQ(from.path, "/x/y?z");
  EXPECT_EQ(resolve_location(from, "/q"), "https://a.example:443/q");
  EXPECT_EQ(resolve_location(from, "q"), "https://a.example:443/x/q");
  EXPECT_EQ(resolve_location(from, "//b.example/q"), "https://b.example/q");
  EXPECT_EQ(resolve_location(from, "http://b.example/"), "http://b.example/");
  EXPECT_EQ(resolve_location(from, "javascript:alert(1)"), "");
}

}  // namespace
}  // namespace gongkai::probe
