// One reader a format: bytes in, labelled text out. They trust nothing, but they call large foreign libraries, so the
// server runs them only inside a worker process (workers.hpp). Each is a fuzz target.
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "platform/documents/format.hpp"
#include "platform/documents/text.hpp"

namespace gongkai::documents {

Result<ExtractedText> read_pdf(std::string_view bytes);
Result<ExtractedText> read_docx(std::string_view bytes);
Result<ExtractedText> read_xlsx(std::string_view bytes);
Result<ExtractedText> read_pptx(std::string_view bytes);
Result<ExtractedText> read_html(std::string_view bytes);
Result<ExtractedText> read_plain(std::string_view bytes);
/// What an image says beside the picture, as parts of kind metadata.
Result<ExtractedText> read_image(std::string_view bytes, Format format);

/// Faults: files.text_unsupported, files.encrypted, files.damaged, files.bomb …
Result<ExtractedText> extract(std::string_view bytes, Format format);

}  // namespace gongkai::documents
