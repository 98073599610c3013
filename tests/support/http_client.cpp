#include "tests/support/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace gongkai::testing {

namespace {
std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}
}  // namespace

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

HttpClient::HttpClient(std::uint16_t port, bool tls, std::string address)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  ::inet_pton(AF_INET, address.c_str(), &to.sin_addr);
  timeval patience{10, 0};
  ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  const int on = 1;
  ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(m_descriptor, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    ::close(m_descriptor);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
  if (!tls) return;
  m_context = SSL_CTX_new(TLS_client_method());
  m_ssl = SSL_new(m_context);
  SSL_set_fd(m_ssl, m_descriptor);
  if (SSL_connect(m_ssl) != 1) throw std::runtime_error("TLS handshake failed");
}

HttpClient::~HttpClient() {
  SSL_free(m_ssl);
  SSL_CTX_free(m_context);
  if (m_descriptor >= 0) ::close(m_descriptor);
}

bool HttpClient::resumed() const {
  return m_ssl != nullptr && SSL_session_reused(m_ssl) == 1;
}

bool HttpClient::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = m_ssl != nullptr ? SSL_write(m_ssl, bytes.data(), static_cast<int>(bytes.size()))
                                          : ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpClient::fill() {
  char chunk[16384];
  const ssize_t got =
      m_ssl != nullptr ? SSL_read(m_ssl, chunk, sizeof chunk) : ::recv(m_descriptor, chunk, sizeof chunk, 0);
  if (got <= 0) return false;
  m_buffer.append(chunk, static_cast<std::size_t>(got));
  return true;
}

std::string HttpClient::take_line() {
  std::size_t end = 0;
  while ((end = m_buffer.find("\r\n")) == std::string::npos) {
    if (!fill()) return {};
  }
  std::string line = m_buffer.substr(0, end);
  m_buffer.erase(0, end + 2);
  return line;
}

Answer HttpClient::read_answer(bool has_body) {
  Answer answer;
  const std::string status = take_line();
  if (!status.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::atoi(status.c_str() + 9);
  for (std::string line = take_line(); !line.empty(); line = take_line()) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) answer.headers.emplace_back(lower(line.substr(0, colon)), line.substr(colon + 2));
  }
  answer.body = read_body(answer, has_body);
  return answer;
}

std::string HttpClient::read_body(const Answer& answer, bool has_body) {
  if (!has_body || answer.status == 304 || answer.status == 204 || answer.status < 200) return {};
  const std::string length = answer.header("content-length");
  if (length.empty()) return read_all();
  const auto size = static_cast<std::size_t>(std::atoll(length.c_str()));
  while (m_buffer.size() < size && fill()) {
  }
  std::string body = m_buffer.substr(0, size);
  m_buffer.erase(0, size);
  return body;
}

std::string HttpClient::read_some() {
  if (m_buffer.empty()) fill();
  return std::exchange(m_buffer, {});
}

std::string HttpClient::read_all() {
  while (fill()) {
  }
  return std::exchange(m_buffer, {});
}

bool HttpClient::is_closed() {
  char byte = 0;
  for (;;) {
    const ssize_t got = m_ssl != nullptr ? SSL_read(m_ssl, &byte, 1) : ::recv(m_descriptor, &byte, 1, 0);
    if (got > 0) continue;
    return m_ssl != nullptr || got == 0 || errno != EAGAIN;
  }
}

void HttpClient::finish_writing() {
  ::shutdown(m_descriptor, SHUT_WR);
}

void HttpClient::reset() {
  const linger now{1, 0};
  ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(std::exchange(m_descriptor, -1));
}

Answer HttpClient::send(const Ask& ask) {
  std::string bytes = ask.method + " " + ask.target + " HTTP/1.1\r\n";
  bool has_host = false;
  for (const auto& [name, value] : ask.headers) {
    has_host = has_host || lower(name) == "host";
    bytes += name + ": " + value + "\r\n";
  }
  if (!has_host) bytes += "Host: localhost\r\n";
  if (!ask.body.empty() || ask.method == "POST" || ask.method == "PUT")
    bytes += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
  write(bytes + "\r\n" + ask.body);  // may fail when it is refused half way: the answer has come all the same
  return read_answer(ask.method != "HEAD");
}

Answer HttpClient::get(std::string target, std::vector<std::pair<std::string, std::string>> headers) {
  return send({.target = std::move(target), .headers = std::move(headers)});
}

Answer HttpClient::post(std::string target, std::string body, std::string content_type) {
  return send({.method = "POST",
               .target = std::move(target),
               .headers = {{"Content-Type", std::move(content_type)}},
               .body = std::move(body)});
}

Answer http_get(std::uint16_t port, std::string target, std::vector<std::pair<std::string, std::string>> headers) {
  return HttpClient(port).get(std::move(target), std::move(headers));
}

}  // namespace gongkai::testing
