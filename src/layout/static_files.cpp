#include "layout/static_files.hpp"

#include <cmath>

#include "base/assets.hpp"
#include "base/bytes.hpp"
#include "platform/json/json.hpp"

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

struct Colour {
  double red, green, blue;
};

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  const auto bytes = from_hex(text.substr(1));
  if (!bytes) return std::nullopt;
  const auto part = [&](std::size_t i) { return static_cast<double>(static_cast<unsigned char>((*bytes)[i])); };
  return Colour{part(0), part(1), part(2)};
}

/// WCAG 2.2, relative luminance.
double luminance(const Colour& colour) {
  const auto linear = [](double value) {
    const double v = value / 255;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast_with_white(const Colour& colour) {
  return 1.05 / (luminance(colour) + 0.05);
}

std::string mixed(const Colour& colour, double target, double share) {
  const auto part = [&](double value) { return static_cast<int>(std::lround(value + (target - value) * share)); };
  return fmt::format("#{:02x}{:02x}{:02x}", part(colour.red), part(colour.green), part(colour.blue));
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

std::string theme_css(std::string_view theme_json) {
  const auto theme = json::parse(theme_json);
  const auto* object = theme ? theme->if_object() : nullptr;
  const auto* accent = object ? object->if_contains("accent") : nullptr;
  const auto colour =
      accent && accent->is_string() ? parse_colour(std::string_view(accent->get_string())) : std::nullopt;
  if (!colour || contrast_with_white(*colour) < 4.5) return "";
  return fmt::format(
      "html:not([data-contrast=high]){{--pri-600:{};--pri-700:{};--pri-800:{};--pri-100:{};--pri-50:{}}}\n",
      mixed(*colour, 0, 0), mixed(*colour, 0, 0.22), mixed(*colour, 0, 0.42), mixed(*colour, 255, 0.82),
      mixed(*colour, 255, 0.92));
}

}  // namespace gongkai::layout
