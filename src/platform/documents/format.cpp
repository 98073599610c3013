#include "platform/documents/format.hpp"

#include <array>
#include <utility>

namespace gongkai::documents {
namespace {
constexpr std::array names{
    std::pair{Format::pdf, "pdf"},   std::pair{Format::docx, "docx"}, std::pair{Format::xlsx, "xlsx"},
    std::pair{Format::pptx, "pptx"}, std::pair{Format::ofd, "ofd"},   std::pair{Format::jpeg, "jpeg"},
    std::pair{Format::png, "png"},   std::pair{Format::gif, "gif"},   std::pair{Format::webp, "webp"},
    std::pair{Format::txt, "txt"},   std::pair{Format::csv, "csv"},   std::pair{Format::html, "html"},
    std::pair{Format::zip, "zip"},   std::pair{Format::mp3, "mp3"},   std::pair{Format::mp4, "mp4"}};
}  // namespace

std::string_view name_of(Format format) {
  for (const auto& [value, name] : names)
    if (value == format) return name;
  return "";
}

std::optional<Format> parse_format(std::string_view name) {
  for (const auto& [value, known] : names)
    if (known == name) return value;
  return std::nullopt;
}

bool has_text(Format format) {
  switch (format) {
    case Format::pdf:
    case Format::docx:
    case Format::xlsx:
    case Format::pptx:
    case Format::txt:
    case Format::csv:
    case Format::html: return true;
    case Format::ofd:
    case Format::jpeg:
    case Format::png:
    case Format::gif:
    case Format::webp:
    case Format::zip:
    case Format::mp3:
    case Format::mp4: return false;
  }
  return false;
}

bool is_image(Format format) {
  return format == Format::jpeg || format == Format::png || format == Format::gif || format == Format::webp;
}

}  // namespace gongkai::documents
