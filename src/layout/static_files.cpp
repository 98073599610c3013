#include "layout/static_files.hpp"

#include "base/assets.hpp"

namespace gongkai::layout {

namespace {

constexpr std::string_view folder = "src/layout/static/";

/// FNV-1a: names need to differ when the content differs, nothing more.
std::string hash_of(std::string_view content) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return fmt::format("{:016x}", hash);
}

std::string_view type_of(std::string_view file) {
  if (file.ends_with(".css")) return "text/css; charset=utf-8";
  if (file.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (file.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

}  // namespace

std::string static_address(std::string_view file) {
  const auto content = assets::find(std::string(folder) + std::string(file));
  return fmt::format("/static/{}/{}", hash_of(content.value_or("")), file);
}

http::Response serve_static(std::string_view hash, std::string_view file) {
  const auto content = assets::find(std::string(folder) + std::string(file));
  if (!content || hash_of(*content) != hash) return http::text("", 404);
  http::Response answer{.content_type = std::string(type_of(file)), .body = std::string(*content)};
  answer.header("Cache-Control", "public, max-age=31536000, immutable");
  answer.cache.cacheable = true;
  return answer;
}

}  // namespace gongkai::layout
