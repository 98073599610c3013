#include "platform/files/digest.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "base/bytes.hpp"

namespace gongkai::files {
namespace {
void check(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL could not compute a digest");
}

std::string finish_one(EVP_MD_CTX* context) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes;
  unsigned size = 0;
  check(EVP_DigestFinal_ex(context, bytes.data(), &size));
  return to_hex({reinterpret_cast<const char*>(bytes.data()), size});
}
}  // namespace

void TwoDigests::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

TwoDigests::TwoDigests() : m_sha256(EVP_MD_CTX_new()), m_sm3(EVP_MD_CTX_new()) {
  check(EVP_DigestInit_ex(m_sha256.get(), EVP_sha256(), nullptr));
  check(EVP_DigestInit_ex(m_sm3.get(), EVP_sm3(), nullptr));
}

void TwoDigests::add(std::string_view bytes) {
  check(EVP_DigestUpdate(m_sha256.get(), bytes.data(), bytes.size()));
  check(EVP_DigestUpdate(m_sm3.get(), bytes.data(), bytes.size()));
}

std::pair<std::string, std::string> TwoDigests::finish() {
  return {finish_one(m_sha256.get()), finish_one(m_sm3.get())};
}

std::string sha256_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  TwoDigests digests;
  std::array<char, 65'536> buffer;
  while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0)
    digests.add({buffer.data(), static_cast<std::size_t>(stream.gcount())});
  if (!stream.eof()) throw std::runtime_error("cannot read " + file.string());
  return digests.finish().first;
}

}  // namespace gongkai::files
