// Extracted text as it lies in the database.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/documents/text.hpp"

namespace gongkai::files {

std::string to_json_text(const documents::ExtractedText& text);
std::optional<documents::ExtractedText> from_json_text(std::string_view text);

}  // namespace gongkai::files
