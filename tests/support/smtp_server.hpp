// A small mail server on the loopback: takes what it is sent and keeps it; refuses a recipient when it is told to.
#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gongkai::testing {

class SmtpServer {
 public:
  SmtpServer();
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  std::string address() const;  // smtp://127.0.0.1:port
  /// The messages so far, as they came: headers and body.
  std::vector<std::string> messages() const;
  /// The answer to RCPT: "550 no such user", "451 try later"; "" takes everything.
  void answer_recipients_with(std::string answer);

 private:
  void serve();
  void talk(int connection);
  std::string answer_to(const std::string& line);

  int m_listener = -1;
  int m_port = 0;
  std::atomic<bool> m_ends{false};
  mutable std::mutex m_mutex;
  std::string m_refusal;
  std::vector<std::string> m_messages;
  std::thread m_thread;
};

/// The text of a message whose body is in base 64.
std::string text_of_mail(const std::string& message);

}  // namespace gongkai::testing
