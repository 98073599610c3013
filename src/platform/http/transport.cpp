#include "platform/http/transport.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace gongkai::http {

namespace {

constexpr std::size_t record_bytes = 16 << 10;

bool would_block() {
  return errno == EAGAIN;
}

Moved outcome_of(ssize_t moved, Progress when_blocked) {
  if (moved > 0) return {Progress::done, static_cast<std::size_t>(moved)};
  if (moved < 0 && (would_block() || errno == EINTR)) return {when_blocked, 0};
  return {Progress::closed, 0};
}

}  // namespace

void Transport::free_ssl(ssl_st* ssl) {
  SSL_free(ssl);
}

Progress Transport::reason(int result) const {
  const int code = SSL_get_error(m_ssl.get(), result);
  if (code == SSL_ERROR_WANT_READ) return Progress::want_read;
  if (code == SSL_ERROR_WANT_WRITE) return Progress::want_write;
  ERR_clear_error();  // the queue is the thread's: the next connection must not read it as its own
  return Progress::closed;
}

Progress Transport::handshake() {
  if (!m_ssl) return Progress::done;
  ERR_clear_error();
  const int result = SSL_do_handshake(m_ssl.get());
  return result == 1 ? Progress::done : reason(result);
}

Moved Transport::read(std::span<char> buffer) {
  if (!m_ssl) return outcome_of(::recv(m_descriptor, buffer.data(), buffer.size(), 0), Progress::want_read);
  ERR_clear_error();
  const int result = SSL_read(m_ssl.get(), buffer.data(), static_cast<int>(buffer.size()));
  if (result > 0) return {Progress::done, static_cast<std::size_t>(result)};
  return {reason(result), 0};
}

bool Transport::has_buffered() const {
  return m_ssl && SSL_has_pending(m_ssl.get()) == 1;
}

Moved Transport::write(std::span<const std::string_view> pieces, bool has_more) {
  if (m_ssl) {
    // one record instead of one a piece
    thread_local std::array<char, record_bytes> joined;
    std::size_t used = 0;
    for (const std::string_view piece : pieces) {
      const std::size_t length = std::min(piece.size(), joined.size() - used);
      std::copy_n(piece.data(), length, joined.data() + used);
      used += length;
    }
    return write_secure({joined.data(), used});
  }
  std::array<iovec, 4> vectors{};
  std::size_t count = 0;
  std::size_t total = 0;
  for (const std::string_view piece : pieces) {
    if (!piece.empty()) vectors[count++] = {const_cast<char*>(piece.data()), piece.size()};
    total += piece.size();
  }
  msghdr message{};
  message.msg_iov = vectors.data();
  message.msg_iovlen = count;
  const int flags = MSG_NOSIGNAL | (has_more ? MSG_MORE : 0);
  Moved moved = outcome_of(::sendmsg(m_descriptor, &message, flags), Progress::want_write);
  if (moved.progress == Progress::done && moved.bytes < total)
    moved.progress = Progress::want_write;  // asking again would only say so
  return moved;
}

Moved Transport::write_secure(std::string_view bytes) {
  ERR_clear_error();
  const int result = SSL_write(m_ssl.get(), bytes.data(), static_cast<int>(bytes.size()));
  if (result > 0) return {Progress::done, static_cast<std::size_t>(result)};
  return {reason(result), 0};
}

Moved Transport::send_file(int file, std::int64_t& offset, std::int64_t left) {
  if (m_ssl) {
    thread_local std::array<char, record_bytes> chunk;
    const auto want = static_cast<std::size_t>(std::min<std::int64_t>(left, record_bytes));
    const ssize_t got = ::pread(file, chunk.data(), want, offset);
    if (got <= 0) return {Progress::closed, 0};  // it became shorter under our hands: the length is promised already
    const Moved moved = write_secure({chunk.data(), static_cast<std::size_t>(got)});
    offset += static_cast<std::int64_t>(moved.bytes);
    return moved;
  }
  off_t position = offset;
  const ssize_t sent =
      ::sendfile(m_descriptor, file, &position, static_cast<std::size_t>(std::min<std::int64_t>(left, 1 << 20)));
  offset = position;
  return outcome_of(sent, Progress::want_write);
}

void Transport::shut_down() {
  if (m_ssl && SSL_is_init_finished(m_ssl.get())) {
    ERR_clear_error();
    SSL_shutdown(m_ssl.get());
    ERR_clear_error();
  }
  ::shutdown(m_descriptor, SHUT_WR);
}

}  // namespace gongkai::http
