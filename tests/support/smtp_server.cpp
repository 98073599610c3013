#include "tests/support/smtp_server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "base/bytes.hpp"

namespace gongkai::testing {

namespace {

void say(int connection, const std::string& line) {
  const auto bytes = line + "\r\n";
  (void)::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

/// Up to and without the end mark; false when the other side is gone.
bool read_until(int connection, std::string& buffer, const std::string& end, std::string& read) {
  for (;;) {
    if (const auto at = buffer.find(end); at != std::string::npos) {
      read = buffer.substr(0, at);
      buffer.erase(0, at + end.size());
      return true;
    }
    std::array<char, 4096> bytes{};
    const auto got = ::recv(connection, bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    buffer.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

SmtpServer::SmtpServer() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* plain = reinterpret_cast<sockaddr*>(&address);
  if (m_listener < 0 || ::bind(m_listener, plain, size) != 0 || ::listen(m_listener, 8) != 0 ||
      ::getsockname(m_listener, plain, &size) != 0)
    throw std::runtime_error("no mail server on the loopback");
  m_port = ntohs(address.sin_port);
  m_thread = std::thread([this] { serve(); });
}

SmtpServer::~SmtpServer() {
  m_ends = true;
  m_thread.join();
  ::close(m_listener);
}

std::string SmtpServer::address() const {
  return "smtp://127.0.0.1:" + std::to_string(m_port);
}

std::vector<std::string> SmtpServer::messages() const {
  const std::scoped_lock lock(m_mutex);
  return m_messages;
}

void SmtpServer::answer_recipients_with(std::string answer) {
  const std::scoped_lock lock(m_mutex);
  m_refusal = std::move(answer);
}

void SmtpServer::serve() {
  while (!m_ends) {
    pollfd waiting{m_listener, POLLIN, 0};
    if (::poll(&waiting, 1, 50) <= 0) continue;
    const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    talk(connection);
    ::close(connection);
  }
}

std::string SmtpServer::answer_to(const std::string& line) {
  if (line.starts_with("EHLO")) return "250 loopback";
  if (line.starts_with("QUIT")) return "221 bye";
  if (line.starts_with("DATA")) return "354 go on";
  const std::scoped_lock lock(m_mutex);
  return line.starts_with("RCPT") && !m_refusal.empty() ? m_refusal : "250 ok";
}

void SmtpServer::talk(int connection) {
  std::string buffer, line;
  say(connection, "220 loopback");
  while (read_until(connection, buffer, "\r\n", line)) {
    say(connection, answer_to(line));
    if (line.starts_with("QUIT")) return;
    if (!line.starts_with("DATA")) continue;
    std::string message;
    if (!read_until(connection, buffer, "\r\n.\r\n", message)) return;
    {
      const std::scoped_lock lock(m_mutex);
      m_messages.push_back(message);
    }
    say(connection, "250 taken");
  }
}

std::string text_of_mail(const std::string& message) {
  const auto body = message.find("\r\n\r\n");
  if (body == std::string::npos) return {};
  auto encoded = message.substr(body + 4);
  std::erase_if(encoded, [](char c) { return c == '\r' || c == '\n'; });
  return from_base64(encoded).value_or("");
}

}  // namespace gongkai::testing
