// The only door from other threads into an event loop: the loops run without locks, so nothing else of them may be
// touched from outside. It outlives its loop; what arrives too late is dropped.
#pragma once
#include <functional>
#include <mutex>
#include <vector>

namespace gongkai::http {

class Mailbox {
 public:
  using Message = std::move_only_function<void()>;

  Mailbox();
  ~Mailbox();
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  void post(Message message);
  /// Nobody will read any more: what waits is dropped, and so is what comes. (A message may own its mailbox.)
  void close();
  /// The loop waits on this (an eventfd) and then takes everything.
  int descriptor() const { return m_descriptor; }
  std::vector<Message> take();

 private:
  int m_descriptor;
  std::mutex m_mutex;
  std::vector<Message> m_messages;
  bool m_is_closed = false;
};

}  // namespace gongkai::http
