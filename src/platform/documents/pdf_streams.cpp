#include "platform/documents/pdf_streams.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <new>

namespace gongkai::documents {
namespace {
constexpr std::size_t largest_stream = 64 << 20;

/// "" when the bytes are no zlib stream.
std::string inflated(std::string_view bytes) {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> decompressor(
      libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
  if (!decompressor) throw std::bad_alloc();
  for (auto room = std::max<std::size_t>(bytes.size() * 8, 4096); room <= largest_stream; room *= 4) {
    std::string out(room, '\0');
    std::size_t used = 0, written = 0;
    const auto result = libdeflate_zlib_decompress_ex(decompressor.get(), bytes.data(), bytes.size(), out.data(),
                                                      out.size(), &used, &written);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) continue;
    if (result != LIBDEFLATE_SUCCESS) return {};
    out.resize(written);
    return out;
  }
  return {};
}

bool is_delimiter(char c) {
  return std::isspace(static_cast<unsigned char>(c)) ||
         std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}
}  // namespace

std::string each_stream(std::string_view pdf, const std::function<void(std::string_view)>& f) {
  std::string outside;
  while (!pdf.empty()) {
    const auto word = pdf.find("stream");
    const auto begin = word == std::string_view::npos ? word : word + 6;
    // "endstream" is met only when a stream ended before it was found to begin
    if (begin == std::string_view::npos || begin >= pdf.size()) break;
    outside += pdf.substr(0, begin);
    pdf.remove_prefix(begin);
    if (outside.ends_with("endstream")) continue;
    if (pdf.starts_with("\r\n")) pdf.remove_prefix(2);
    else if (pdf.starts_with("\n") || pdf.starts_with("\r")) pdf.remove_prefix(1);
    const auto end = std::min(pdf.find("endstream"), pdf.size());
    const auto bytes = pdf.substr(0, end);
    const auto whole = inflated(bytes);
    f(bytes);
    if (!whole.empty()) f(whole);
    pdf.remove_prefix(end);
  }
  outside += pdf;
  return outside;
}

std::size_t count_word(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

std::size_t count_name(std::string_view text, std::string_view name) {
  std::size_t count = 0;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
    count += at + name.size() >= text.size() || is_delimiter(text[at + name.size()]);
  return count;
}

}  // namespace gongkai::documents
