// One page of a scan: its picture for the page, and its text, from the text layer of the file where there is one, by
// tesseract otherwise. Runs inside a worker process only (workers.hpp).
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/documents/format.hpp"
#include "platform/documents/image.hpp"
#include "platform/documents/text.hpp"

namespace gongkai::documents {

/// Pages of the file; 1 for a picture. Faults as open_pdf; files.text_unsupported for what is neither PDF nor picture.
Result<int> count_pages(std::string_view bytes, Format format);

/// The picture of a page at 300 dpi, at most 25 million pixels; of a picture the picture itself. Faults as
/// count_pages, files.page_not_found.
Result<GrayPicture> gray_page(std::string_view bytes, Format format, int page);

/// A grey JPEG, wide enough to read on a screen. Fault files.page_not_found.
Result<std::string> page_picture(std::string_view bytes, Format format, int page);

/// One body part with the page's text; property "source" is "text_layer" or "recognised", "confidence" a number to 100.
/// Fault files.recognition_missing when the Chinese character set of tesseract is not installed.
Result<ExtractedText> recognise(std::string_view bytes, Format format, int page);

}  // namespace gongkai::documents
