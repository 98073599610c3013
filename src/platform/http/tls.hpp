// TLS by OpenSSL, directly on the descriptor: asio::ssl::stream keeps 78 KB for an idle connection, this 16 KB.
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace gongkai::http::tls {

struct Files {
  std::filesystem::path certificate;  // PEM, the server's first, then the intermediate ones
  std::filesystem::path key;          // PEM
};

/// For trying out: makes cert.pem and key.pem (P-256, one year, names host, localhost, 127.0.0.1) in the folder unless
/// they are there and still valid for a week.
Files make_self_signed(const std::filesystem::path& folder, std::string_view host);

/// TLS 1.2 and 1.3, session cache and tickets. Throws std::runtime_error with OpenSSL's reason.
class ServerContext {
 public:
  explicit ServerContext(Files files);
  /// Reads the files again; connections that exist keep the old ones. On an error the old ones stay and it throws.
  void reload();
  /// A connection's side of it; null when OpenSSL has no memory.
  ssl_st* accept(int descriptor) const;

 private:
  Files m_files;
  mutable std::mutex m_mutex;
  std::shared_ptr<ssl_ctx_st> m_context;
};

}  // namespace gongkai::http::tls
