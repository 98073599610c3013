#include "platform/http/mailbox.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace gongkai::http {

Mailbox::Mailbox() : m_descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (m_descriptor < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Mailbox::~Mailbox() {
  ::close(m_descriptor);
}

void Mailbox::post(Message message) {
  bool first = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_is_closed) return;
    first = m_messages.empty();
    m_messages.push_back(std::move(message));
  }
  if (first) ::eventfd_write(m_descriptor, 1);
}

void Mailbox::close() {
  std::vector<Message> dropped;
  {
    const std::lock_guard lock(m_mutex);
    m_is_closed = true;
    dropped = std::exchange(m_messages, {});
  }
}

std::vector<Mailbox::Message> Mailbox::take() {
  eventfd_t count = 0;
  ::eventfd_read(m_descriptor, &count);
  const std::lock_guard lock(m_mutex);
  return std::exchange(m_messages, {});
}

}  // namespace gongkai::http
