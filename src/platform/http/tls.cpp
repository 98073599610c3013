#include "platform/http/tls.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <stdexcept>

namespace gongkai::http::tls {

namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

[[noreturn]] void fail(std::string_view what) {
  char reason[256] = "no reason given";
  if (const unsigned long code = ERR_get_error()) ERR_error_string_n(code, reason, sizeof reason);
  ERR_clear_error();
  throw std::runtime_error(fmt::format("{}: {}", what, reason));
}

bool is_still_valid(const Files& files) {
  const Owned<BIO> bio(BIO_new_file(files.certificate.c_str(), "r"));
  if (!bio || !std::filesystem::exists(files.key)) return false;
  const Owned<X509> certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!certificate) return false;
  int days = 0, seconds = 0;
  ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get()));
  return days >= 7;
}

void add_extension(X509& certificate, int kind, const std::string& value) {
  const Owned<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
  if (!extension || X509_add_ext(&certificate, extension.get(), -1) != 1) fail("certificate extension " + value);
}

Owned<X509> make_certificate(EVP_PKEY& key, const std::string& host) {
  Owned<X509> certificate(X509_new());
  if (!certificate) fail("certificate");
  X509_set_version(certificate.get(), X509_VERSION_3);
  std::int64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), static_cast<std::uint64_t>(serial) >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 365L * 24 * 3600);
  X509_set_pubkey(certificate.get(), &key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1,
                             0);
  X509_set_issuer_name(certificate.get(), name);
  add_extension(*certificate, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(*certificate, NID_ext_key_usage, "serverAuth");
  add_extension(*certificate, NID_subject_alt_name, fmt::format("DNS:{},DNS:localhost,IP:127.0.0.1,IP:::1", host));
  if (X509_sign(certificate.get(), &key, EVP_sha256()) == 0) fail("signing the certificate");
  return certificate;
}

Owned<BIO> create_private(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), path.string());
  return Owned<BIO>(BIO_new_fd(descriptor, BIO_CLOSE));
}

std::shared_ptr<SSL_CTX> make_context(const Files& files) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) fail("TLS");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                         SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_cipher_list(context.get(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  // release: an idle connection keeps no record buffers; moving: what could not be written is offered again from elsewhere
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context.get(), 1);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_SERVER);
  SSL_CTX_sess_set_cache_size(context.get(), 20000);
  constexpr unsigned char name[] = "gongkai";
  SSL_CTX_set_session_id_context(context.get(), name, sizeof name - 1);
  SSL_CTX_set_num_tickets(context.get(), 1);
  if (SSL_CTX_use_certificate_chain_file(context.get(), files.certificate.c_str()) != 1)
    fail("reading " + files.certificate.string());
  if (SSL_CTX_use_PrivateKey_file(context.get(), files.key.c_str(), SSL_FILETYPE_PEM) != 1)
    fail("reading " + files.key.string());
  if (SSL_CTX_check_private_key(context.get()) != 1) fail("the key does not belong to " + files.certificate.string());
  return context;
}

}  // namespace

Files make_self_signed(const std::filesystem::path& folder, std::string_view host) {
  const Files files{folder / "cert.pem", folder / "key.pem"};
  if (is_still_valid(files)) return files;
  std::filesystem::create_directories(folder);
  const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
  if (!key) fail("making a key");
  const auto certificate = make_certificate(*key, std::string(host));
  const auto key_file = create_private(files.key);
  const auto certificate_file = create_private(files.certificate);
  const bool written =
      key_file && certificate_file &&
      PEM_write_bio_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1 &&
      PEM_write_bio_X509(certificate_file.get(), certificate.get()) == 1;
  if (!written) fail("writing the certificate to " + folder.string());
  return files;
}

ServerContext::ServerContext(Files files) : m_files(std::move(files)), m_context(make_context(m_files)) {}

void ServerContext::reload() {
  auto fresh = make_context(m_files);
  const std::lock_guard lock(m_mutex);
  m_context = std::move(fresh);
}

ssl_st* ServerContext::accept(int descriptor) const {
  SSL* ssl = nullptr;
  {
    const std::lock_guard lock(m_mutex);
    ssl = SSL_new(m_context.get());
  }
  if (ssl == nullptr || SSL_set_fd(ssl, descriptor) != 1) {
    SSL_free(ssl);
    return nullptr;
  }
  SSL_set_accept_state(ssl);
  return ssl;
}

}  // namespace gongkai::http::tls
