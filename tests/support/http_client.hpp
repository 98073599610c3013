// A small blocking HTTP/1.1 client for tests: whole answers for ordinary requests, raw bytes for rude ones.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace gongkai::testing {

struct Answer {
  int status = 0;                                            // 0: the server closed without an answer
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string header(std::string_view name) const;  // "" when missing; the first of several
};

struct Ask {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
};

/// One connection. Reads give up after ten seconds (status 0), so that a broken server fails the test instead of hanging it.
class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port, bool tls = false, std::string address = "127.0.0.1");
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  Answer send(const Ask& ask);
  Answer get(std::string target, std::vector<std::pair<std::string, std::string>> headers = {});
  Answer post(std::string target, std::string body, std::string content_type = "application/x-www-form-urlencoded");

  /// False when the server has closed.
  bool write(std::string_view bytes);
  /// The next answer; interim ones (100) are answers too. `has_body` is false after HEAD.
  Answer read_answer(bool has_body = true);
  std::string read_some();  // "" at the end
  std::string read_all();   // until the server closes
  bool is_closed();         // waits for the close, discarding what comes
  void finish_writing();    // half-close
  void reset();             // close with RST
  int descriptor() const { return m_descriptor; }
  bool resumed() const;  // the TLS session was resumed

 private:
  std::string read_body(const Answer& answer, bool has_body);
  bool fill();
  std::string take_line();

  int m_descriptor = -1;
  ssl_ctx_st* m_context = nullptr;
  ssl_st* m_ssl = nullptr;
  std::string m_buffer;
};

/// A request on a connection of its own.
Answer http_get(std::uint16_t port, std::string target, std::vector<std::pair<std::string, std::string>> headers = {});

}  // namespace gongkai::testing
