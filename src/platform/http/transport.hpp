// Bytes in and out of one connection, in the clear or through TLS, never blocking.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct ssl_st;

namespace gongkai::http {

enum class Progress {
  done,        // moved at least one byte, or the step is finished
  want_read,   // nothing moves before the descriptor is readable
  want_write,  // … writable
  closed,      // the peer is gone, or spoke nonsense
};

/// want_write may come with bytes: so many went, and the socket is full now.
struct Moved {
  Progress progress = Progress::done;
  std::size_t bytes = 0;
};

class Transport {
 public:
  /// Takes neither descriptor nor ssl; the connection owns the descriptor, this class the ssl.
  Transport(int descriptor, ssl_st* ssl) : m_descriptor(descriptor), m_ssl(ssl, free_ssl) {}

  bool is_secure() const { return m_ssl != nullptr; }
  Progress handshake();
  Moved read(std::span<char> buffer);
  /// Bytes that a read would give although the descriptor is silent.
  bool has_buffered() const;
  /// has_more: a file follows at once, so that its first bytes may share a packet with these.
  Moved write(std::span<const std::string_view> pieces, bool has_more = false);
  /// From a file at its offset, which moves on.
  Moved send_file(int file, std::int64_t& offset, std::int64_t left);
  /// Says that nothing follows: close_notify and FIN.
  void shut_down();

 private:
  static void free_ssl(ssl_st* ssl);
  Progress reason(int result) const;
  Moved write_secure(std::string_view bytes);

  int m_descriptor;
  std::unique_ptr<ssl_st, void (*)(ssl_st*)> m_ssl;
};

}  // namespace gongkai::http
