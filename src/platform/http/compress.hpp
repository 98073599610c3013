// Bodies in the encodings that browsers accept.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gongkai::http {

/// Text of a size that is worth it; images, fonts, archives and short answers are not.
bool is_compressible(std::string_view content_type, std::size_t size);

std::string brotli(std::string_view bytes, int quality);
std::string gzip(std::string_view bytes, int level);
/// nullopt when the bytes are not gzip or grow beyond the limit.
std::optional<std::string> gunzip(std::string_view bytes, std::size_t limit);

}  // namespace gongkai::http
