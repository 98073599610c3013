// The formats this platform reads or takes in.
#pragma once
#include <optional>
#include <string_view>

namespace gongkai::documents {

enum class Format { pdf, docx, xlsx, pptx, ofd, jpeg, png, gif, webp, txt, csv, html, zip, mp3, mp4 };

std::string_view name_of(Format format);
std::optional<Format> parse_format(std::string_view name);
/// Whether extract() can find text in it.
bool has_text(Format format);
bool is_image(Format format);

}  // namespace gongkai::documents
