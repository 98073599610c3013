// SHA-256 and SM3 of the same stream. SHA-256 is the address (fast, known to every tool), SM3 the digest that Chinese
// inspections ask for.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace gongkai::files {

class TwoDigests {
 public:
  TwoDigests();
  void add(std::string_view bytes);
  /// Hexadecimal SHA-256 and SM3. Ends the stream.
  std::pair<std::string, std::string> finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> m_sha256, m_sm3;
};

/// Hexadecimal; throws when the file cannot be read.
std::string sha256_of(const std::filesystem::path& file);

}  // namespace gongkai::files
