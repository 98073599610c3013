#include "platform/http/compress.hpp"

#include <brotli/encode.h>
#include <libdeflate.h>

#include <array>
#include <map>
#include <memory>
#include <stdexcept>

#include "platform/http/header_values.hpp"

namespace gongkai::http {

namespace {

constexpr std::size_t smallest_worth = 1100;  // below, everything fits one packet with its head anyway

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};
struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

libdeflate_compressor& compressor_of(int level) {
  thread_local std::map<int, std::unique_ptr<libdeflate_compressor, FreeCompressor>> compressors;
  auto& compressor = compressors[level];
  if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  return *compressor;
}

}  // namespace

bool is_compressible(std::string_view content_type, std::size_t size) {
  if (size < smallest_worth) return false;
  const std::string type = media_type(content_type);
  if (type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("+json")) return true;
  constexpr std::array<std::string_view, 6> types{"application/json", "application/javascript",
                                                  "application/xml",  "application/manifest+json",
                                                  "font/ttf",         "image/bmp"};
  return std::ranges::find(types, type) != types.end();
}

std::string brotli(std::string_view bytes, int quality) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  const bool done = BrotliEncoderCompress(quality, quality > 9 ? BROTLI_MAX_WINDOW_BITS : 18, BROTLI_MODE_TEXT,
                                          bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE;
  if (!done) throw std::runtime_error("brotli failed");
  out.resize(size);
  out.shrink_to_fit();
  return out;
}

std::string gzip(std::string_view bytes, int level) {
  libdeflate_compressor& compressor = compressor_of(level);
  std::string out(libdeflate_gzip_compress_bound(&compressor, bytes.size()), '\0');
  const std::size_t size = libdeflate_gzip_compress(&compressor, bytes.data(), bytes.size(), out.data(), out.size());
  if (size == 0) throw std::runtime_error("gzip failed");
  out.resize(size);
  out.shrink_to_fit();
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit) {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  std::string out(std::min(limit, bytes.size() * 8 + 1024), '\0');
  for (;;) {
    std::size_t size = 0;
    const auto result =
        libdeflate_gzip_decompress(decompressor.get(), bytes.data(), bytes.size(), out.data(), out.size(), &size);
    if (result == LIBDEFLATE_SUCCESS) {
      out.resize(size);
      return out;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || out.size() >= limit) return std::nullopt;
    out.resize(std::min(limit, out.size() * 2));
  }
}

}  // namespace gongkai::http
